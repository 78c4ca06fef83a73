"""Which stretches of a document are names, and of which type: the best reading of each run.

    score(type) = LEARNED · sum of weight[feature, type] · value
                  + what the engine and the rules (nametype, evidence) say
    worth of a form = its best type's score - the score of being no name

The weights are those of a multinomial logistic regression on annotated sentences
(training/name_types.py). Every form is weighed once for the whole document; the parts of
a run that do not overlap and whose worths add up to most are its names.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from briefgen.extract.actors.candidate import Candidate
from briefgen.extract.actors.context import Place, Surroundings
from briefgen.extract.actors.evidence import is_thing
from briefgen.extract.actors.features import MAX_PLACES, Form, form_features, form_of, neighbours
from briefgen.extract.actors.lattice import Run
from briefgen.extract.actors.lexicon import ActorLexicon
from briefgen.extract.actors.nametype import rule_votes
from briefgen.extract.actors.weights import NameWeights, name_weights
from briefgen.extract.actors.wholeness import (
    has_capital_article,
    is_campus,
    is_craft,
    is_joint,
    is_whole,
)
from briefgen.model import Document, NameType

LEARNED = 0.85  # weights learned on other texts than the news
THING = 4.0  # an event, a work, a people, the signature of a picture
PART = 8.0  # a part of a longer name, or two names in a row
ARTICLE = 5.0  # a capital "The" in mid-sentence
JOINT = 5.0  # an institution whose noun holds two halves together, or its campus
ENGINE = 2.0  # the engine finds the very form, each time
BOUND = 2.0  # as much more when another name stands right beside it
SILENT = 0.5  # the engine finds nothing there
CROSSING = 1.0  # the engine finds a longer or a shorter name there
SHORT = 3.0  # a surname, an acronym, a first word that stand for a longer name
NEARLY = 0.9  # of its worth: the longer name goes before its own last word
HOPELESS = -6.0  # worth by weights and engine below which no rule is asked; 668 texts: no change
MAX_REPEATED = 4  # places beyond which the engine is not believed more
MAX_PERSON = 4  # words of a person's name

Bounds = tuple[int, int]

_TYPES = tuple(NameType)


class _Weighed(NamedTuple):
    type: NameType
    worth: float


def choose_names(
    documents: Mapping[bool, Document],
    engine: Mapping[bool, Sequence[Candidate]],
    runs: Mapping[bool, Sequence[Run]],
    lexicon: ActorLexicon,
) -> dict[bool, list[Candidate]]:
    """Return the names of each of *documents*, disjoint, in order.

    *engine* holds the engine's names, their borders mended, for each of *documents*, *runs*
    their capitals.
    """
    weights = name_weights(documents[False].language)
    lattice = {
        side: [
            [(bounds, form_of(document, *bounds)) for bounds in run]
            for run in _joined(runs[side], engine[side])
        ]
        for side, document in documents.items()
    }
    forms: dict[Form, list[Place]] = defaultdict(list)
    for side, groups in lattice.items():
        for run in groups:
            for (first, last), form in run:
                if form.words:
                    forms[form].append(Place(first, last, side))
    said = {side: _Engine(engine[side]) for side in documents}
    weighed = _weigh(documents, forms, said, weights, lexicon)
    return {
        side: [
            Candidate(first, last, kind)
            for run in groups
            for (first, last), kind in _best(run, weighed)
        ]
        for side, groups in lattice.items()
    }


def _joined(runs: Sequence[Run], engine: Sequence[Candidate]) -> Iterator[list[Bounds]]:
    """Yield the runs of capitals with what the engine found in, across or beside them."""
    groups = [*runs, *(((n.first, n.last),) for n in engine)]
    joined: list[Bounds] = []
    end = 0
    for group in sorted(groups, key=min):
        if joined and min(group)[0] >= end:
            yield sorted(set(joined))
            joined = []
        joined += group
        end = max(end, *(last for _, last in group))
    if joined:
        yield sorted(set(joined))


class _Engine:
    """What the engine said of each stretch."""

    def __init__(self, names: Sequence[Candidate]) -> None:
        self.types = {(n.first, n.last): n.type for n in names}
        self.taken = {at for n in names for at in range(n.first, n.last)}

    def vote(self, place: Place) -> tuple[NameType | None, float]:
        kind = self.types.get((place.first, place.last))
        if kind is not None:
            has_neighbour = place.first - 1 in self.taken or place.last in self.taken
            return kind, ENGINE * BOUND if has_neighbour else ENGINE
        is_silent = self.taken.isdisjoint(range(place.first, place.last))
        return None, SILENT if is_silent else CROSSING


def _weigh(
    documents: Mapping[bool, Document],
    forms: Mapping[Form, Sequence[Place]],
    engine: Mapping[bool, _Engine],
    weights: NameWeights,
    lexicon: ActorLexicon,
) -> dict[Form, _Weighed]:
    others = neighbours(documents, forms, lexicon)
    around = {side: Surroundings(document, lexicon) for side, document in documents.items()}
    crafts = {
        form.words
        for form, places in forms.items()
        for place in places
        if is_craft(documents[place.in_headline].tokens, place.first, lexicon)
    }
    scores = {
        form: _score(
            around,
            form,
            places,
            weights.scores(form_features(around, form, places, others)),
            engine,
        )
        for form, places in forms.items()
        if form.words not in crafts
    }
    weighed = {form: _decided(score) for form, score in scores.items()}
    for (word, kind), worth in _short_forms(weighed).items():
        form = Form((word,), is_free=True)
        if form in scores and worth > 0:
            scores[form][kind] += SHORT
            said = _decided(scores[form])
            weighed[form] = _Weighed(said.type, min(said.worth, NEARLY * worth))
    return weighed


def _score(
    around: Mapping[bool, Surroundings],
    form: Form,
    places: Sequence[Place],
    learned: Mapping[NameType | None, float],
    engine: Mapping[bool, _Engine],
) -> dict[NameType | None, float]:
    """Return the score of each type, and of no name, for one form."""
    score = {kind: LEARNED * value for kind, value in learned.items()}
    repeated = math.sqrt(min(len(places), MAX_REPEATED))
    for place in places:
        kind, vote = engine[place.in_headline].vote(place)
        score[kind] += vote * repeated / len(places)
    if _decided(score).worth < HOPELESS:
        return score
    seen = places[:MAX_PLACES]
    for kind, vote in rule_votes(around, form.words, seen).items():
        score[kind] += vote
    things = sum(is_thing(around[place.in_headline], form.words, place) for place in seen)
    score[None] += THING * things / len(seen)
    for place in seen:
        for kind, vote in _border_votes(around[place.in_headline], place):
            score[kind] += vote / len(seen)
    return score


def _border_votes(beside: Surroundings, place: Place) -> Iterator[tuple[NameType | None, float]]:
    """Yield what the borders of a place say for and against its being a name."""
    tokens, lexicon, (first, last, _) = beside.tokens, beside.lexicon, place
    if not is_whole(tokens, first, last, lexicon):
        yield None, PART
    elif is_joint(tokens, first, last, lexicon) or is_campus(tokens, first, last, lexicon):
        yield NameType.ORG, JOINT
    if has_capital_article(tokens, first, last, lexicon):
        yield None, -ARTICLE


def _short_forms(weighed: Mapping[Form, _Weighed]) -> dict[tuple[str, NameType], float]:
    """Return the words that may stand for a longer name, with its type and worth.

    A person's last word, an organisation's first word and its initials.
    """
    found: dict[tuple[str, NameType], float] = {}
    for form, said in weighed.items():
        words = form.words
        if len(words) < 2 or said.worth <= 0:
            continue
        if said.type is NameType.PER and len(words) <= MAX_PERSON:
            found.setdefault((words[-1], NameType.PER), said.worth)
        elif said.type is NameType.ORG:
            found.setdefault(("".join(word[0] for word in words), NameType.ORG), said.worth)
            found.setdefault((words[0], NameType.ORG), said.worth)
    return found


def _decided(score: Mapping[NameType | None, float]) -> _Weighed:
    best = max(_TYPES, key=score.__getitem__)
    return _Weighed(best, score[best] - score[None])


def _best(
    run: Sequence[tuple[Bounds, Form]], weighed: Mapping[Form, _Weighed]
) -> list[tuple[Bounds, NameType]]:
    """Return the disjoint parts of *run* of most worth together, in order, with their types."""
    parts = [(bounds, weighed[form]) for bounds, form in run if form in weighed]
    ordered = sorted((p for p in parts if p[1].worth > 0), key=_end)
    ends = [_end(part) for part in ordered]
    gains = [0.0]
    befores: list[int | None] = []  # parts that a part leaves room for; None: it is left out
    for number, ((first, _), said) in enumerate(ordered):
        before = bisect_right(ends, first, 0, number)
        gain = gains[before] + said.worth
        befores.append(before if gain > gains[number] else None)
        gains.append(max(gain, gains[number]))
    chosen = []
    number = len(ordered)
    while number:
        room = befores[number - 1]
        if room is None:
            number -= 1
            continue
        bounds, said = ordered[number - 1]
        chosen.append((bounds, said.type))
        number = room
    return chosen[::-1]


def _end(part: tuple[Bounds, _Weighed]) -> int:
    return part[0][1]
