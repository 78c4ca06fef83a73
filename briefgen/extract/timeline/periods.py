"""Ops of parts of a year and of many years: season, quarter, half, decade, century."""

from __future__ import annotations

import datetime as dt

from briefgen.extract.timeline import calendar
from briefgen.extract.timeline.rules import Fields
from briefgen.extract.timeline.when import Reading, When, story_day, year_field


def read_season(fields: Fields, when: When) -> Reading | None:
    """A season of a year; without one, last / this / next or as the tense has it."""
    code = str(fields["season"])
    year = year_field(fields, when)
    if year is None:
        if when.published is None:
            return Reading("")
        first, last = calendar.SEASON_MONTHS[code]
        year = _period_year(when, fields, first, last)
    return Reading(f"{year:04}-{code}")


def _period_year(when: When, fields: Fields, first: int, last: int) -> int:
    """The year of a part of the year (months *first* to *last*) that comes without one.

    *last* past 12 runs into the next year: January 2012 lies in the winter of 2011.
    """
    anchor = story_day(when)
    if anchor is not None:
        return anchor.year
    published = when.published or dt.date.min
    year, month = published.year, published.month
    if month + 12 <= last:
        year, month = year - 1, month + 12
    which = fields.get("which", fields.get("offset"))
    if which in ("this", 0):
        return year
    if isinstance(which, int):
        return year - (month <= last) if which < 0 else year + (month >= first)
    if when.tense() == "future":
        return year + (month > last)
    return year - (month < first)


def read_division(fields: Fields, when: When) -> Reading | None:
    """A quarter or half: ``{number}`` of a year; without one, the year of the tense."""
    number = int(fields["number"])
    letter, size = ("Q", 3) if fields["unit"] == "quarter" else ("H", 6)
    if not 1 <= number <= 12 // size:
        return None
    year = year_field(fields, when)
    if year is None:
        if when.published is None:
            return Reading("")
        year = _period_year(when, fields, (number - 1) * size + 1, number * size)
    return Reading(f"{year:04}-{letter}{number}")


def read_decade(fields: Fields, when: When) -> Reading | None:
    """« années 90 », "the 1990s": three digits of the year; without a century, the last such."""
    if "year" in fields:
        year = int(fields["year"])
        if year % 10:
            return None
        return Reading(
            f"{year // 10:03}"
            if year % 100 or fields.get("unit") != "century"
            else f"{year // 100:02}"
        )
    short = int(fields["shortyear"] if "shortyear" in fields else fields["number"])
    if short % 10 or short >= 100:
        return None
    pivot = when.published.year if when.published else 2030
    return Reading(f"{(pivot - (pivot - short) % 100) // 10:03}")


def read_century(fields: Fields, _when: When) -> Reading | None:
    """The nth century: ``18`` is the 1800s."""
    number = int(fields["number"])
    return Reading(f"{number - 1:02}") if 1 <= number <= 22 else None
