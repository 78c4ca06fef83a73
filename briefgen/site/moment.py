"""Where a TIMEX3 value lies on the calendar: sort keys, years and words for the reader."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache, lru_cache
from typing import NamedTuple

import babel.dates
from babel.core import Locale, UnknownLocaleError

_YEAR = re.compile(r"(\d{4})(?:-|T|$)")
_MONTH = re.compile(r"\d{4}-(\d{2})(?:-|T|$)")
_DAY = re.compile(r"\d{4}-\d{2}-(\d{2})(?:T|$)")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_FIRST_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12, "H1": 1, "H2": 7}
_MONTHS = {"S": 3, "F": 3, "W": 3, "Q": 3, "H": 6}  # how many, by how their value begins
_FIRST_MONTH |= {f"Q{quarter}": 3 * quarter - 2 for quarter in range(1, 5)}


class Moment(NamedTuple):
    """The first day a value covers; ``month`` or ``day`` is 0 when the value is coarser."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def date(self) -> dt.date | None:
        """The day, when the value names one that the calendar has."""
        try:
            return dt.date(self.year, self.month, self.day)
        except ValueError:
            return None


@lru_cache(maxsize=50_000)
def moment_of(value: str) -> Moment | None:
    """Return where TIMEX3 *value* begins, or None when it has no place (``PAST_REF``, ``P3D``).

    A decade (``199``) and a century (``18``) begin in their first year.
    """
    start = value.split("/", maxsplit=1)[0]
    if start.isdigit() and len(start) in {2, 3}:
        return Moment(int(start.ljust(4, "0")))
    year = _YEAR.match(start)
    if not year:
        return None
    if week := _WEEK.match(start):
        return _week(int(week[1]), int(week[2]))
    month, day = _MONTH.match(start), _DAY.match(start)
    if month:
        return Moment(int(year[1]), int(month[1]), int(day[1]) if day else 0)
    return Moment(int(year[1]), _FIRST_MONTH.get(start[5:7], 0))


def is_over(value: str, day: dt.date) -> bool:
    """Tell whether all that TIMEX3 *value* covers lies before *day*; False without a place."""
    last = value.rpartition("/")[2]
    start = moment_of(last)
    if start is None:
        return False
    if start.day:
        days = 6 if _WEEK.match(last) else 0
        return start.date is not None and start.date + dt.timedelta(days=days) < day
    if start.month:
        months = _MONTHS.get(last[5:6], 1)
        return 12 * start.year + start.month + months <= 12 * day.year + day.month
    years = 10 ** (4 - len(last)) if last.isdigit() else 1
    return start.year + years <= day.year


@cache
def locale_for(language: str) -> Locale:
    """Return the CLDR locale of *language*; English for one that Babel does not know."""
    try:
        return Locale.parse(language, sep="-" if "-" in language else "_")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@lru_cache(maxsize=50_000)
def long_date(day: dt.date, language: str) -> str:
    """Return *day* as the language writes it in full: « 4 juillet 2025 »."""
    return str(babel.dates.format_date(day, "long", locale_for(language)))


@cache
def month_name(month: int, language: str) -> str:
    """Return the name of *month* as it stands alone."""
    names = babel.dates.get_month_names("wide", "stand-alone", locale_for(language))
    return str(names[month])


def _week(year: int, week: int) -> Moment:
    try:
        monday = dt.date.fromisocalendar(year, week, 1)
    except ValueError:
        return Moment(year)
    return Moment(monday.year, monday.month, monday.day)
