"""An annotated text: sentences, tokens, dependencies and names, over untouched text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from briefgen.model.span import Span


class NameType(StrEnum):
    """What a name names."""

    PER = "PER"
    ORG = "ORG"
    LOC = "LOC"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark, after Universal Dependencies."""

    index: int
    "position in ``Document.tokens``"
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    "UPOS; empty without a tagger"
    dep: str
    "UD relation, subtypes kept (``nsubj:pass``); empty without a parser"
    head: int
    "index of the governor; a root governs itself"
    morph: Mapping[str, str]
    "UD features, ``{'Gender': 'Masc'}``"
    sentence: int
    "position in ``Document.sentences``"
    children: tuple[int, ...]
    "indices of the direct dependents, in text order"
    left_edge: int
    "index of the first token of the subtree"
    right_edge: int
    "index of the last token of the subtree, inclusive"

    @property
    def span(self) -> Span:
        """The token's place in the text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; ``first`` and ``last`` bound its tokens half-open."""

    index: int
    start: int
    end: int
    "end of the last token: blanks between sentences belong to none"
    first: int
    last: int

    @property
    def span(self) -> Span:
        """The sentence's place in the text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Name:
    """A name found by the engine; ``first`` and ``last`` bound its tokens half-open."""

    span: Span
    type: NameType
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Document:
    """A text as the language engine sees it.

    ``tokens`` and ``sentences`` tile the text in order; between two tokens there is
    only white space. Without a parser (``is_parsed`` false) tokens carry surface
    forms alone, and names come from capital letters.
    """

    text: str
    language: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    is_parsed: bool
    headline: Document | None = None
    "the title, annotated apart; its offsets point into the title"
