"""From the phrase that names a source to the actor it stands for.

Names are compared with the actors' mentions. A pronoun takes the nearest name or source that
agrees in gender and number, subjects and the last speaker first. A description ("the minister",
"the company") takes the actor whose role or name holds its noun, else the last one of its kind.
What speaks for an organisation, or is its document, resolves to the organisation. A quotation
without a source of its own takes the last one before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefgen.extract.quotes.candidates import Candidate
from briefgen.extract.quotes.descriptions import by_description
from briefgen.extract.quotes.entities import (
    EITHER,
    NEAR,
    Cast,
    KnownSource,
    Resolved,
    morph_gender,
    read_cast,
)
from briefgen.extract.quotes.names import by_name, named
from briefgen.extract.quotes.phrases import noun_of, speaker_span
from briefgen.extract.quotes.pronouns import by_pronoun, pronoun_at
from briefgen.extract.quotes.reading import Reading
from briefgen.extract.quotes.sources import can_speak
from briefgen.model import Actor, Confidence, NameType, Span

NOBODY = Resolved(None, None, Confidence.HIGH)


def resolve(
    reading: Reading, candidates: Sequence[Candidate], actors: Sequence[Actor]
) -> list[tuple[Candidate, Resolved]]:
    """Return each candidate with its speaker, in the given order (that of the text)."""
    cast = read_cast(reading, actors)
    by_id = {actor.id: actor for actor in actors}
    history: list[KnownSource] = []
    result = []
    for candidate in candidates:
        resolved = _resolve(reading, cast, history, candidate)
        result.append((candidate, resolved))
        if resolved.speaker is not None:
            actor = by_id.get(resolved.actor) if resolved.actor is not None else None
            history.append(_remember(reading, cast, candidate, resolved.speaker, actor))
    return result


def _remember(
    reading: Reading, cast: Cast, candidate: Candidate, span: Span, actor: Actor | None
) -> KnownSource:
    first, last = reading.token_range(span)
    head = candidate.source if candidate.source is not None else first
    if not first <= head < last:
        head = first
    gender = cast.genders.get(actor.id, EITHER) if actor is not None else EITHER
    if gender == EITHER and reading.tokens[head].pos == "NOUN":
        gender = morph_gender(reading, head)
    plural = actor is None and reading.tokens[head].morph.get("Number") == "Plur"
    return KnownSource(
        span,
        head,
        actor,
        reading.passage_of[min(candidate.order, len(reading.tokens) - 1)],
        noun_of(reading, head),
        gender,
        plural,
        candidate.order,
    )


def _resolve(
    reading: Reading, cast: Cast, history: Sequence[KnownSource], candidate: Candidate
) -> Resolved:
    if candidate.speaker is not None:
        return named(cast, candidate.speaker) or Resolved(
            candidate.speaker, None, Confidence.MEDIUM
        )
    if candidate.source is None:
        return _unsaid(reading, cast, history, candidate)
    return _phrase(reading, cast, history, candidate.source, candidate.cue)


def _phrase(
    reading: Reading, cast: Cast, history: Sequence[KnownSource], head: int, cue: Span | None
) -> Resolved:
    pronoun = pronoun_at(reading, head)
    if pronoun is not None:
        return by_pronoun(reading, cast, history, head, pronoun)
    span = speaker_span(reading, head, cue)
    if reading.tokens[head].pos == "PRON" and reading.lexicon.has("impersonal", reading.word(head)):
        return Resolved(span, None, Confidence.HIGH)
    return (
        by_name(reading, cast, head, span)
        or by_description(reading, cast, history, head, span)
        or Resolved(span, None, Confidence.MEDIUM)
    )


def _unsaid(
    reading: Reading, cast: Cast, history: Sequence[KnownSource], candidate: Candidate
) -> Resolved:
    """The source that the context gives: the last one before, else a subject of the passage."""
    here = reading.passage_of[min(candidate.order, len(reading.tokens) - 1)]
    if history and here - history[-1].passage <= 1:
        last = history[-1]
        actor = last.actor.id if last.actor is not None else None
        return Resolved(last.span, actor, Confidence.MEDIUM)
    for mention in reversed(cast.before(candidate.content[0].start)):
        if here != reading.passage_of[mention.head]:
            break
        if mention.is_subject:
            return Resolved(mention.span, mention.actor.id, Confidence.LOW)
    subject = _main_subject(reading, candidate)
    if subject is None:
        return _subject_before(reading, cast, candidate, here)
    resolved = _phrase(reading, cast, history, subject, None)
    return replace(resolved, confidence=Confidence.LOW)


def _main_subject(reading: Reading, candidate: Candidate) -> int | None:
    """Return the subject before the quotation in its passage, if it can speak."""
    end = reading.token_at(candidate.content[0].start)
    passage = reading.passages[reading.passage_of[min(end, len(reading.tokens) - 1)]]
    return next(
        (
            k
            for k in range(passage.first, end)
            if reading.is_free(k) and reading.tokens[k].dep == "nsubj" and can_speak(reading, k)
        ),
        None,
    )


def _subject_before(reading: Reading, cast: Cast, candidate: Candidate, here: int) -> Resolved:
    """The actor that is the subject of the sentence before, in the same paragraph."""
    for mention in reversed(cast.before(candidate.content[0].start)):
        if here - reading.passage_of[mention.head] > NEAR - 1:
            break
        if "\n" in reading.text[mention.span.end : candidate.content[0].start]:
            break
        if mention.is_subject and mention.actor.type is not NameType.LOC:
            return Resolved(mention.span, mention.actor.id, Confidence.LOW)
    return NOBODY
