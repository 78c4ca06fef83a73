"""Whom a pronoun stands for: the nearest name or source that agrees with it.

Subjects and the last speaker come first, persons before organisations, those before places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.extract.quotes.entities import (
    EITHER,
    NEAR,
    Cast,
    KnownSource,
    Resolved,
    agrees,
    morph_gender,
)
from briefgen.extract.quotes.lexicon import Pronoun, SourceKind
from briefgen.extract.quotes.names import by_name
from briefgen.extract.quotes.phrases import noun_of, speaker_span
from briefgen.extract.quotes.reading import Reading
from briefgen.extract.quotes.verb_groups import bare_pronoun
from briefgen.model import Actor, Confidence, NameType, Span

SUBJECT_BONUS = 0.6
SPEAKER_BONUS = 1.2
PERSON_BONUS = 0.3
PLACE_MALUS = 2.0
COMPLEMENT_MALUS = 0.5
TIE = 0.05  # nearer than this, nobody is named
NOUN_BONUS = 0.2
MAX_NOUN_DISTANCE = 120  # tokens
CLOSE = 0.3  # two candidates whose scores lie nearer are as good as tied


@dataclass(frozen=True, slots=True)
class _Option:
    """Somebody a pronoun may stand for."""

    score: float
    span: Span
    actor: Actor | None


def pronoun_at(reading: Reading, head: int) -> Pronoun | None:
    """Return what the lexicon says of the pronoun at *head*, if it is one."""
    word = bare_pronoun(reading, head)
    pronouns = reading.lexicon.pronouns
    before = reading.word(head - 1)
    return pronouns.get(f"{before} {word}") or (
        pronouns.get(word) if reading.tokens[head].pos != "NOUN" else None
    )


def by_pronoun(
    reading: Reading, cast: Cast, history: Sequence[KnownSource], head: int, pronoun: Pronoun
) -> Resolved:
    """Resolve the pronoun at *head* to whom fits best; near ties have low confidence."""
    options: dict[str, _Option] = {}
    for key, option in (
        *_named_options(reading, cast, head, pronoun),
        *_source_options(reading, cast, history, head, pronoun),
        *_noun_options(reading, cast, head, pronoun),
    ):
        if key not in options or options[key].score < option.score:
            options[key] = option
    own = speaker_span(reading, head)
    if not options:
        return Resolved(own, None, Confidence.LOW)
    ranked = sorted(options.items(), key=lambda item: (-item[1].score, item[0]))
    best = ranked[0][1]
    if best.actor is None:
        return Resolved(best.span, None, Confidence.MEDIUM)
    gap = best.score - ranked[1][1].score if len(ranked) > 1 else CLOSE
    if gap < TIE:
        return Resolved(own, None, Confidence.LOW)
    is_close = gap < CLOSE
    return Resolved(own, best.actor.id, Confidence.LOW if is_close else Confidence.MEDIUM)


def _named_options(
    reading: Reading, cast: Cast, head: int, pronoun: Pronoun
) -> Iterator[tuple[str, _Option]]:
    here = reading.passage_of[head]
    for mention in reversed(cast.before(reading.tokens[head].start)):
        distance = here - reading.passage_of[mention.head]
        if distance > NEAR + 2:
            return
        if not _fits(cast, mention.actor, pronoun) or not reading.is_free(mention.head):
            continue
        score = -float(distance) - (head - mention.head) * 0.002
        if pronoun.is_last:
            score -= (head - mention.head) * 0.05
        elif mention.is_subject:
            score += SUBJECT_BONUS
        elif _is_complement(reading, mention.head):
            score -= COMPLEMENT_MALUS
        if mention.actor.type is NameType.PER:
            score += PERSON_BONUS
        elif mention.actor.type is NameType.LOC:
            score -= PLACE_MALUS
        yield mention.actor.id, _Option(score, mention.span, mention.actor)


def _is_complement(reading: Reading, head: int) -> bool:
    """Tell whether a name belongs to a noun: "the plan of <name>" is about the plan."""
    token = reading.tokens[head]
    return token.dep.startswith("nmod") and any(
        reading.tokens[c].dep == "case" for c in token.children
    )


def _source_options(
    reading: Reading, cast: Cast, history: Sequence[KnownSource], head: int, pronoun: Pronoun
) -> Iterator[tuple[str, _Option]]:
    here = reading.passage_of[head]
    for n, source in enumerate(reversed(history[-6:])):
        distance = here - source.passage
        if distance > NEAR + 2:
            return
        if source.actor is not None:
            fits = _fits(cast, source.actor, pronoun)
        else:
            fits = source.is_plural == (pronoun.number == "p") and agrees(
                source.gender, pronoun.gender
            )
        if fits:
            score = -float(distance) + (SPEAKER_BONUS if n == 0 else SUBJECT_BONUS)
            key = source.actor.id if source.actor is not None else f"~{source.span.start}"
            yield key, _Option(score, source.span, source.actor)


def _noun_options(
    reading: Reading, cast: Cast, head: int, pronoun: Pronoun
) -> Iterator[tuple[str, _Option]]:
    """Common nouns that can speak, as subjects or agents: ``des témoins … ils``."""
    here = reading.passage_of[head]
    number = "Plur" if pronoun.number == "p" else "Sing"
    for k in range(head - 1, max(-1, head - MAX_NOUN_DISTANCE), -1):
        token = reading.tokens[k]
        if token.pos != "NOUN" or not reading.is_free(k) or token.morph.get("Number") != number:
            continue
        if not token.dep.startswith(("nsubj", "obl:agent")) or not _is_person(reading, k):
            continue
        if not agrees(morph_gender(reading, k), pronoun.gender):
            continue
        score = here - reading.passage_of[k]
        span = speaker_span(reading, k)
        named = by_name(reading, cast, k, span)
        if named is None:
            yield f"~{span.start}", _Option(-float(score) + NOUN_BONUS, span, None)


def _is_person(reading: Reading, index: int) -> bool:
    kinds = reading.lexicon.kinds.get(noun_of(reading, index), frozenset())
    return bool(kinds & {SourceKind.PERSON, SourceKind.GROUP})


def _fits(cast: Cast, actor: Actor, pronoun: Pronoun) -> bool:
    if pronoun.gender == "n":
        return actor.type is not NameType.PER
    if pronoun.number == "p":
        return actor.type is NameType.ORG and pronoun.gender == EITHER
    if pronoun.gender == EITHER and pronoun.number == "s":
        return True
    if cast.is_person_only and actor.type is not NameType.PER:
        return False
    if actor.type is NameType.PER:
        return agrees(cast.genders.get(actor.id, EITHER), pronoun.gender)
    return cast.genders.get(actor.id, EITHER) == pronoun.gender
