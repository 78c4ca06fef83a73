"""Precision, recall and F1 of briefings against gold, counted over a whole corpus.

| figure | counts as found |
|---|---|
| ``quote.f1`` | contents that share words: F1 of their words at least one half |
| ``quote.exact`` | those with the very same words |
| ``quote.speaker`` | those with the right speaker |
| ``quote.type`` | of the quotes found, those of the right type |
| ``actor.f1`` | actors under one of their names and with the right type |
| ``actor.key`` | key actors |
| ``actor.roles`` | roles of the right actor: F1 of their words at least one half |
| ``time.f1`` | expressions that overlap |
| ``time.value`` | those with the same value |
| ``time.key`` | key entries with the same value |
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from briefgen.evaluation.gold import GoldActor, GoldArticle, GoldEvent, GoldQuote
from briefgen.evaluation.matching import (
    content_key,
    fold,
    name_key,
    pair_up,
    set_f1,
    token_places,
    words_f1,
)
from briefgen.model import Actor, Briefing, Event, Quote

LEAST_LIKENESS = 0.5  # F1 of words; the threshold of the field's quotation scorers


@dataclass(slots=True)
class Figure:
    """Counts of one figure: right ones, those in the gold, those found."""

    right: int = 0
    gold: int = 0
    found: int = 0

    @property
    def precision(self) -> float:
        """Share of the found ones that are right, 0 to 1."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold ones that are found, 0 to 1."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        total = self.gold + self.found
        return 2 * self.right / total if total else 0.0

    def add(self, right: int, gold: int, found: int) -> None:
        """Count one article."""
        self.right += right
        self.gold += gold
        self.found += found


@dataclass(frozen=True, slots=True)
class Miss:
    """One error, for people to read."""

    kind: str
    "``quote missed``, ``speaker wrong``, ``actor spurious`` …"
    article: str
    "id"
    words: str
    wanted: str = ""
    got: str = ""


@dataclass(slots=True)
class Scores:
    """All figures of a corpus by name, and every error."""

    figures: dict[str, Figure] = field(default_factory=lambda: defaultdict(Figure))
    misses: list[Miss] = field(default_factory=list)


def score(pairs: Iterable[tuple[GoldArticle, Briefing]]) -> Scores:
    """Return the figures of briefings against the gold of the same articles."""
    scores = Scores()
    for gold, briefing in pairs:
        _score_actors(gold, briefing, scores)
        _score_quotes(gold, briefing, scores)
        _score_timeline(gold, briefing, scores)
    return scores


def _score_actors(gold: GoldArticle, briefing: Briefing, scores: Scores) -> None:
    found, text, count = briefing.actors, briefing.article.text, scores.figures
    pairs = pair_up(gold.actors, found, actor_likeness, 1)
    count["actor.f1"].add(len(pairs), len(gold.actors), len(found))
    count["actor.key"].add(
        sum(gold.actors[i].key and found[j].key for i, j in pairs),
        sum(actor.key for actor in gold.actors),
        sum(actor.key for actor in found),
    )
    right_roles = 0
    for i, j in pairs:
        roles = [span.of(text) for span in found[j].roles]
        right_roles += len(pair_up(gold.actors[i].roles, roles, words_f1, LEAST_LIKENESS))
    count["actor.roles"].add(
        right_roles,
        sum(len(actor.roles) for actor in gold.actors),
        sum(len(actor.roles) for actor in found),
    )
    names = [f"{actor.name} ({actor.type})" for actor in gold.actors]
    ours = [f"{actor.name} ({actor.type})" for actor in found]
    _list_unpaired("actor", gold.article.id, names, ours, pairs, scores)


def actor_likeness(gold: GoldActor, found: Actor) -> float:
    """Return 2 for the same type and full name, 1 for the same type and any name, else 0."""
    if gold.type != found.type:
        return 0
    if name_key(gold.name) == name_key(found.name):
        return 2
    return 1 if _names(gold) & _names(found) else 0


def _names(actor: GoldActor | Actor) -> set[tuple[str, ...]]:
    return {name_key(name) for name in (actor.name, *actor.aliases)} - {()}


