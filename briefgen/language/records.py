"""What an engine says of each token, made into the records of `briefgen.model`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from briefgen.model import Document, Name, NameType, Sentence, Span, Token


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token's annotation; all but the form is empty without a pipeline."""

    text: str
    lemma: str = ""
    pos: str = ""
    dep: str = ""
    head: int | None = None
    "index of the governor; None without a parser: the token governs itself"
    morph: Mapping[str, str] = field(default_factory=dict)


def make_document(
    text: str,
    language: str,
    *,
    tokens: Sequence[Span],
    starts: Sequence[int],
    rows: Sequence[TokenRow],
    names: Sequence[tuple[int, int, NameType]],
    is_parsed: bool,
    headline: Document | None,
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
        headline=headline,
    )


def _sentence_tokens(
    text: str, sentence: Sentence, spans: Sequence[Span], rows: Sequence[TokenRow]
) -> list[Token]:
    indices = range(sentence.first, sentence.last)
    heads = {}
    for index in indices:
        head = rows[index].head
        inside = head is not None and sentence.first <= head < sentence.last
        heads[index] = head if inside and head is not None else index
    children: dict[int, list[int]] = {index: [] for index in indices}
    for index, head in heads.items():
        if head != index:
            children[head].append(index)
    left, right = _edges(heads, children)
    return [
        Token(
            index=index,
            start=spans[index].start,
            end=spans[index].end,
            text=spans[index].of(text),
            lemma=rows[index].lemma,
            pos=rows[index].pos,
            dep="root" if heads[index] == index and rows[index].dep else rows[index].dep,
            head=heads[index],
            morph=rows[index].morph,
            sentence=sentence.index,
            children=tuple(children[index]),
            left_edge=left[index],
            right_edge=right[index],
        )
        for index in indices
    ]


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
