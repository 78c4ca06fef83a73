"""Article to Document: the trained pipeline where there is one, rules where not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.extensions import ENGINES, extensions, load_extension
from briefgen.language import engine
from briefgen.language.capitals import find_capitalised_names
from briefgen.language.records import TokenRow, make_document
from briefgen.language.sentences import find_sentence_starts
from briefgen.language.tokenizer import tokenize
from briefgen.model import Article, Document, NameType, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

NO_PIPELINES: Mapping[str, str] = {}  # each language's own, shipped pipeline
MAX_PARAGRAPH = 4000  # tokens of a paragraph; longer ones are cut between sentences
MAX_BATCH = 8000  # tokens given to the engine at once: 100 MB of its tables
MIN_NOISE = 40  # tokens; a sentence that long with hardly a word in it is no language
_WORD_SHARE = 0.1  # of tokens with a letter, below which there is hardly a word

# Names of other pipelines' types in ours; what is not here is no actor.
_NAME_TYPES = {
    "PER": NameType.PER,
    "PERSON": NameType.PER,
    "ORG": NameType.ORG,
    "LOC": NameType.LOC,
    "GPE": NameType.LOC,
}


Engine = Callable[
    [Sequence[str], Sequence[int]], tuple[Sequence[TokenRow], Sequence[tuple[int, int, NameType]]]
]
"""Words and the places where sentences begin, to a row a word and names as word bounds."""


@dataclass(frozen=True, slots=True)
class _Loaded:
    """An engine of another package, told from spaCy's by its type."""

    run: Engine


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
    pipeline: Language | _Loaded | None = None
    if pipelines.get(language) in extensions(ENGINES):
        pipeline = _Loaded(load_extension(ENGINES, pipelines[language])(language))
    elif language in pipelines:
        pipeline = engine.load_named(pipelines[language])
    elif engine.has_pipeline(language):
        pipeline = engine.load_shipped(language)
    headline = _annotate(article.title, language, pipeline, None) if article.title else None
    return _annotate(article.text, language, pipeline, headline)


def _annotate(
    text: str, language: str, pipeline: Language | _Loaded | None, headline: Document | None
) -> Document:
    tokens = tokenize(text, language)
    starts = find_sentence_starts(text, tokens, language)
    if pipeline is None:
        rows: Sequence[TokenRow] = [TokenRow(text[span.start : span.end]) for span in tokens]
        names: Sequence[tuple[int, int, NameType]] = find_capitalised_names(text, tokens, starts)
    elif isinstance(pipeline, _Loaded):
        rows, names = pipeline.run([span.of(text) for span in tokens], starts)
    else:
        rows, names = _run(pipeline, text, language, tokens, starts)
    return make_document(
        text,
        language,
        tokens=tokens,
        starts=starts,
        rows=rows,
        names=names,
        is_parsed=pipeline is not None,
        headline=headline,
    )


def _run(
    pipeline: Language,
    text: str,
    language: str,
    tokens: Sequence[Span],
    starts: Sequence[int],
) -> tuple[list[TokenRow], list[tuple[int, int, NameType]]]:
    """Return what *pipeline* says of each token, and the names as token bounds.

    It is not asked about rows of marks and digits, which would cost as much as prose.
    """
    rows = [TokenRow(span.of(text)) for span in tokens]
    names: list[tuple[int, int, NameType]] = []
    for batch in _batches(_chunks(text, tokens, starts)):
        docs = (
            engine.make_doc(
                pipeline.vocab,
                text,
                tokens[first:last],
                [start - first for start in _between(starts, first, last)],
                language,
            )
            for first, last in batch
        )
        for (first, last), doc in zip(batch, pipeline.pipe(docs), strict=True):
            rows[first:last] = _rows(doc, first)
            names.extend(
                (first + name.start, first + name.end, _NAME_TYPES[name.label_])
                for name in doc.ents
                if name.label_ in _NAME_TYPES
            )
    return rows, names


def _chunks(text: str, tokens: Sequence[Span], starts: Sequence[int]) -> list[tuple[int, int]]:
    """Return the paragraphs as token bounds, long ones cut between sentences, noise left out."""
    chunks: list[tuple[int, int]] = []
    for start, end in pairwise([*starts, len(tokens)]):
        if _is_noise(text, tokens[start:end]):
            continue
        first, last = chunks[-1] if chunks else (0, 0)
        if (
            last == start > 0
            and start - first < MAX_PARAGRAPH
            and text.count("\n", tokens[start - 1].end, tokens[start].start) <= 1
        ):
            chunks[-1] = (first, end)
        else:
            chunks.append((start, end))
    return chunks


def _is_noise(text: str, sentence: Sequence[Span]) -> bool:
    if len(sentence) < MIN_NOISE:
        return False
    words = sum(text[span.start].isalpha() for span in sentence)
    return words < _WORD_SHARE * len(sentence)


def _batches(chunks: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Yield *chunks* by the handful: memory must not grow with the length of the text."""
    batch: list[tuple[int, int]] = []
    for first, last in chunks:
        if batch and last - batch[0][0] > MAX_BATCH:
            yield batch
            batch = []
        batch.append((first, last))
    if batch:
        yield batch


def _between(ordered: Sequence[int], first: int, last: int) -> Sequence[int]:
    return ordered[bisect_left(ordered, first) : bisect_left(ordered, last)]


def _rows(doc: Doc, first: int) -> list[TokenRow]:
    return [
        TokenRow(
            text=token.text,
            lemma=token.lemma_,
            pos=token.pos_,
            dep="root" if token.dep_ == "ROOT" else token.dep_,
            head=first + token.head.i,
            morph=token.morph.to_dict(),
        )
        for token in doc
    ]
