"""Person, organisation or place: one decision for a name, by all its mentions.

Every mention votes with what the engine said and with the words around it; the name
itself votes with its own words and the gazetteer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from briefgen.extract.actors.announcers import Announced, announced, apposed
from briefgen.extract.actors.boundaries import is_capitalised
from briefgen.extract.actors.candidate import Candidate, words
from briefgen.extract.actors.lexicon import ActorLexicon, fold
from briefgen.extract.actors.phrase import is_role_noun
from briefgen.model import Document, NameType

ENGINE = 1.0  # a mention's type by the engine
HEADLINE = 0.5  # the engine knows running text better than headlines
TITLE = 2.0  # "M.", "le ministre" right before it
ANNOUNCED = 1.5  # "le groupe de luxe X": a noun before it says what it is
TERRITORY = 2.5  # a country or region of the gazetteer
CITY = 0.7  # a city of the gazetteer; cities share their names with people
ORGANISATION_WORD = 2.5  # "Front", "Bank" within the name
PLACE_WORD = 2.0  # "île", "Street" at its head
BRANCH = 1.5  # a country closes it: "Air France", "Radio Canada"
GIVEN_NAME = 1.0  # a given name opens it
PLACE_PREPOSITION = 0.4  # "à X", "in X"

_ANNOUNCED: Mapping[Announced | None, NameType] = {
    Announced.PERSON: NameType.PER,
    Announced.ORGANISATION: NameType.ORG,
    Announced.PLACE: NameType.LOC,
}

Votes = Mapping[NameType, float]


def decide_type(
    documents: Mapping[bool, Document],
    candidates: Sequence[Candidate],
    lexicon: ActorLexicon,
) -> NameType:
    """Return the type of a name by the votes of its *candidates*, at least one.

    *documents* holds the text under False and the headline under True. A tie goes to
    the type voted for first.
    """
    sure = next((c.type for c in candidates if c.is_sure and c.type), None)
    if sure is not None:
        return sure
    votes: dict[NameType, float] = defaultdict(float)
    for candidate in candidates:
        document = documents[candidate.in_headline]
        if candidate.type is not None:
            votes[candidate.type] += HEADLINE if candidate.in_headline else ENGINE
        for name_type, weight in _context_votes(document, candidate, lexicon):
            votes[name_type] += weight
    best = candidates[0]
    for name_type, weight in _word_votes(documents[best.in_headline], best, lexicon):
        votes[name_type] += weight
    return max(votes, key=lambda kind: votes[kind]) if votes else NameType.ORG


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
    if any(
        fold(t.text) in lexicon.organisation_words and (len(tokens) > 1 and is_capitalised(t))
        for t in tokens
    ) or (len(tokens) > 1 and fold(tokens[0].text) in lexicon.organisation_words):
        yield NameType.ORG, ORGANISATION_WORD
    elif len(tokens) > 1 and fold(tokens[0].text) in lexicon.place_words:
        yield NameType.LOC, PLACE_WORD
