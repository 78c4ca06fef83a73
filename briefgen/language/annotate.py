"""Article to Document: the trained pipeline where there is one, rules where not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import NamedTuple

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


class Cut(NamedTuple):
    """A text, its tokens, and the numbers of those that begin a sentence."""

    text: str
    tokens: Sequence[Span]
    starts: Sequence[int]


Reader = Callable[[Sequence[Cut]], Sequence[Read]]
"""Texts to what an engine says of each, in numbers of its own words."""


def annotate(article: Article, pipelines: Mapping[str, str] = NO_PIPELINES) -> Document:
    """Return *article*'s text as sentences, tokens, dependencies and names.

    *pipelines* names an engine of another package (an entry point of ``briefgen.engines``),
    a spaCy package or a folder to use for a language instead of ours.
    The title is a document apart, the ``headline``; it is None when there is no title. A
    language without a pipeline gets tokens, sentences and capitalised names, and
    ``is_parsed`` is false. Time is linear in the length of the text.

    Raises:
        EnvironmentMissingError: a pipeline named in *pipelines* is not installed.
    """
    language = article.language
    read = _reader(language, pipelines)
    texts = [article.text, article.title] if article.title else [article.text]
    cuts = [_cut(text, language) for text in texts]
    found = read(cuts) if read else [_by_rules(cut) for cut in cuts]
    document, *titles = (
        make_document(*cut, language, *said, is_parsed=read is not None)
        for cut, said in zip(cuts, found, strict=True)
    )
    return replace(document, headline=titles[0]) if titles else document


def _reader(language: str, pipelines: Mapping[str, str]) -> Reader | None:
    """Return what reads *language*, None when there is nothing but rules."""
    if pipelines.get(language) in extensions(ENGINES):
        return _with_engine(load_extension(ENGINES, pipelines[language])(language))
    if language in pipelines:
        pipeline = load_named(pipelines[language])
        return lambda cuts: [read_with(pipeline, *cut) for cut in cuts]
    if has_pipeline(language):
        return _with_engine(load_shipped(language))
    return None


def _with_engine(engine: Engine) -> Reader:
    """Return what has *engine* read all texts in one go, since a title alone costs like many."""

    def read(cuts: Sequence[Cut]) -> list[Read]:
        words = [cut.text[span.start : span.end] for cut in cuts for span in cut.tokens]
        bounds = [0, *accumulate(len(cut.tokens) for cut in cuts)]
        starts = [first + at for first, cut in zip(bounds, cuts, strict=False) for at in cut.starts]
        said = engine(words, starts)
        return [_part(said, *pair) for pair in pairwise(bounds)]

    return read


def _part(said: Read, first: int, last: int) -> Read:
    """Return what is *said* of the words from *first* to before *last*, counted from there."""
    rows, names = said
    own = rows[first:last]
    if first:
        own = [row if row.head is None else row._replace(head=row.head - first) for row in own]
    return own, [
        (begin - first, end - first, kind) for begin, end, kind in names if first <= begin < last
    ]


def _by_rules(cut: Cut) -> Read:
    rows = [TokenRow(span.of(cut.text)) for span in cut.tokens]
    return rows, find_capitalised_names(*cut)


def _cut(text: str, language: str) -> Cut:
    tokens = tokenize(text, language)
    return Cut(text, tokens, find_sentence_starts(text, tokens, language))
