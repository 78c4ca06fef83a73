"""What the steps hand on: a stretch of tokens that may name an actor."""

from __future__ import annotations

from typing import NamedTuple

from briefgen.extract.actors.lexicon import name_words
from briefgen.model import Document, NameType


class Candidate(NamedTuple):
    """A name in the text or in the headline; token bounds are half-open."""

    first: int
    last: int
    type: NameType | None
    "what the engine said; None when it said nothing"
    in_headline: bool = False
    is_sure: bool = False
    "its own words decide the type, whatever the engine said"


def surface(document: Document, candidate: Candidate) -> str:
    """Return the words of *candidate* as the text writes them."""
    tokens = document.tokens
    return document.text[tokens[candidate.first].start : tokens[candidate.last - 1].end]


def words(document: Document, candidate: Candidate) -> tuple[str, ...]:
    """Return the folded words of *candidate*, without marks and blanks."""
    return name_words(surface(document, candidate))
