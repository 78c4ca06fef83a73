"""The order of the reader's timeline: start, coarser first, then text order.

Vague entries stand where they look: the past first, the present on the day of publication, the
future last. An undated entry (« avant cet appel ») stands beside the dated one told before it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from briefgen.extract.timeline import calendar
from briefgen.model import Event

_Key = tuple[dt.date, int, str, int]


def order_events(events: Sequence[Event], published: dt.date | None) -> tuple[Event, ...]:
    """Return *events* (given in text order) in the order of time."""
    dated = [event for event in events if event.timex.value]
    ordered = sorted(dated, key=lambda event: _key(event, published))
    for event in events:
        if not event.timex.value:
            ordered.insert(_place_beside(event, ordered), event)
    return tuple(ordered)


def _key(event: Event, published: dt.date | None) -> _Key:
    value, start = event.timex.value, event.timex.span.start
    if value == "PAST_REF":
        return dt.date.min, 0, "", start
    if value == "FUTURE_REF":
        return dt.date.max, 0, "", start
    reach = calendar.bounds(value)
    if reach is None:
        return published or dt.date.max, 0, "", start
    return reach[0], (reach[0] - reach[1]).days, value[10:], start


def _place_beside(event: Event, ordered: Sequence[Event]) -> int:
    """Return the place after the entry told last before *event*."""
    at = event.timex.span.start
    before = [e for e in ordered if e.timex.span.start < at]
    if not before:
        return len(ordered)
    return ordered.index(max(before, key=lambda e: e.timex.span.start)) + 1
