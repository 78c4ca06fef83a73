"""Entries of the timeline added, changed and dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefgen.corrections.load import Correction
from briefgen.corrections.matching import edited, only
from briefgen.corrections.quoting import find_words, quoted, sentence_around
from briefgen.model import Action, Briefing, Event, Span, Status, Timex, TimexType


def correct_timeline(briefing: Briefing, one: Correction) -> Briefing:
    """Return *briefing* with the entry of *one* added, changed or dropped."""
    span = quoted(briefing, one, one.words, one.text("in"))
    if one.action is Action.ADD:
        event = _new_event(briefing, one, span)
        return edited(_with_events(briefing, [*briefing.timeline, event]), one, span=span)
    found = [event for event in briefing.timeline if event.timex.span.overlaps(span)]
    old = only(found, one, "entry of the timeline")
    others = [event for event in briefing.timeline if event is not old]
    if one.action is Action.DROP:
        return edited(_with_events(briefing, others), one, span=span)
    new = replace(
        old,
        timex=replace(old.timex, value=one.text("value") or old.timex.value),
        label=one.text("label") or old.label,
        status=_status(briefing, one, one.text("value"), old.status),
        key=one.flag("key", old.key),
    )
    return edited(_with_events(briefing, [*others, new]), one, span=new.timex.span)


def _new_event(briefing: Briefing, one: Correction, span: Span) -> Event:
    sentence = sentence_around(briefing, span)
    label = one.text("label")
    if label and find_words(briefing.article.text, label, sentence) is None:
        one.fail(f"has the label “{label}”, which its sentence does not say")
    value = one.text("value")
    inside = [
        actor.id
        for actor in briefing.actors
        if any(sentence.contains(mention.span) for mention in actor.mentions)
    ]
    return Event(
        timex=Timex(span, TimexType.TIME if "T" in value else TimexType.DATE, value),
        sentence=sentence,
        label=label or sentence.of(briefing.article.text),
        actors=tuple(inside),
        status=_status(briefing, one, value, Status.UNDATED),
        key=one.flag("key", True),
    )


def _status(briefing: Briefing, one: Correction, value: str, default: Status) -> Status:
    """Return the status that is stated, else what a new value means on the day of the article."""
    if one.text("status"):
        return Status(one.text("status"))
    published = briefing.article.published
    if not value[:4].isdecimal() or published is None:
        return default
    today = published.isoformat()[: len(value)]
    if value[:10] == today:
        return Status.TODAY
    return Status.PAST if value < today else Status.PLANNED


def _with_events(briefing: Briefing, events: Sequence[Event]) -> Briefing:
    # By time, then text; what has no date comes last, as compose orders it.
    def order(event: Event) -> tuple[bool, str, Span]:
        value = event.timex.value
        return (not value[:1].isdecimal(), value, event.timex.span)

    timexes = {timex.span: timex for timex in briefing.timexes}
    timexes.update((event.timex.span, event.timex) for event in events)
    return replace(
        briefing,
        timeline=tuple(sorted(events, key=order)),
        timexes=tuple(timexes[span] for span in sorted(timexes)),
    )
