"""What an engine says of each token, made into the records of `briefgen.model`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from briefgen.model import Document, Name, NameType, Sentence, Span, Token

_NO_FEATURES: Mapping[str, str] = {}


class TokenRow(NamedTuple):
    """A token's annotation; all but the form is empty without a pipeline."""

    text: str
    lemma: str = ""
    pos: str = ""
    dep: str = ""
    head: int | None = None
    "index of the governor; None without a parser: the token governs itself"
    morph: Mapping[str, str] = _NO_FEATURES


def make_document(
    text: str,
    tokens: Sequence[Span],
    starts: Sequence[int],
    language: str,
    rows: Sequence[TokenRow],
    names: Sequence[tuple[int, int, NameType]],
    *,
    is_parsed: bool,
) -> Document:
    """Return the document of *text*; *starts* and *names* count in tokens.

    A governor outside the token's own sentence is dropped: the token becomes a root, so
    that a subtree never leaves its sentence.
    """
    sentences = tuple(
        Sentence(index, tokens[first].start, tokens[last - 1].end, first, last)
        for index, (first, last) in enumerate(pairwise([*starts, len(tokens)]))
    )
    made: list[Token] = []
    for sentence in sentences:
        made.extend(_sentence_tokens(text, sentence, tokens, rows))
    return Document(
        text=text,
        language=language,
        tokens=tuple(made),
        sentences=sentences,
        names=tuple(
            Name(Span(tokens[first].start, tokens[last - 1].end), kind, first, last)
            for first, last, kind in names
        ),
        is_parsed=is_parsed,
    )


def _sentence_tokens(
    text: str, sentence: Sentence, spans: Sequence[Span], rows: Sequence[TokenRow]
) -> list[Token]:
    first, last = sentence.first, sentence.last
    indices = range(first, last)
    heads = {}
    for index in indices:
        head = rows[index].head
        heads[index] = index if head is None or not first <= head < last else head
    children: dict[int, list[int]] = {index: [] for index in indices}
    for index, head in heads.items():
        if head != index:
            children[head].append(index)
    left, right = _edges(heads, children)
    made = []
    for index, span, row in zip(indices, spans[first:last], rows[first:last], strict=True):
        head = heads[index]
        made.append(
            Token(
                index,
                span.start,
                span.end,
                text[span.start : span.end],
                row.lemma,
                row.pos,
                "root" if head == index and row.dep else row.dep,
                head,
                row.morph,
                sentence.index,
                tuple(children[index]),
                left[index],
                right[index],
            )
        )
    return made


def _edges(
    heads: Mapping[int, int], children: Mapping[int, Sequence[int]]
) -> tuple[dict[int, int], dict[int, int]]:
    """Return the first and last token of each subtree, from the leaves up."""
    left = {index: index for index in heads}
    right = {index: index for index in heads}
    order = [index for index, head in heads.items() if head == index]
    for index in order:  # grows while it is read: parents before children
        order.extend(children[index])
    for index in reversed(order):
        head = heads[index]
        left[head] = min(left[head], left[index])
        right[head] = max(right[head], right[index])
    return left, right
