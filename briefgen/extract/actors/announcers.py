"""The common noun that stands right before a name and says what it is.

"Le studio de développement X" is an organisation, "le skieur X" a person, "la ville X" a
place, "le télescope X" a thing. The known noun nearest to the name decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from briefgen.extract.actors.lexicon import ActorLexicon, fold
from briefgen.extract.actors.phrase import is_role_noun, role_forms
from briefgen.model import Token

MAX_REACH = 5  # tokens from the name back to the noun
MAX_LIST = 24  # tokens from a member of a list back to what opens it
MAX_NOUNS = 3  # behind a name: "news agency"

_BETWEEN = frozenset({"CCONJ", "DET", "PROPN"})
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


def listed(tokens: Sequence[Token], first: int, lexicon: ActorLexicon) -> Announced | None:
    """Return what the noun before a list makes of its member: "gods such as Zeus and | Hera"."""
    at = first - 1
    floor = max(0, first - MAX_LIST)
    while at >= floor and tokens[at].sentence == tokens[first].sentence:
        token = tokens[at]
        if lexicon.holds("examples", fold(token.text)):
            break
        if not (token.text[0].isupper() or token.text == "," or token.pos in _BETWEEN):
            return None
        at -= 1
    else:
        return None
    while at > floor and (tokens[at].text == "," or tokens[at].pos != "NOUN"):
        if first - at > 1 and tokens[at].text[0].isupper():
            return None
        at -= 1
    return _meaning(tokens[at], lexicon) if tokens[at].pos == "NOUN" else None


def followed(tokens: Sequence[Token], last: int, lexicon: ActorLexicon) -> Announced | None:
    """Return what the noun right behind an English name makes of it: "X | news agency"."""
    if not lexicon.holds_any("possessive"):
        return None
    at = last
    while at < len(tokens) and at < last + MAX_NOUNS and _is_small_noun(tokens[at]):
        at += 1
    if at == last or tokens[at - 1].sentence != tokens[last - 1].sentence:
        return None
    word = fold(tokens[at - 1].text)
    is_body = lexicon.organisation_words.get(word) in {"label", "body"}
    return Announced.ORGANISATION if is_body and word not in lexicon.place_words else None


def _is_small_noun(token: Token) -> bool:
    return token.pos == "NOUN" and token.text[0].islower()


def is_attribute(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether an adjective follows its noun: "la secte islamiste X" is no islamist."""
    return tokens[at].pos == "ADJ" and at > 0 and tokens[at - 1].pos == "NOUN"


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
    if is_role_noun(token, lexicon):
        return Announced.PERSON
    forms = role_forms(token.text)
    if any(form in lexicon.organisation_words for form in forms):
        return Announced.ORGANISATION
    if any(lexicon.skipped_words.get(form, "none") != "none" for form in forms):
        return Announced.THING
    return Announced.PLACE if any(form in lexicon.place_words for form in forms) else None


def _before(tokens: Sequence[Token], first: int) -> Iterator[Token]:
    for at in range(first - 1, max(-1, first - 1 - MAX_REACH), -1):
        token = tokens[at]
        if token.pos not in _INSIDE or token.sentence != tokens[first].sentence:
            return
        is_noun = token.pos in {"NOUN", "ADJ"} and not is_attribute(tokens, at)
        if is_noun and token.text[0].islower():
            yield token
