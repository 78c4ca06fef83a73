"""Person, organisation or place: what the rules say of a form, by all its places.

Every place votes with the words around it; the form itself votes with its own words and
the gazetteer.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from briefgen.extract.actors.announcers import (
    Announced,
    followed,
    is_attribute,
)
from briefgen.extract.actors.boundaries import is_capitalised
from briefgen.extract.actors.context import Place, Surroundings
from briefgen.extract.actors.lexicon import ActorLexicon, fold
from briefgen.extract.actors.phrase import is_role_noun
from briefgen.model import NameType, Token

TITLE = 2.0  # "M.", "le ministre" right before it
ANNOUNCED = 2.5  # "le groupe de luxe X": a noun before it says what it is
MEMBERS = 2.0  # "les militants d'X": it has members
TERRITORY = 2.5  # a country or region of the gazetteer
CITY = 0.7  # a city of the gazetteer; cities share their names with people
ORGANISATION = 5.0  # a company or brand of the gazetteer
ORGANISATION_WORD = 3.5  # "Front", "Bank" within the name
FIRM_END = 1.0  # as much more when it closes the name: "Dana Air", "General Motors"
PLACE_WORD = 2.0  # "île", "Street" at its head
BRANCH = 1.5  # a country closes it: "Air France", "Radio Canada"
ACRONYM = 1.0  # of three letters or more
GIVEN_NAME = 1.0  # a given name opens it
TWO_SYLLABLES = 3.0  # a Chinese or Korean given name closes it: "Park Joo-Ho"
PLACE_PREPOSITION = 0.4  # "à X", "in X"

_ANNOUNCED: Mapping[Announced | None, NameType] = {
    Announced.PERSON: NameType.PER,
    Announced.ORGANISATION: NameType.ORG,
    Announced.PLACE: NameType.LOC,
}

_TWO_SYLLABLES = re.compile(r"[A-Z][a-z]{1,5} ([A-Z][a-z]{1,5})-([A-Za-z][a-z]{1,5})")

Votes = Mapping[NameType, float]


def rule_votes(
    around: Mapping[bool, Surroundings], words: Sequence[str], places: Sequence[Place]
) -> Votes:
    """Return the votes for each type of a form of folded *words* at *places*, at least one.

    *around* holds what surrounds them in the text under False, in the headline under True.
    """
    votes: dict[NameType, float] = defaultdict(float)
    told: list[Mapping[NameType, float]] = []
    for place in places:
        beside = around[place.in_headline]
        if found := dict(_context_votes(beside, place)):
            told.append(found)
        if place.first and beside.lexicon.holds(
            "place_prepositions", fold(beside.tokens[place.first - 1].text)
        ):
            votes[NameType.LOC] += PLACE_PREPOSITION / len(places)
    for said in told:
        for name_type, weight in said.items():
            votes[name_type] += weight / len(told)
    for name_type, weight in _word_votes(around[places[0].in_headline], words, places[0]):
        votes[name_type] += weight
    return votes


def _context_votes(beside: Surroundings, place: Place) -> Iterable[tuple[NameType, float]]:
    """Yield what a title or a noun beside a mention says of it; nothing for most mentions."""
    tokens, lexicon, (first, last, _) = beside.tokens, beside.lexicon, place
    behind = beside.behind(last, tokens[first].sentence)
    after = behind.apposed or followed(tokens, last, lexicon)
    if after in _ANNOUNCED:
        yield _ANNOUNCED[after], ANNOUNCED
    if first == 0:
        return
    before = tokens[first - 1]
    has_role = is_role_noun(before, lexicon) and not is_attribute(tokens, before.index)
    if has_role or fold(before.text) in lexicon.civil_titles:
        yield NameType.PER, TITLE
        return
    if _has_members(tokens, first, lexicon):
        yield NameType.ORG, MEMBERS
    meaning = beside.meaning(first)
    if meaning in _ANNOUNCED:
        yield _ANNOUNCED[meaning], ANNOUNCED


def _has_members(tokens: Sequence[Token], first: int, lexicon: ActorLexicon) -> bool:
    """Tell whether those who belong to an organisation stand before it: "members of X"."""
    return (
        first > 1
        and lexicon.holds("complements", fold(tokens[first - 1].text))
        and lexicon.holds("members", fold(tokens[first - 2].text))
    )


def _word_votes(
    beside: Surroundings, words: Sequence[str], place: Place
) -> Iterable[tuple[NameType, float]]:
    lexicon = beside.lexicon
    name = " ".join(words)
    if name in lexicon.places:
        yield NameType.LOC, TERRITORY
    if name in lexicon.cities:
        yield NameType.LOC, CITY
    if name in lexicon.organisations:
        yield NameType.ORG, ORGANISATION
    tokens = beside.tokens[place.first : place.last]
    if len(tokens) > 1 and lexicon.organisation_words.get(fold(tokens[-1].text)) == "cue":
        yield NameType.ORG, FIRM_END
    elif len(tokens) > 1 and fold(tokens[0].text) in lexicon.given_names:
        yield NameType.PER, GIVEN_NAME
    if _has_two_syllables(beside.document.text[tokens[0].start : tokens[-1].end], lexicon):
        yield NameType.PER, TWO_SYLLABLES
    if len(words) > 1 and name not in lexicon.places and words[-1] in lexicon.places:
        yield NameType.ORG, BRANCH
    yield from _kind_votes(tokens, lexicon)


def _has_two_syllables(name: str, lexicon: ActorLexicon) -> bool:
    """Tell whether *name* is like "Park Joo-Ho", and not like "Stade Jean-Bouin"."""
    found = _TWO_SYLLABLES.fullmatch(name)
    return found is not None and all(
        part not in lexicon.given_names and part not in lexicon.place_words
        for part in map(fold, found.groups())
    )


def _kind_votes(tokens: Sequence[Token], lexicon: ActorLexicon) -> Iterable[tuple[NameType, float]]:
    """Yield what the common nouns within a name of several words say."""
    if len(tokens) < 2:
        if len(tokens[0].text) > 2 and tokens[0].text.isupper() and tokens[0].text.isalpha():
            yield NameType.ORG, ACRONYM
        return
    head = tokens[-1] if lexicon.holds_any("possessive") else tokens[0]
    word = fold(head.text)
    is_site = word in lexicon.place_words and word not in lexicon.organisation_words
    inside = [t for t in tokens if fold(t.text) in lexicon.organisation_words]
    is_firm = any(t.text == "&" for t in tokens)
    if is_firm or (any(is_capitalised(t) or t is tokens[0] for t in inside) and not is_site):
        yield NameType.ORG, ORGANISATION_WORD
    elif is_site:
        yield NameType.LOC, PLACE_WORD
