"""Where an entry lies, seen from the day of publication: past, today, planned or undated."""

from __future__ import annotations

import datetime as dt

from briefgen.extract.timeline import calendar
from briefgen.model import Status

_BY_REFERENCE = {
    "PAST_REF": Status.PAST, "PRESENT_REF": Status.TODAY, "FUTURE_REF": Status.PLANNED,
}  # fmt: skip
_BY_TENSE = {"past": Status.PAST, "future": Status.PLANNED}


def status_of(value: str, published: dt.date | None, tense: str) -> Status:
    """Return the status of *value*; *tense* decides where the dates leave it open.

    A year or month that publication falls into is planned after a future tense, past after a
    past one, and today otherwise. Without *published* only the tense is left to go by.
    """
    if value in _BY_REFERENCE:
        return _BY_REFERENCE[value]
    reach = calendar.bounds(value)
    if reach is None:
        return Status.UNDATED
    if published is None:
        return _BY_TENSE.get(tense, Status.UNDATED)
    first, last = reach
    if last < published:
        return Status.PAST
    if first > published:
        return Status.PLANNED
    if first == last:
        return Status.TODAY
    return _BY_TENSE.get(tense, Status.TODAY)
