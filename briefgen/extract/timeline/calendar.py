"""Arithmetic on TIMEX3 values: shift by units, name the unit a day lies in, bound a value.

Values are those of FORMAT: ``2012-07-02``, ``2012-W27``, ``2012-W27-WE``, ``2012-07``,
``2012-SU``, ``2012-Q3``, ``2012-H1``, ``2012``, decade ``199``, century ``18``; a day may carry
``T15:00`` or a part of day (``TMO``). What leaves the years 1 to 9999 is the empty string.
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re

DAY_PARTS = ("MO", "MI", "AF", "DT", "EV", "NI")
SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
"first and last month of the meteorological seasons; winter runs into the next year"

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?$")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)$")
_QUARTER = re.compile(r"(\d{4})-(Q|H)(\d)$")
_YEAR = re.compile(r"\d{2,4}$")
_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}


def shift(day: dt.date, number: int, unit: str) -> str:
    """Return the value *number* units after *day*, as coarse as the unit: ``2012-W24``."""
    moved = move(day, number, unit)
    return "" if moved is None else unit_of(moved, unit)


def move(day: dt.date, number: int, unit: str) -> dt.date | None:
    """Return the day *number* units later; 29 February becomes the 28th where there is none."""
    try:
        if unit in ("day", "workday", "night"):
            return day + dt.timedelta(days=number)
        if unit in ("week", "weekend", "fortnight"):
            return day + dt.timedelta(days=7 * number * (2 if unit == "fortnight" else 1))
        if unit in ("hour", "minute", "second"):  # the hour of publication is not known
            return day + dt.timedelta(days=int(number / 24) if unit == "hour" else 0)
        return _add_months(day, number * _MONTHS_IN.get(unit, 12))
    except (OverflowError, ValueError):
        return None


def _add_months(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def unit_of(day: dt.date, unit: str) -> str:
    """Return the value of the calendar unit that *day* lies in."""
    year, week, _ = day.isocalendar()
    values = {
        "week": f"{year:04}-W{week:02}",
        "fortnight": f"{year:04}-W{week:02}",
        "weekend": f"{year:04}-W{week:02}-WE",
        "month": f"{day.year:04}-{day.month:02}",
        "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "half": f"{day.year:04}-H{1 if day.month <= 6 else 2}",
        "year": f"{day.year:04}",
        "decade": f"{day.year // 10:03}",
        "century": f"{day.year // 100:02}",
        "season": _season_of(day),
    }
    return values.get(unit, day.isoformat())


def _season_of(day: dt.date) -> str:
    for code, (first, last) in SEASON_MONTHS.items():
        if first <= day.month <= last:
            return f"{day.year:04}-{code}"
    return f"{day.year if day.month == 12 else day.year - 1:04}-WI"


@functools.lru_cache(maxsize=4096)
def bounds(value: str) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of *value*; None for durations, references and ``''``."""
    if "/" in value:
        left, right = (bounds(part) for part in value.split("/", 1))
        return (left[0], right[1]) if left and right else None
    try:
        return _bounds(value)
    except (ValueError, OverflowError):
        return None


def _bounds(value: str) -> tuple[dt.date, dt.date] | None:
    if match := _DAY.match(value):
        day = dt.date(int(match[1]), int(match[2]), int(match[3]))
        return day, day
    if match := _MONTH.match(value):
        return _months(int(match[1]), int(match[2]), int(match[2]))
    if match := _WEEK.match(value):
        monday = dt.date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday + dt.timedelta(days=5 if match[3] else 0), monday + dt.timedelta(days=6)
    if match := _SEASON.match(value):
        return _months(int(match[1]), *SEASON_MONTHS[match[2]])
    if match := _QUARTER.match(value):
        size = 3 if match[2] == "Q" else 6
        return _months(int(match[1]), int(match[3]) * size - size + 1, int(match[3]) * size)
    if _YEAR.match(value):
        width = 10 ** (4 - len(value))
        first = max(int(value) * width, 1)
        return dt.date(first, 1, 1), dt.date(int(value) * width + width - 1, 12, 31)
    return None


def _months(year: int, first: int, last: int) -> tuple[dt.date, dt.date]:
    """Return the bounds of months *first* to *last* of *year*; 13 is the next January."""
    end = _add_months(dt.date(year, 1, 1), last)
    return dt.date(year, first, 1), end - dt.timedelta(days=1)


def is_valid(value: str) -> bool:
    """Tell whether *value* is a date, a range in order, or a reference (not a duration)."""
    if value in ("PAST_REF", "PRESENT_REF", "FUTURE_REF"):
        return True
    reach = bounds(value)
    return reach is not None and reach[0] <= reach[1]
