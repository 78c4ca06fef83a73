"""Ops of dates told from a day: weekdays, so long ago, last week, that night."""

from __future__ import annotations

import datetime as dt

from briefgen.extract.timeline import calendar
from briefgen.extract.timeline.periods import read_season
from briefgen.extract.timeline.quantity import MULTIPLE, read_duration
from briefgen.extract.timeline.rules import Fields
from briefgen.extract.timeline.when import (
    FINE_UNITS,
    VERBLESS,
    Reading,
    When,
    anchor_of,
    first_day,
    scene_day,
)
from briefgen.model import TimexType


def read_weekday(fields: Fields, when: When) -> Reading | None:
    """A weekday: last, next, of this week, or as the tense of its clause has it."""
    if when.published is None:
        return Reading("")
    published, weekday = when.published, int(fields["weekday"])
    if fields.get("from") == "narrative":
        published = first_day(when.last_day) or published
    back = (published.isoweekday() - weekday) % 7
    ahead = (weekday - published.isoweekday()) % 7
    which = fields.get("which")
    if which is None:
        tense = when.tense()
        is_notice = tense == VERBLESS and "hour" in fields  # « Réunion vendredi à 20 h »
        offset = ahead if tense in ("future", "ahead") or is_notice else -back
    elif which == "this":
        offset = _this_weekday(back, ahead, when)
    elif int(which) < 0:
        offset = -(back or 7)
    else:
        offset = ahead or 7
    offset += 7 * int(fields.get("weeks", 0))
    moved = calendar.move(published, offset, "day")
    return None if moved is None else Reading(moved.isoformat())


def _this_weekday(back: int, ahead: int, when: When) -> int:
    """« ce vendredi »: today when it is one, else by tense, else the nearer."""
    if back == 0:
        return 0
    tense = when.tense()
    if tense == "future":
        return ahead
    if tense == "past":
        return -back
    return ahead if ahead <= back else -back


def read_shift(fields: Fields, when: When) -> Reading | None:
    """So many units from publication (``from: published``) or from the last mentioned date."""
    if fields.get("when") == "future" and when.tense() != "future":
        return read_duration(fields, when)
    if fields.get("ends") and when.is_linked:  # after something that has no date here
        return Reading("PAST_REF")
    sign = int(fields.get("sign", 1))
    unit = str(fields["unit"])
    number = fields.get("number", 1)
    if fields.get("anchored") and sign > 0 and not when.reference:
        return read_later(fields, when)
    if number == "X":
        return Reading("PAST_REF" if sign < 0 else "FUTURE_REF")
    steps = int(number) * sign
    if unit in MULTIPLE and unit != "season":
        multiple, unit = MULTIPLE[unit]
        steps *= multiple
    anchor = anchor_of(fields, when, unit)
    if anchor is None:
        return Reading("")
    if fields.get("exact") and (moved := calendar.move(anchor, steps, unit)):
        return Reading(moved.isoformat())
    value = calendar.shift(anchor, steps, unit)
    if fields.get("anchored") and _is_ahead(value, when):
        return read_later(fields, when)
    return Reading(value) if value else None


def _is_ahead(value: str, when: When) -> bool:
    """Tell whether a date counted in the story lies after publication though no future is told."""
    day = first_day(value)
    return bool(day and when.published and day > when.published and when.tense() != "future")


def read_unit(fields: Fields, when: When) -> Reading | None:
    """A calendar unit and its place: this week (0), last month (-1), the year after (1)."""
    unit = str(fields["unit"])
    offset = int(fields.get("offset", 0))
    anchor = anchor_of(fields, when, unit)
    if anchor is None:
        return Reading("")
    if unit == "weekend":
        return _weekend(fields, anchor, when)
    if unit == "season":
        return read_season({**fields, "season": calendar.unit_of(anchor, "season")[-2:]}, when)
    if offset and unit not in FINE_UNITS and unit not in ("week", "fortnight"):
        anchor = anchor.replace(day=1)
    value = calendar.shift(anchor, offset, unit)
    return Reading(value) if value else None


def _weekend(fields: Fields, anchor: dt.date, when: When) -> Reading:
    """The weekend of this week; early in the week, without a future tense, the one just gone."""
    offset = int(fields.get("offset", 0))
    is_weekend = anchor.isoweekday() >= 6
    if offset < 0:
        steps = -1
    elif offset > 0:
        steps = 1 if is_weekend else 0
    else:
        steps = (
            -1 if not is_weekend and anchor.isoweekday() <= 4 and when.tense() != "future" else 0
        )
    return Reading(calendar.shift(anchor, steps, "weekend"))


def read_part(fields: Fields, when: When) -> Reading | None:
    """A part of a day so many days from publication or the last mentioned day."""
    anchor = scene_day(when) if fields.get("from") == "narrative" else when.published
    if fields["part"] == "NI" and fields.get("from") == "narrative":
        anchor = first_day(when.evening) or anchor  # the night of that evening
    if anchor is None:
        return Reading("", TimexType.TIME)
    moved = calendar.move(anchor, int(fields.get("offset", 0)), "day")
    return None if moved is None else Reading(moved.isoformat(), TimexType.TIME)


def read_same(fields: Fields, when: When) -> Reading | None:
    """« ce jour-là », "that year": the last mentioned date, as coarse as the unit."""
    unit = str(fields["unit"])
    if unit == "date":
        return Reading(when.reference) if when.reference else None
    anchor = anchor_of({**fields, "from": "narrative"}, when, unit)
    return Reading("") if anchor is None else Reading(calendar.unit_of(anchor, unit))


def read_clock(fields: Fields, when: When) -> Reading | None:
    """An hour without a day: the day mentioned last, if it is news, else that of publication."""
    anchor = scene_day(when)
    moved = calendar.move(anchor, int(fields.get("days", 0)), "day") if anchor else None
    return Reading("" if moved is None else moved.isoformat(), TimexType.TIME)


def read_later(_fields: Fields, when: When) -> Reading | None:
    """So long after something the text does not date: ahead after a future tense, else past."""
    return Reading("FUTURE_REF" if when.tense() == "future" else "PAST_REF")


def read_today(fields: Fields, when: When) -> Reading | None:
    """« aujourd'hui »: the day of publication; inside a quotation, the present."""
    if when.in_quote:
        return Reading("PRESENT_REF")
    return read_shift({**fields, "unit": "day", "number": 0}, when)
