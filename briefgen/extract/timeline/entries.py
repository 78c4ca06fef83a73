"""Which temporal expressions date something: the entries of the timeline, before their labels.

TimeML's view of `timexes` becomes the reader's: the ends of a range are one entry, a deadline
("within 48 hours") is a date, an apposition (« demain, le 11 juillet ») is one date. Durations,
sets and bare adverbs are none. The words that link them are ``settings`` in ``timex.yaml``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from briefgen.extract.timeline import calendar
from briefgen.extract.timeline.passage import Memory, sentence_at
from briefgen.extract.timeline.when import NEWS
from briefgen.model import Document, Span, Timex, TimexType

MAX_LEAD = 28  # characters before an expression in which its lead-in is looked for
MAX_LIST = 7  # members of a list of days
DATED = (TimexType.DATE, TimexType.TIME)
REFERENCES = frozenset({"PAST_REF", "PRESENT_REF", "FUTURE_REF"})

_APPOSITION = re.compile(r"\s*+(?:[,(–—-]\s*+)?(?:(?:le|en|on|in)\s++)?")
_DAY_NUMBER = re.compile(r"\d{1,2}(?: ?[a-z]{1,3})?")
_PERIOD = re.compile(r"P(T?)(\d+)(DE|CE|WE|[SMHDWYQ])$")
_PLAIN = str.maketrans({"’": "'", "–": "-", "—": "-", "−": "-"})
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
    before = text[max(0, start - MAX_LEAD) : start].translate(_PLAIN).lower()
    found = None
    for lead in leads:
        match = re.search(rf"(?<!\w){re.escape(lead)}\s*$", before)
        if match and (lead.endswith("'") or before[-1:].isspace()):
            place = start - len(before) + match.start()
            found = place if found is None else min(found, place)
    return found


def _deadline(timex: Timex, lead: int, last_day: str, published: dt.date | None) -> Timex:
    """The day by which, counted from the last mentioned day of the news, else publication."""
    match = _PERIOD.match(timex.value)
    reach = calendar.bounds(last_day)
    anchor = reach[0] if reach else published
    if reach and published and abs((reach[0] - published).days) > NEWS:
        anchor = published
    value = "FUTURE_REF"
    if match and anchor:
        value = calendar.shift(anchor, int(match[2]), _UNITS[match[1], match[3]]) or value
    return Timex(Span(lead, timex.span.end), TimexType.DATE, value)


def _with_ranges(
    text: str, timexes: Sequence[Timex], settings: Mapping[str, Any]
) -> Iterator[Timex]:
    """Join the two ends of a range, and the days of a list (« les 4, 5 et 6 août »)."""
    ranges: Mapping[str, Any] = settings.get("ranges") or {}
    at = 0
    while at < len(timexes):
        last = _last_of_list(text, timexes, at, frozenset(ranges.get("lists") or ()))
        pairs = ranges.get("pairs") or () if last == at else ()
        lead = timexes[at].span.start
        if last > at:
            every = [word for pair in ranges.get("pairs") or () for word in pair["lead"] if word]
            found = _lead(text, lead, every)
            lead = lead if found is None else found
        if at + 1 < len(timexes):
            link = _link(text, timexes[at], timexes[at + 1]) if pairs else ""
            for pair in pairs:
                found = _paired(text, timexes[at], link, pair)
                if found is not None:
                    last, lead = at + 1, found
                    break
        joined = _range(timexes[at], timexes[last], lead) if last > at else None
        yield joined or timexes[at]
        at = last + 1 if joined else at + 1


def _last_of_list(text: str, timexes: Sequence[Timex], at: int, links: frozenset[str]) -> int:
    """Return the last member of the list of days that begins at *at*; *at* for no list."""
    last = at
    while (
        last + 1 < len(timexes)
        and last - at < MAX_LIST
        and _is_day_number(timexes[last].span.of(text))
        and _link(text, timexes[last], timexes[last + 1]) in links
    ):
        last += 1
    return last


def _is_day_number(words: str) -> bool:
    return _DAY_NUMBER.fullmatch(words) is not None


def _link(text: str, left: Timex, right: Timex) -> str:
    """Return the words between two expressions, made plain; a new line links nothing."""
    link = text[left.span.end : right.span.start]
    return "\n" if "\n" in link else link.translate(_PLAIN).strip().lower()


def _paired(text: str, left: Timex, link: str, pair: Mapping[str, Any]) -> int | None:
    """Return where the range of *left* and what *link* parts from it begins; None for no range."""
    if link not in pair["between"]:
        return None
    if "" in pair["lead"]:
        return left.span.start
    return _lead(text, left.span.start, pair["lead"])


def _range(first: Timex, last: Timex, start: int) -> Timex | None:
    left, right = calendar.bounds(first.value), calendar.bounds(last.value)
    if left is None or right is None or left[0] >= right[0] or left[1] >= right[1]:
        return None
    if "/" in first.value or "/" in last.value:
        return None
    return Timex(Span(start, last.span.end), last.type, f"{first.value}/{last.value}")


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
    if not _APPOSITION.fullmatch(text[left.span.end : right.span.start]):
        return False
    if left.value in REFERENCES or right.value in REFERENCES or "" in (left.value, right.value):
        return False
    a, b = calendar.bounds(left.value), calendar.bounds(right.value)
    return bool(a and b and ((a[0] <= b[0] <= b[1] <= a[1]) or (b[0] <= a[0] <= a[1] <= b[1])))


def _better(text: str, left: Timex, right: Timex) -> Timex:
    a, b = _days(left.value), _days(right.value)
    if a != b:
        return left if a < b else right
    has_digit = [any(map(str.isdigit, timex.span.of(text))) for timex in (left, right)]
    if has_digit[0] != has_digit[1]:
        return left if has_digit[0] else right
    return left if left.type is TimexType.TIME else right


def _days(value: str) -> int:
    reach = calendar.bounds(value)
    return (reach[1] - reach[0]).days if reach else 0
