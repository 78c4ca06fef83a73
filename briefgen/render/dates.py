"""Dates in the reader's language."""

from __future__ import annotations

import datetime as dt
import re

from babel import Locale, UnknownLocaleError
from babel.dates import format_date as babel_date
from babel.dates import format_skeleton

_FALLBACK_LOCALE = "en"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")
_YEAR = re.compile(r"\d{4}")


def format_date(date: dt.date, language: str) -> str:
    """Return *date* in full: ``4 juillet 2025``, ``July 4, 2025``."""
    return babel_date(date, format="long", locale=_locale(language))


def format_timex(value: str, language: str) -> str:
    """Return the TIMEX3 *value* as words, or "" when it names no day, month or year."""
    if _DAY.fullmatch(value):
        return format_date(dt.date.fromisoformat(value), language)
    if _MONTH.fullmatch(value):
        first = dt.date.fromisoformat(f"{value}-01")
        return format_skeleton("yMMMM", first, locale=_locale(language))
    return value if _YEAR.fullmatch(value) else ""


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_FALLBACK_LOCALE)
