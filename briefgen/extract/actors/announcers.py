"""The common noun that stands right before a name and says what it is.

"Le studio de développement X" is an organisation, "le skieur X" a person, "la ville X" a
place, "le télescope X" a thing. The known noun nearest to the name decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from briefgen.extract.actors.lexicon import ActorLexicon, fold
from briefgen.extract.actors.phrase import is_role_noun
from briefgen.model import Token

MAX_REACH = 5  # tokens from the name back to the noun

_INSIDE = frozenset({"NOUN", "ADJ", "ADP", "NUM"})


class Announced(StrEnum):
    """What the noun makes of the name behind it."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    THING = "thing"


def announced(tokens: Sequence[Token], first: int, lexicon: ActorLexicon) -> Announced | None:
    """Return what the noun before the name at *first* makes of it; None when none does."""
    if first == 0 or tokens[first - 1].pos not in {"NOUN", "ADJ"}:
        return None
    for token in _before(tokens, first):
        meaning = _meaning(token, lexicon)
        if meaning is not None:
            return meaning
    return None


def apposed(tokens: Sequence[Token], last: int, lexicon: ActorLexicon) -> Announced | None:
    """Return what the noun of "X, [le] groupe…" makes of the name ending before *last*."""
    at = last + 1
    if at >= len(tokens) or tokens[last].text not in {",", "("}:
        return None
    while at < min(len(tokens), last + 5) and tokens[at].pos in {"DET", "ADJ"}:
        at += 1
    if at < len(tokens) and tokens[at].pos == "NOUN":
        return _meaning(tokens[at], lexicon)
    return None


def is_portfolio(tokens: Sequence[Token], first: int, lexicon: ActorLexicon) -> bool:
    """Tell whether the word at *first* only names a field, as "Santé" in "ministre de la Santé"."""
    if len(tokens[first].text) > 1 and tokens[first].text.isupper():
        return False
    at, has_link = first - 1, False
    while at >= max(0, first - MAX_REACH) and tokens[at].pos in {"ADP", "DET", "ADJ"}:
        has_link |= tokens[at].pos == "ADP"
        at -= 1
    return has_link and at >= 0 and lexicon.holds("portfolio_nouns", fold(tokens[at].text))


def _meaning(token: Token, lexicon: ActorLexicon) -> Announced | None:
    word = fold(token.text)
    if is_role_noun(token, lexicon):
        return Announced.PERSON
    if word in lexicon.organisation_words:
        return Announced.ORGANISATION
    if lexicon.skipped_words.get(word, "none") != "none":
        return Announced.THING
    return Announced.PLACE if word in lexicon.place_words else None


def _before(tokens: Sequence[Token], first: int) -> Iterator[Token]:
    for at in range(first - 1, max(-1, first - 1 - MAX_REACH), -1):
        token = tokens[at]
        if token.pos not in _INSIDE or token.sentence != tokens[first].sentence:
            return
        if token.pos in {"NOUN", "ADJ"} and token.text[0].islower():
            yield token
