"""Key events of many briefings in the order of time, and those planned apart."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, partial
from operator import attrgetter
from typing import NamedTuple

from briefgen.model import Status
from briefgen.site.entry import Entry, EventAt, event_at
from briefgen.site.moment import Moment, is_over, moment_of

Shelves = defaultdict[Moment, list[EventAt]]
"events by moment, those of one in the order of their places"


class Chronicle(NamedTuple):
    """Key events that have a place on the calendar."""

    events: tuple[EventAt, ...]
    "all of them, in the order of `in_time`"
    planned: tuple[EventAt, ...]
    "those that were ahead when their article appeared, in the same order"
    ahead: tuple[EventAt, ...]
    "those of them that are not over"
    over: tuple[EventAt, ...]
    "the others, in the order of `in_time`"


def chronicle(entries: Iterable[Entry], today: dt.date | None) -> Chronicle:
    """Return the key events of *entries*; nothing is over where there is no *today*."""
    events: Shelves = defaultdict(list)
    planned: Shelves = defaultdict(list)
    ahead: Shelves = defaultdict(list)
    over: Shelves = defaultdict(list)
    is_past = cache(partial(is_over, day=today)) if today else _never
    for entry in sorted(entries, key=attrgetter("source")):
        rows = zip(*entry.card.of_events, strict=True)
        for number, (value, key, status) in enumerate(rows, 1):
            if key and (moment := moment_of(value)):
                event = event_at((entry, number, moment))
                events[moment].append(event)
                if status is Status.PLANNED:
                    planned[moment].append(event)
                    (over if is_past(value) else ahead)[moment].append(event)
    in_order = map(_in_order, (events, planned, ahead, over))
    return Chronicle(*in_order)


def in_time(event: EventAt) -> tuple[Moment, str, int]:
    """Sort key of *event*: its moment, then its place."""
    return (event.moment or Moment(0), event.entry.source, event.number)


def _in_order(shelves: Shelves) -> tuple[EventAt, ...]:
    return tuple([event for moment in sorted(shelves) for event in shelves[moment]])


def _never(value: str) -> bool:
    del value
    return False
