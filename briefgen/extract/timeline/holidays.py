"""The day a holiday falls on in a given year, from a row of the lexicon's ``holidays``.

A row is ``{date: "12-25"}`` or, for a movable feast, ``{country: FR, name: Easter Monday,
days: -1}``: that day of the *holidays* package's calendar (names in English), and so many days on.
The package takes some 60 ms to import, so it is loaded by the first movable feast only.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from typing import Any


def holiday_in(row: Mapping[str, Any], year: int) -> dt.date | None:
    """Return the day in *year*; None when the calendar does not have it then."""
    if "date" in row:
        month, day = (int(part) for part in str(row["date"]).split("-"))
        try:
            return dt.date(year, month, day)
        except ValueError:
            return None
    for day_, name in _calendar(row["country"], year):
        if name == row["name"]:
            return day_ + dt.timedelta(days=int(row.get("days", 0)))
    return None


@functools.lru_cache(maxsize=512)
def _calendar(country: str, year: int) -> tuple[tuple[dt.date, str], ...]:
    import holidays  # noqa: PLC0415 - slow to import, seldom needed

    found = holidays.country_holidays(country, years=year, language="en_US", observed=False)
    return tuple(sorted((day, name) for day, name in found.items()))
