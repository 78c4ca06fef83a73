"""Dates in the reader's language: Babel for the calendar, ``dates.yaml`` for the rest."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date as babel_date
from babel.dates import format_skeleton
from babel.dates import format_time as babel_time

from briefgen.lexicons import load_settings

_FALLBACK_LOCALE = "en"
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(?:(\d\d):(\d\d)(?::\d\d)?|([A-Z]{2})))?")
_MONTH = re.compile(r"\d{4}-\d\d")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_DIVISION = re.compile(r"(\d{4})-(SP|SU|FA|WI|[QH]\d)")
_YEAR = re.compile(r"\d{4}")
_DECADE = re.compile(r"\d{3}")
_CENTURY = re.compile(r"\d\d")


@lru_cache(maxsize=50_000)
def format_date(date: dt.date, language: str) -> str:
    """Return *date* in full: ``4 juillet 2025``, ``July 4, 2025``."""
    return str(babel_date(date, format="long", locale=_locale(language)))


@lru_cache(maxsize=50_000)  # a site prints each of its dates on many pages
def format_timex(value: str, language: str) -> str:
    """Return the TIMEX3 *value* as words, or "" when it names no place in the calendar.

    ``2012-07`` is « juillet 2012 », ``2012-07-02TEV`` « 2 juillet 2012 au soir », ``199``
    « années 1990 »; of a range both ends are written out. References (``PAST_REF``),
    durations and what cannot be read give "".
    """
    if "/" in value:
        ends = [format_timex(end, language) for end in value.split("/")]
        words = load_settings(language, "dates.yaml")
        return str(words["range"]).format(*ends) if len(ends) == 2 and all(ends) else ""
    try:
        return _format(value, language)
    except ValueError:  # a month 13 or a week 54
        return ""


def _format(value: str, language: str) -> str:
    words = load_settings(language, "dates.yaml")
    if match := _DAY.fullmatch(value):
        return _day(match, language, words)
    if _MONTH.fullmatch(value):
        first = dt.date.fromisoformat(f"{value}-01")
        return str(format_skeleton("yMMMM", first, locale=_locale(language)))
    if match := _WEEK.fullmatch(value):
        weekday = 6 if match[3] else 1
        day = dt.date.fromisocalendar(int(match[1]), int(match[2]), weekday)
        pattern = words["weekend"] if match[3] else words["week"]
        return str(pattern).format(format_date(day, language))
    if match := _DIVISION.fullmatch(value):
        return _division(match[1], match[2], language, words)
    if _DECADE.fullmatch(value):
        return str(words["decade"]).format(f"{value}0")
    if _CENTURY.fullmatch(value) and int(value) < len(words["centuries"]):
        return str(words["century"]).format(words["centuries"][int(value)])
    return value if _YEAR.fullmatch(value) else ""


def _day(match: re.Match[str], language: str, words: dict[str, Any]) -> str:
    day = format_date(dt.date.fromisoformat(match[1]), language)
    if match[4]:
        return str(words["parts"].get(match[4], "{}")).format(day)
    if match[2]:
        hour = dt.time(int(match[2]) % 24, int(match[3]))
        written = babel_time(hour, format="short", locale=_locale(language))
        return str(words["time"]).format(day, written)
    return day


def _division(year: str, part: str, language: str, words: dict[str, Any]) -> str:
    if part[0] == "Q":
        first = dt.date(int(year), int(part[1]) * 3 - 2, 1)
        return str(babel_date(first, format="QQQQ y", locale=_locale(language)))
    if part[0] == "H":
        return str(words["halves"].get(int(part[1]), "")).format(year)
    return str(words["seasons"][part]).format(year)


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_FALLBACK_LOCALE)
