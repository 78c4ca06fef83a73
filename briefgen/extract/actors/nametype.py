"""Person, organisation or place: what the rules say of a form, by all its places.

Every place votes with the words around it; the form itself votes with its own words and
the gazetteer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from briefgen.extract.actors.announcers import Announced, announced, apposed
from briefgen.extract.actors.boundaries import is_capitalised
from briefgen.extract.actors.candidate import Candidate, words
from briefgen.extract.actors.lexicon import ActorLexicon, fold
from briefgen.extract.actors.phrase import is_role_noun
from briefgen.model import Document, NameType, Token

TITLE = 2.0  # "M.", "le ministre" right before it
ANNOUNCED = 1.5  # "le groupe de luxe X": a noun before it says what it is
TERRITORY = 2.5  # a country or region of the gazetteer
CITY = 0.7  # a city of the gazetteer; cities share their names with people
ORGANISATION_WORD = 2.5  # "Front", "Bank" within the name
PLACE_WORD = 2.0  # "île", "Street" at its head
BRANCH = 1.5  # a country closes it: "Air France", "Radio Canada"
ACRONYM = 1.0  # of three letters or more
GIVEN_NAME = 1.0  # a given name opens it
PLACE_PREPOSITION = 0.4  # "à X", "in X"

_ANNOUNCED: Mapping[Announced | None, NameType] = {
    Announced.PERSON: NameType.PER,
    Announced.ORGANISATION: NameType.ORG,
    Announced.PLACE: NameType.LOC,
}

Votes = Mapping[NameType, float]


def rule_votes(
    documents: Mapping[bool, Document],
    candidates: Sequence[Candidate],
    lexicon: ActorLexicon,
) -> Votes:
    """Return the votes for each type of a form that stands at *candidates*, at least one.

    *documents* holds the text under False and the headline under True.
    """
    votes: dict[NameType, float] = defaultdict(float)
    for candidate in candidates:
        document = documents[candidate.in_headline]
        for name_type, weight in _context_votes(document, candidate, lexicon):
            votes[name_type] += weight / len(candidates)
    best = candidates[0]
    for name_type, weight in _word_votes(documents[best.in_headline], best, lexicon):
        votes[name_type] += weight
    return votes


def _context_votes(
    document: Document, candidate: Candidate, lexicon: ActorLexicon
) -> Iterable[tuple[NameType, float]]:
    after = _ANNOUNCED.get(apposed(document.tokens, candidate.last, lexicon))
    if after is not None:
        yield after, ANNOUNCED
    if candidate.first == 0:
        return
    before = document.tokens[candidate.first - 1]
    word = fold(before.text)
    if word in lexicon.civil_titles or is_role_noun(before, lexicon):
        yield NameType.PER, TITLE
    else:
        kind = _ANNOUNCED.get(announced(document.tokens, candidate.first, lexicon))
        if kind is not None:
            yield kind, ANNOUNCED
    if lexicon.holds("place_prepositions", word):
        yield NameType.LOC, PLACE_PREPOSITION


def _word_votes(
    document: Document, candidate: Candidate, lexicon: ActorLexicon
) -> Iterable[tuple[NameType, float]]:
    folded = words(document, candidate)
    name = " ".join(folded)
    if name in lexicon.places:
        yield NameType.LOC, TERRITORY
    if name in lexicon.cities:
        yield NameType.LOC, CITY
    tokens = document.tokens[candidate.first : candidate.last]
    if len(tokens) > 1 and fold(tokens[0].text) in lexicon.given_names:
        yield NameType.PER, GIVEN_NAME
    if len(folded) > 1 and name not in lexicon.places and folded[-1] in lexicon.places:
        yield NameType.ORG, BRANCH
    yield from _kind_votes(tokens, lexicon)


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
