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
    heads: list[int] = []
    children: list[list[int]] = [[] for _ in range(first, last)]
    for index, row in enumerate(rows[first:last], first):
        head = index if row.head is None or not first <= row.head < last else row.head
        heads.append(head)
        if head != index:
            children[head - first].append(index)
    left, right = _edges(first, heads, children)
    return [
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
            tuple(below),
            leftmost,
            rightmost,
        )
        for index, (span, row, head, below, leftmost, rightmost) in enumerate(
            zip(spans[first:last], rows[first:last], heads, children, left, right, strict=True),
            first,
        )
    ]


def _edges(
    first: int, heads: Sequence[int], children: Sequence[Sequence[int]]
) -> tuple[list[int], list[int]]:
    """Return the first and last token of each subtree, from the leaves up."""
    left = list(range(first, first + len(heads)))
    right = left.copy()
    order = [index for index, head in enumerate(heads, first) if head == index]
    for index in order:  # grows while it is read: parents before children
        order += children[index - first]
    for index in reversed(order):
        at, up = index - first, heads[index - first] - first
        left[up] = min(left[up], left[at])
        right[up] = max(right[up], right[at])
    return left, right
