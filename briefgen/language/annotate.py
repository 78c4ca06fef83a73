"""Article to Document: the trained pipeline where there is one, rules where not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from briefgen.extensions import ENGINES, extensions, load_extension
from briefgen.language.capitals import find_capitalised_names
from briefgen.language.engine import has_pipeline, load_shipped
from briefgen.language.records import TokenRow, make_document
from briefgen.language.sentences import find_sentence_starts
from briefgen.language.spacy_pipeline import load_named, read_with
from briefgen.language.tokenizer import tokenize
from briefgen.model import Article, Document, NameType, Span

NO_PIPELINES: Mapping[str, str] = {}  # each language's own, shipped pipeline

Read = tuple[Sequence[TokenRow], Sequence[tuple[int, int, NameType]]]
"""A row a word, and names as word bounds."""
Engine = Callable[[Sequence[str], Sequence[int]], Read]
"""Words and the places where sentences begin, to what an engine says of them."""
Reader = Callable[[str, Sequence[Span], Sequence[int]], Read]
"""The same from a text, its tokens and the places where sentences begin."""


def annotate(article: Article, pipelines: Mapping[str, str] = NO_PIPELINES) -> Document:
    """Return *article*'s text as sentences, tokens, dependencies and names.

    *pipelines* names an engine of another package (an entry point of ``briefgen.engines``),
    a spaCy package or a folder to use for a language instead of ours.
    The title is annotated apart, as the document's ``headline``; it is None when there is
    no title. A language without a pipeline gets tokens, sentences and capitalised names,
    and ``is_parsed`` is false. Time is linear in the length of the text.

    Raises:
        EnvironmentMissingError: a pipeline named in *pipelines* is not installed.
    """
    language = article.language
    read = _reader(language, pipelines)
    headline = _annotate(article.title, language, read, None) if article.title else None
    return _annotate(article.text, language, read, headline)


def _reader(language: str, pipelines: Mapping[str, str]) -> Reader | None:
    """Return what reads *language*, None when there is nothing but rules."""
    if pipelines.get(language) in extensions(ENGINES):
        return _with_engine(load_extension(ENGINES, pipelines[language])(language))
    if language in pipelines:
        return partial(read_with, load_named(pipelines[language]))
    if has_pipeline(language):
        return _with_engine(load_shipped(language))
    return None


def _with_engine(engine: Engine) -> Reader:
    def read(text: str, tokens: Sequence[Span], starts: Sequence[int]) -> Read:
        return engine([text[span.start : span.end] for span in tokens], starts)

    return read


def _annotate(text: str, language: str, read: Reader | None, headline: Document | None) -> Document:
    tokens = tokenize(text, language)
    starts = find_sentence_starts(text, tokens, language)
    if read is None:
        rows: Sequence[TokenRow] = [TokenRow(text[span.start : span.end]) for span in tokens]
        names: Sequence[tuple[int, int, NameType]] = find_capitalised_names(text, tokens, starts)
    else:
        rows, names = read(text, tokens, starts)
    return make_document(
        text,
        language,
        tokens=tokens,
        starts=starts,
        rows=rows,
        names=names,
        is_parsed=read is not None,
        headline=headline,
    )
