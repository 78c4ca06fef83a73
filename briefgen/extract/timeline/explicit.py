"""Ops of dates that name a day, month, year or feast: what is missing comes from nearby."""

from __future__ import annotations

import datetime as dt

from briefgen.extract.timeline import calendar
from briefgen.extract.timeline.holidays import holiday_in
from briefgen.extract.timeline.rules import Fields
from briefgen.extract.timeline.when import (
    FAR,
    Reading,
    When,
    day_in,
    first_day,
    int_field,
    story_day,
    year_field,
)


def read_date(fields: Fields, when: When) -> Reading | None:
    """Year, month and day, as many as there are; what is missing comes from nearby."""
    year = year_field(fields, when)
    reference = first_day(when.reference) if fields.get("same_year") else None
    if reference is not None:
        year = reference.year
    month, day = (
        int_field(fields, "month") or int_field(fields, "monthnum"),
        int_field(fields, "day"),
    )
    if year is not None:
        if month is None:
            return Reading(f"{year:04}")
        if day is None:
            return Reading(f"{year:04}-{month:02}")
        found = day_in(year, month, day)
        return None if found is None else Reading(found.isoformat())
    if month is None:
        return _day_alone(fields, when)
    if day is None:
        return _month_alone(month, fields, when)
    return _day_of_month(month, day, fields, when)


def _day_of_month(month: int, day: int, fields: Fields, when: When) -> Reading | None:
    """« 4 juillet »: in the year of the story told, else nearest to publication."""
    if "weekday" in fields and when.published:  # the weekday can tell the year
        found = nearest_day(_yearly(when.published, month, day), when.published, fields)
        if found and found.value and _weekday_of(found.value) == fields["weekday"]:
            return found
    anchor = story_day(when) or when.published
    return nearest_day(_yearly(anchor, month, day), anchor, fields) if anchor else Reading("")


def _yearly(anchor: dt.date, month: int, day: int) -> list[dt.date | None]:
    """That day in the years around *anchor*; 29 February needs four of them."""
    return [day_in(year, month, day) for year in range(anchor.year - 4, anchor.year + 5)]


def _weekday_of(value: str) -> int:
    return dt.date.fromisoformat(value).isoweekday()


def nearest_day(
    candidates: list[dt.date | None], anchor: dt.date, fields: Fields
) -> Reading | None:
    """The candidate nearest to *anchor*, or the last / next one where the words say so."""
    days = [day for day in candidates if day is not None]
    which = int_field(fields, "which")
    if which is not None and which < 0:
        days = [day for day in days if day <= anchor]
    elif which is not None and which > 0:
        days = [day for day in days if day >= anchor]
    weekday = int_field(fields, "weekday")
    if weekday is not None:
        near = [day for day in days if abs((day - anchor).days) < FAR]
        days = [day for day in near if day.isoweekday() == weekday] or days
    if not days:
        return None
    return Reading(min(days, key=lambda day: (abs((day - anchor).days), day)).isoformat())


def _day_alone(fields: Fields, when: When) -> Reading | None:
    """« lundi 6 », « le 6 »: the month is the nearest in which that day exists and fits."""
    day = int_field(fields, "day")
    anchor = first_day(when.last_day) or when.published
    if anchor is None or day is None:
        return Reading("")
    months = [calendar.move(anchor, step, "month") for step in range(-6, 7)]
    candidates = [day_in(month.year, month.month, day) for month in months if month is not None]
    return nearest_day(candidates, anchor, fields)


def _month_alone(month: int, fields: Fields, when: When) -> Reading:
    """« en mai »: the last one after a past tense, the next after a future, else the nearest."""
    anchor = story_day(when)
    if anchor is not None:
        return Reading(f"{anchor.year + (month < anchor.month):04}-{month:02}")
    if when.published is None:
        return Reading("")
    published = when.published
    which = int_field(fields, "which")
    distance = month - published.month
    if which is not None and which < 0:
        year = published.year - (distance >= 0)
    elif which is not None and which > 0:
        year = published.year + (distance <= 0)
    else:
        tense = when.tense()
        if tense == "past":
            year = published.year - (distance > 0)
        elif tense == "future":
            year = published.year + (distance < 0)
        elif distance > 6:
            year = published.year - 1
        else:  # without a parse nothing looked ahead: rather past
            year = published.year + (distance < -6 and tense != "")
    return Reading(f"{year:04}-{month:02}")


def read_holiday(fields: Fields, when: When) -> Reading | None:
    """A feast in a year, or the nearest one; last and next as said."""
    row = when.holidays[str(fields["holiday"])]
    year = year_field(fields, when)
    if year is not None:
        day = holiday_in(row, year)
        return None if day is None else Reading(day.isoformat())
    anchor = story_day(when) or when.published
    if anchor is None:
        return Reading("")
    years = (year for year in range(anchor.year - 1, anchor.year + 2) if 1 <= year <= 9999)
    candidates = [holiday_in(row, year) for year in years]
    return nearest_day(candidates, anchor, fields)


def read_years(fields: Fields, _when: When) -> Reading | None:
    """« saison 2011-2012 », "2011/12": from the first year to the second."""
    first = int(fields["year"])
    if "shortyear" in fields:
        last = first - first % 100 + int(fields["shortyear"])
    else:
        last = int(fields["last"])
    return Reading(f"{first:04}/{last:04}") if first < last <= first + 100 else None
