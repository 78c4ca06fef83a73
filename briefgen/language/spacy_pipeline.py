"""Installed spaCy pipelines in place of ours; the only door to spaCy, which is not required.

In: the tokens and sentences that briefgen itself found. Out: a row a token, and names.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.errors import EnvironmentMissingError
from briefgen.language.features import engine_form
from briefgen.language.records import TokenRow
from briefgen.model import NameType, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MAX_PARAGRAPH = 4000  # tokens given to the pipeline at once; cut between sentences

# Names of other pipelines' types in ours; what is not here is no actor.
_NAME_TYPES = {
    "PER": NameType.PER,
    "PERSON": NameType.PER,
    "ORG": NameType.ORG,
    "LOC": NameType.LOC,
    "GPE": NameType.LOC,
}

Read = tuple[list[TokenRow], list[tuple[int, int, NameType]]]


@cache
def load_named(name: str) -> Language:
    """Return the installed spaCy package *name*, or the pipeline in the folder *name*.

    Raises:
        EnvironmentMissingError: there is no spaCy, or no such package or folder.
    """
    try:
        import spacy
    except ModuleNotFoundError as error:
        message = f"pipeline '{name}' needs spaCy; run `pip install 'briefgen[spacy]'`"
        raise EnvironmentMissingError(message, code="missing-pipeline") from error
    try:
        return spacy.load(name)
    except OSError as error:
        command = f"python -m spacy download {name}"
        message = f"pipeline '{name}' is not installed; run `{command}`, or give a folder"
        raise EnvironmentMissingError(message, code="missing-pipeline") from error


def read_with(pipeline: Language, text: str, tokens: Sequence[Span], starts: Sequence[int]) -> Read:
    """Return what *pipeline* says of each token, and the names as token bounds."""
    chunks = _chunks(text, tokens, starts)
    docs = (_doc(pipeline, text, tokens[first:last], first, starts) for first, last in chunks)
    rows: list[TokenRow] = []
    names: list[tuple[int, int, NameType]] = []
    for (first, _), doc in zip(chunks, pipeline.pipe(docs), strict=True):
        rows.extend(_rows(doc, first))
        names.extend(
            (first + name.start, first + name.end, _NAME_TYPES[name.label_])
            for name in doc.ents
            if name.label_ in _NAME_TYPES
        )
    return rows, names


def _chunks(text: str, tokens: Sequence[Span], starts: Sequence[int]) -> list[tuple[int, int]]:
    """Return the paragraphs as token bounds, long ones cut between sentences."""
    bounds: list[int] = []
    for start in starts:
        if (
            start == 0
            or start - bounds[-1] >= MAX_PARAGRAPH
            or text.count("\n", tokens[start - 1].end, tokens[start].start) > 1
        ):
            bounds.append(start)
    return list(pairwise([*bounds, len(tokens)])) if bounds else []


def _doc(
    pipeline: Language, text: str, tokens: Sequence[Span], first: int, starts: Sequence[int]
) -> Doc:
    """Return a spaCy document over our *tokens*, its sentence starts fixed."""
    from spacy.tokens import Doc

    follows = [span.start for span in tokens[1:]] + [len(text)]
    begins = set(starts)
    return Doc(
        pipeline.vocab,
        words=[engine_form(span.of(text)) for span in tokens],
        spaces=[span.end < start for span, start in zip(tokens, follows, strict=True)],
        sent_starts=[first + index in begins for index in range(len(tokens))],
    )


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