def _score_quotes(gold: GoldArticle, briefing: Briefing, scores: Scores) -> None:
    text, count = briefing.article.text, scores.figures
    wanted = [token_places(quote.content, text) for quote in gold.quotes]
    ours = [token_places(quote.content, text) for quote in briefing.quotes]
    pairs = pair_up(wanted, ours, set_f1, LEAST_LIKENESS)
    free = {j for i, j in pairs if gold.quotes[i].optional}
    pairs = [(i, j) for i, j in pairs if not gold.quotes[i].optional]
    total = sum(not quote.optional for quote in gold.quotes), len(ours) - len(free)
    exact = right_type = right_speaker = 0
    for i, j in pairs:
        theirs, quote = gold.quotes[i], briefing.quotes[j]
        exact += content_key(theirs.content, text) == content_key(quote.content, text)
        right_type += theirs.type == quote.type
        is_right = _is_right_speaker(theirs.entity, quote, gold, briefing)
        right_speaker += is_right
        if not is_right:
            words = theirs.content[0].of(text)
            got = _speaker(quote, briefing)
            miss = Miss("speaker wrong", gold.article.id, words, theirs.entity or "", got)
            scores.misses.append(miss)
    count["quote.f1"].add(len(pairs), *total)
    count["quote.exact"].add(exact, *total)
    count["quote.speaker"].add(right_speaker, *total)
    count["quote.type"].add(right_type, len(pairs), len(pairs))
    _list_unpaired(
        "quote",
        gold.article.id,
        [_words(quote, text) for quote in gold.quotes],
        [_words(quote, text) for quote in briefing.quotes],
        [*pairs, *((-1, j) for j in free)],
        scores,
        skip={i for i, quote in enumerate(gold.quotes) if quote.optional},
    )


def _words(quote: GoldQuote | Quote, text: str) -> str:
    return " […] ".join(span.of(text) for span in quote.content)


def _speaker(quote: Quote, briefing: Briefing) -> str:
    for actor in briefing.actors:
        if actor.id == quote.actor:
            return actor.name
    return quote.speaker.of(briefing.article.text) if quote.speaker else ""


def _is_right_speaker(
    entity: str | None, quote: Quote, gold: GoldArticle, briefing: Briefing
) -> bool:
    got = next((actor for actor in briefing.actors if actor.id == quote.actor), None)
    phrase = quote.speaker.of(briefing.article.text) if quote.speaker else ""
    if entity is None:
        return got is None and not phrase
    wanted = next((actor for actor in gold.actors if actor.name == entity), None)
    if wanted is not None:
        return got is not None and bool(_names(wanted) & _names(got))
    if words_f1(entity, phrase) >= LEAST_LIKENESS:
        return True
    return got is not None and (
        name_key(entity) in _names(got) or set(fold(got.name)) <= set(fold(entity))
    )


def _score_timeline(gold: GoldArticle, briefing: Briefing, scores: Scores) -> None:
    found, text, count = briefing.timeline, briefing.article.text, scores.figures
    pairs = pair_up(gold.events, found, _event_likeness, 0.01)
    same = [(i, j) for i, j in pairs if gold.events[i].value == found[j].timex.value]
    count["time.f1"].add(len(pairs), len(gold.events), len(found))
    count["time.value"].add(len(same), len(gold.events), len(found))
    count["time.key"].add(
        sum(gold.events[i].key and found[j].key for i, j in same),
        sum(event.key for event in gold.events),
        sum(event.key for event in found),
    )
    for i, j in sorted(set(pairs) - set(same)):
        theirs, value = gold.events[i], found[j].timex.value
        words = theirs.timex.of(text)
        scores.misses.append(Miss("value wrong", gold.article.id, words, theirs.value, value))
    _list_unpaired(
        "time",
        gold.article.id,
        [event.timex.of(text) for event in gold.events],
        [event.timex.span.of(text) for event in found],
        pairs,
        scores,
    )


def _event_likeness(gold: GoldEvent, found: Event) -> float:
    ours, theirs = found.timex.span, gold.timex
    shared = min(ours.end, theirs.end) - max(ours.start, theirs.start)
    return max(shared, 0) / max(len(ours), len(theirs), 1)


def _list_unpaired(
    what: str,
    article: str,
    gold: Sequence[str],
    found: Sequence[str],
    pairs: Sequence[tuple[int, int]],
    scores: Scores,
    skip: Iterable[int] = (),
) -> None:
    paired_gold = {i for i, _ in pairs} | set(skip)
    paired_found = {j for _, j in pairs}
    for i, words in enumerate(gold):
        if i not in paired_gold:
            scores.misses.append(Miss(f"{what} missed", article, words))
    for j, words in enumerate(found):
        if j not in paired_found:
            scores.misses.append(Miss(f"{what} spurious", article, words))
