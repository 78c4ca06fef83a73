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
    beside: dict[int, list[Event]] = {}
    dated: list[Event] = []
    told = -1  # the calendar entry told last
    for event in events:
        if event.timex.value:
            dated.append(event)
            told = len(dated) - 1 if calendar.bounds(event.timex.value) else told
        else:
            beside.setdefault(told, []).append(event)
    ranked = sorted(range(len(dated)), key=lambda index: _key(dated[index], published))
    ordered: list[Event] = []
    for index in ranked:
        ordered += [dated[index], *beside.get(index, ())]
    return (*ordered, *beside.get(-1, ()))


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
