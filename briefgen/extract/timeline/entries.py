"""Which temporal expressions date something: the entries of the timeline, before their labels.

TimeML's view of `timexes` becomes the reader's: the ends of a range are one entry, a deadline
("within 48 hours") is a date, an apposition (« demain, le 11 juillet ») is one date. Durations,
sets and bare adverbs are none. The words that link them are ``settings`` in ``timex.yaml``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from briefgen.extract.timeline import calendar
from briefgen.extract.timeline.passage import Memory, sentence_at
from briefgen.model import Document, Span, Timex, TimexType

MAX_LEAD = 28  # characters before an expression in which its lead-in is looked for
MAX_LIST = 7  # members of a list of days
DATED = (TimexType.DATE, TimexType.TIME)
REFERENCES = frozenset({"PAST_REF", "PRESENT_REF", "FUTURE_REF"})

_APPOSITION = re.compile(r"\s*(?:,|\(|-|–|—)?\s*(?:(?:le|en|on|in)\s)?\s*$")
_PERIOD = re.compile(r"P(T?)(\d+)(DE|CE|WE|[SMHDWYQ])$")
_UNITS = {
    ("T", "S"): "second", ("T", "M"): "minute", ("T", "H"): "hour", ("", "D"): "day",
    ("", "W"): "week", ("", "M"): "month", ("", "Q"): "quarter", ("", "Y"): "year",
    ("", "DE"): "decade", ("", "CE"): "century", ("", "WE"): "weekend",
}  # fmt: skip


def find_entries(
    document: Document,
    published: dt.date | None,
    timexes: Sequence[Timex],
    settings: Mapping[str, Any],
) -> tuple[Timex, ...]:
    """Return the expressions that may date an event, in text order."""
    text = document.text
    dated = tuple(_dated(document, published, timexes, settings))
    return tuple(_without_appositions(text, _with_ranges(text, dated, settings)))


def _dated(
    document: Document,
    published: dt.date | None,
    timexes: Sequence[Timex],
    settings: Mapping[str, Any],
) -> Iterator[Timex]:
    memory = Memory()
    text = document.text
    adverbs = frozenset(settings.get("bare_adverbs") or ())
    for timex in timexes:
        sentence = sentence_at(document, timex.span.start)
        if timex.type in DATED:
            if timex.span.of(text).lower() not in adverbs:
                yield timex
            memory.note(timex.value, sentence)
        elif timex.type is TimexType.DURATION:
            lead = _lead(text, timex.span.start, settings.get("deadlines") or ())
            if lead is not None:
                yield _deadline(timex, lead, memory.last_day(sentence), published)


def _lead(text: str, start: int, leads: Sequence[str]) -> int | None:
    """Return where the longest of *leads* that stands right before *start* begins."""
    before = text[max(0, start - MAX_LEAD) : start].replace("’", "'").lower()
    found = None
    for lead in leads:
        match = re.search(rf"(?<!\w){re.escape(lead)}\s*$", before)
        if match and (lead.endswith("'") or before[-1:].isspace()):
            place = start - len(before) + match.start()
            found = place if found is None else min(found, place)
    return found


def _deadline(timex: Timex, lead: int, last_day: str, published: dt.date | None) -> Timex:
    """The day by which, counted from the last mentioned day, else from publication."""
    match = _PERIOD.match(timex.value)
    reach = calendar.bounds(last_day)
    anchor = reach[0] if reach else published
    value = "FUTURE_REF"
    if match and anchor:
        value = calendar.shift(anchor, int(match[2]), _UNITS[match[1], match[3]]) or value
    return Timex(Span(lead, timex.span.end), TimexType.DATE, value)


def _with_ranges(
    text: str, timexes: Sequence[Timex], settings: Mapping[str, Any]
) -> Iterator[Timex]:
    ranges = settings.get("ranges") or {}
    between, bare = frozenset(ranges.get("between") or ()), frozenset(ranges.get("bare") or ())
    at = 0
    while at < len(timexes):
        first = timexes[at]
        last, follower = first, at + 1
        while follower < len(timexes) and follower - at <= MAX_LIST:
            link = text[last.span.end : timexes[follower].span.start]
            words = link.replace("–", "-").replace("—", "-").replace("’", "'").strip().lower()
            is_listed = last.span.of(text).isdigit() and len(last.span) <= 2
            if "\n" in link or not (words in between or (is_listed and words in (",", ""))):
                break
            lead = _lead(text, first.span.start, ranges.get("lead") or ())
            if not (is_listed or words in bare or lead is not None):
                break
            last, follower = timexes[follower], follower + 1
            if not (last.span.of(text).isdigit() and len(last.span) <= 2):
                break
        if last is not first and (joined := _range(text, first, last, ranges)):
            yield joined
            at = follower
        else:
            yield first
            at += 1


def _range(text: str, first: Timex, last: Timex, ranges: Mapping[str, Any]) -> Timex | None:
    left, right = calendar.bounds(first.value), calendar.bounds(last.value)
    if left is None or right is None or left[0] > right[0] or first.value == last.value:
        return None
    if "/" in first.value or "/" in last.value:
        return None
    lead = _lead(text, first.span.start, ranges.get("lead") or ())
    start = first.span.start if lead is None else lead
    return Timex(Span(start, last.span.end), first.type, f"{first.value}/{last.value}")


def _without_appositions(text: str, timexes: Iterator[Timex]) -> Iterator[Timex]:
    """Of two expressions side by side for one date, the more exact, or else the explicit one."""
    kept: Timex | None = None
    for timex in timexes:
        if kept is not None and _is_apposition(text, kept, timex):
            kept = _better(text, kept, timex)
        else:
            if kept is not None:
                yield kept
            kept = timex
    if kept is not None:
        yield kept


def _is_apposition(text: str, left: Timex, right: Timex) -> bool:
    if not _APPOSITION.match(text[left.span.end : right.span.start]):
        return False
    if left.value in REFERENCES or right.value in REFERENCES or "" in (left.value, right.value):
        return False
    a, b = calendar.bounds(left.value), calendar.bounds(right.value)
    return bool(a and b and ((a[0] <= b[0] <= b[1] <= a[1]) or (b[0] <= a[0] <= a[1] <= b[1])))


def _better(text: str, left: Timex, right: Timex) -> Timex:
    a, b = _days(left.value), _days(right.value)
    if a != b:
        return left if a < b else right
    if left.type is not right.type:
        return left if left.type is TimexType.TIME else right
    has_digit = [any(map(str.isdigit, timex.span.of(text))) for timex in (left, right)]
    return left if has_digit[0] and not has_digit[1] else replace(right)


def _days(value: str) -> int:
    reach = calendar.bounds(value)
    return (reach[1] - reach[0]).days if reach else 0
