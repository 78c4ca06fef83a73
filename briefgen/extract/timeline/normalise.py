"""What a rule caught becomes a TIMEX3 value: one function for each ``op`` of the lexicon.

An op takes the fields (classes and constants of the row) and a `When`: the day of publication,
what the text mentioned last, and the tense of the clause. It returns a `Reading`, or None when
the fields make no date (31 February). Without a publication date a relative expression has the
value ``""``: nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.extract.timeline import calendar
from briefgen.extract.timeline.holidays import holiday_in
from briefgen.extract.timeline.rules import Fields
from briefgen.model import TimexType

DATE, TIME = TimexType.DATE, TimexType.TIME
UNIT_LETTER = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W",
    "weekend": "WE", "month": "M", "quarter": "Q", "half": "H", "year": "Y", "decade": "DE",
    "century": "CE", "workday": "D", "season": "M",
}  # fmt: skip
MULTIPLE = {"fortnight": (2, "week"), "half": (6, "month"), "season": (3, "month")}
FINE_UNITS = frozenset({"second", "minute", "hour", "day", "night", "workday"})
VERBLESS = "verbless"
NEWS = 8  # days around publication that are news
FAR = 400  # days from publication beyond which the last mentioned date carries the narrative


@dataclass(frozen=True, slots=True)
class When:
    """From where an expression is seen."""

    published: dt.date | None
    reference: str
    "value of the last mentioned date of this passage; empty for none"
    last_day: str
    "value of the last mentioned day; empty for none"
    front_day: str
    "value of the last day that opened a sentence; empty for none"
    evening: str
    "the day of the last mentioned evening; empty for none"
    story: str
    "value of the date that sets the scene; empty for none"
    latest_day: str
    "the last mentioned day, however far back; empty for none"
    tense: Callable[[], str]
    "of the clause: ``past``, ``present``, ``future`` or empty; asked only when it matters"
    holidays: Mapping[str, Mapping[str, Any]]
    fiscal_start: int = 1
    in_quote: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means."""

    value: str
    type: TimexType = DATE
    mod: str = ""


def normalise(op: str, fields: Fields, when: When) -> Reading | None:
    """Return what *op* makes of *fields*; None when it makes no date.

    Raises:
        KeyError: the lexicon names an unknown op, or one without a field it needs.
    """
    reading = OPS[op](fields, when)
    if reading is None:
        return None
    if mod := str(fields.get("mod", "")):
        reading = Reading(reading.value, reading.type, mod)
    return _at_time(reading, fields)


def _at_time(reading: Reading, fields: Fields) -> Reading | None:
    """Add the hour or part of day that the expression carries beside its day."""
    if not fields.keys() & {"hour", "hhmm", "part"}:
        return reading
    if reading.type not in (DATE, TIME):
        return reading
    clock = _clock(fields)
    if clock is None:
        return None
    if not reading.value:
        return Reading("", TIME, reading.mod)
    if len(reading.value) != len("2012-07-02"):
        return reading
    return Reading(f"{reading.value}T{clock}", TIME, reading.mod)


def _clock(fields: Fields) -> str | None:
    part = str(fields.get("part", ""))
    if "hhmm" in fields:
        hour, minute = divmod(int(fields["hhmm"]), 100)
    elif "hour" in fields:
        hour, minute = int(fields["hour"]), int(fields.get("minute", 0))
    else:
        return part
    meridian = fields.get("meridian") or {"AF": "pm", "EV": "pm", "MO": "am"}.get(part)
    if part == "NI" and hour != 12:
        meridian = "pm" if hour >= 6 else "am"
    if fields.get("meridian") and not 1 <= hour <= 12:
        return None
    if meridian == "pm" and hour < 12:
        hour += 12
    elif meridian == "am" and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute <= 59 else None


# --- explicit dates ----------------------------------------------------------------------


def _date(fields: Fields, when: When) -> Reading | None:
    """Year, month and day, as many as there are; what is missing comes from nearby."""
    year = _year(fields, when)
    month, day = _int(fields, "month") or _int(fields, "monthnum"), _int(fields, "day")
    if year is not None:
        if month is None:
            return Reading(f"{year:04}")
        if day is None:
            return Reading(f"{year:04}-{month:02}")
        found = _day(year, month, day)
        return None if found is None else Reading(found.isoformat())
    if month is None:
        return _day_alone(fields, when)
    if day is None:
        return _month_alone(month, fields, when)
    return _day_of_month(month, day, fields, when)


def _day_of_month(month: int, day: int, fields: Fields, when: When) -> Reading | None:
    """« 4 juillet »: in the year of the story told, else nearest to publication."""
    if "weekday" in fields and when.published:  # the weekday can tell the year
        found = _chosen(_yearly(when.published, month, day), when.published, fields)
        if found and found.value and _weekday_of(found.value) == fields["weekday"]:
            return found
    anchor = _narrative(when) or when.published
    return _chosen(_yearly(anchor, month, day), anchor, fields) if anchor else Reading("")


def _yearly(anchor: dt.date, month: int, day: int) -> list[dt.date | None]:
    """That day in the years around *anchor*; 29 February needs four of them."""
    return [_day(year, month, day) for year in range(anchor.year - 4, anchor.year + 5)]


def _weekday_of(value: str) -> int:
    return dt.date.fromisoformat(value).isoweekday()


def _chosen(candidates: list[dt.date | None], anchor: dt.date, fields: Fields) -> Reading | None:
    """The candidate nearest to *anchor*, or the last / next one where the words say so."""
    days = [day for day in candidates if day is not None]
    which = _int(fields, "which")
    if which is not None and which < 0:
        days = [day for day in days if day <= anchor]
    elif which is not None and which > 0:
        days = [day for day in days if day >= anchor]
    weekday = _int(fields, "weekday")
    if weekday is not None:
        near = [day for day in days if abs((day - anchor).days) < FAR]
        days = [day for day in near if day.isoweekday() == weekday] or days
    if not days:
        return None
    return Reading(min(days, key=lambda day: (abs((day - anchor).days), day)).isoformat())


def _day_alone(fields: Fields, when: When) -> Reading | None:
    """« lundi 6 », « le 6 »: the month is the nearest in which that day exists and fits."""
    day = _int(fields, "day")
    anchor = _as_day(when.last_day) or when.published
    if anchor is None or day is None:
        return Reading("")
    months = [calendar.move(anchor, step, "month") for step in range(-6, 7)]
    candidates = [_day(month.year, month.month, day) for month in months if month is not None]
    return _chosen(candidates, anchor, fields)


def _month_alone(month: int, fields: Fields, when: When) -> Reading:
    """« en mai »: the last one after a past tense, the next after a future, else the nearest."""
    anchor = _narrative(when)
    if anchor is not None:
        return Reading(f"{anchor.year + (month < anchor.month):04}-{month:02}")
    if when.published is None:
        return Reading("")
    published = when.published
    which = _int(fields, "which")
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
        else:
            year = published.year + (distance < -6)
    return Reading(f"{year:04}-{month:02}")


def _narrative(when: When) -> dt.date | None:
    """The day that sets the scene, when the story it belongs to is told as of another year."""
    reach = calendar.bounds(when.story)
    if reach is None or len(when.story) < len("2012"):
        return None
    if when.published is None:
        return reach[0]
    if abs((reach[0] - when.published).days) <= FAR or when.tense() in ("future", "present"):
        return None
    return reach[0]


def _year(fields: Fields, when: When) -> int | None:
    if "year" in fields:
        return int(fields["year"])
    if "years" in fields and when.published:
        return when.published.year + int(fields["years"])
    if "shortyear" not in fields:
        return None
    short = int(fields["shortyear"])
    pivot = when.published.year + 20 if when.published else 2030
    return pivot - (pivot - short) % 100


# --- weekdays ----------------------------------------------------------------------------


def _weekday(fields: Fields, when: When) -> Reading | None:
    """A weekday: last, next, of this week, or as the tense of its clause has it."""
    if when.published is None:
        return Reading("")
    published, weekday = when.published, int(fields["weekday"])
    back = (published.isoweekday() - weekday) % 7
    ahead = (weekday - published.isoweekday()) % 7
    which = fields.get("which")
    if which is None:
        tense = when.tense()
        is_notice = tense == VERBLESS and "hour" in fields  # « Réunion vendredi à 20 h »
        offset = ahead if tense == "future" or is_notice else -back
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


# --- relative to a day -------------------------------------------------------------------


def _shift(fields: Fields, when: When) -> Reading | None:
    """So many units from publication (``from: published``) or from the last mentioned date."""
    if fields.get("when") == "future" and when.tense() != "future":
        return _duration(fields, when)
    sign = int(fields.get("sign", 1))
    unit = str(fields["unit"])
    number = fields.get("number", 1)
    if number == "X":
        return Reading("PAST_REF" if sign < 0 else "FUTURE_REF")
    steps = int(number) * sign
    if unit in MULTIPLE and unit != "season":
        multiple, unit = MULTIPLE[unit]
        steps *= multiple
    anchor = _anchor(fields, when, unit)
    if anchor is None:
        return Reading("")
    if fields.get("exact") and (moved := calendar.move(anchor, steps, unit)):
        return Reading(moved.isoformat())
    value = calendar.shift(anchor, steps, unit)
    return Reading(value) if value else None


def _anchor(fields: Fields, when: When, unit: str) -> dt.date | None:
    if fields.get("from", "published") == "published":
        return when.published
    reference = when.last_day if unit in FINE_UNITS or unit == "week" else when.reference
    reach = calendar.bounds(reference)
    return reach[0] if reach else when.published


def _unit(fields: Fields, when: When) -> Reading | None:
    """A calendar unit and its place: this week (0), last month (-1), the year after (1)."""
    unit = str(fields["unit"])
    offset = int(fields.get("offset", 0))
    anchor = _anchor(fields, when, unit)
    if anchor is None:
        return Reading("")
    if unit == "weekend":
        return _weekend(fields, anchor, when)
    if unit == "season":
        return _season({**fields, "season": calendar.unit_of(anchor, "season")[-2:]}, when)
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


def _part(fields: Fields, when: When) -> Reading | None:
    """A part of a day so many days from publication or the last mentioned day."""
    anchor = _scene_day(when) if fields.get("from") == "narrative" else when.published
    if fields["part"] == "NI" and fields.get("from") == "narrative":
        anchor = _as_day(when.evening) or anchor  # the night of that evening
    if anchor is None:
        return Reading("", TIME)
    moved = calendar.move(anchor, int(fields.get("offset", 0)), "day")
    return None if moved is None else Reading(moved.isoformat(), TIME)


def _scene_day(when: When) -> dt.date | None:
    """The last mentioned day of the news, else the one that opened a sentence, else today's."""
    latest = _as_day(when.latest_day)
    if latest and (when.published is None or abs((latest - when.published).days) <= NEWS):
        return latest
    return _as_day(when.front_day) or when.published


def _same(fields: Fields, when: When) -> Reading | None:
    """« ce jour-là », "that year": the last mentioned date, as coarse as the unit."""
    unit = str(fields["unit"])
    if unit == "date":
        return Reading(when.reference) if when.reference else None
    anchor = _anchor({**fields, "from": "narrative"}, when, unit)
    return Reading("") if anchor is None else Reading(calendar.unit_of(anchor, unit))


# --- seasons, quarters, decades ... ------------------------------------------------------


def _season(fields: Fields, when: When) -> Reading | None:
    """A season of a year; without one, last / this / next or as the tense has it."""
    code = str(fields["season"])
    year = _year(fields, when)
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
    anchor = _narrative(when)
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


def _division(fields: Fields, when: When) -> Reading | None:
    """A quarter or half: ``{number}`` of a year; without one, the year of the tense."""
    number = int(fields["number"])
    letter, size = ("Q", 3) if fields["unit"] == "quarter" else ("H", 6)
    if not 1 <= number <= 12 // size:
        return None
    year = _year(fields, when)
    if year is None:
        if when.published is None:
            return Reading("")
        year = _period_year(when, fields, (number - 1) * size + 1, number * size)
    return Reading(f"{year:04}-{letter}{number}")


def _decade(fields: Fields, when: When) -> Reading | None:
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


def _century(fields: Fields, _when: When) -> Reading | None:
    """The nth century: ``18`` is the 1800s."""
    number = int(fields["number"])
    return Reading(f"{number - 1:02}") if 1 <= number <= 22 else None


def _holiday(fields: Fields, when: When) -> Reading | None:
    """A feast in a year, or the nearest one; last and next as said."""
    row = when.holidays[str(fields["holiday"])]
    year = _year(fields, when)
    if year is not None:
        day = holiday_in(row, year)
        return None if day is None else Reading(day.isoformat())
    anchor = _narrative(when) or when.published
    if anchor is None:
        return Reading("")
    years = (year for year in range(anchor.year - 1, anchor.year + 2) if 1 <= year <= 9999)
    candidates = [holiday_in(row, year) for year in years]
    return _chosen(candidates, anchor, fields)


def _span_of_years(fields: Fields, _when: When) -> Reading | None:
    """« saison 2011-2012 », "2011/12": from the first year to the second."""
    first = int(fields["year"])
    if "shortyear" in fields:
        last = first - first % 100 + int(fields["shortyear"])
    else:
        last = int(fields["last"])
    return Reading(f"{first:04}/{last:04}") if first < last <= first + 100 else None


# --- times, durations, sets, references --------------------------------------------------


def _clock_alone(fields: Fields, when: When) -> Reading | None:
    """An hour without a day: the day mentioned last, if it is news, else that of publication."""
    anchor = _scene_day(when)
    moved = calendar.move(anchor, int(fields.get("days", 0)), "day") if anchor else None
    return Reading("" if moved is None else moved.isoformat(), TIME)


def _duration(fields: Fields, _when: When) -> Reading | None:
    return Reading(period(fields), TimexType.DURATION)


def _set(fields: Fields, _when: When) -> Reading | None:
    value = str(fields["value"]) if "value" in fields else period(fields)
    return Reading(value, TimexType.SET)


def period(fields: Fields) -> str:
    """Return the ISO 8601 period of ``number`` and ``unit``: ``P3D``, ``PT2H``, ``PXY``.

    A running time has ``hour`` and ``minute`` instead: ``PT2H30M``.
    """
    if "hour" in fields:
        return f"PT{fields['hour']}H{fields['minute']}M"
    unit, number = str(fields["unit"]), fields.get("number", 1)
    if unit in MULTIPLE and isinstance(number, int):
        multiple, unit = MULTIPLE[unit]
        number *= multiple
    elif unit == "fortnight":
        unit = "week"
    letter = UNIT_LETTER[unit]
    half = ".5" if fields.get("half") else ""
    return f"PT{number}{half}{letter[1:]}" if letter[0] == "T" else f"P{number}{half}{letter}"


def _constant(fields: Fields, _when: When) -> Reading | None:
    value = str(fields["value"])
    return Reading(
        value,
        DURATION
        if value.startswith("P") and value[1:2] != "A" and not value.endswith("_REF")
        else DATE,
    )


def _later(_fields: Fields, when: When) -> Reading | None:
    """So long after something the text does not date: ahead after a future tense, else past."""
    return Reading("FUTURE_REF" if when.tense() == "future" else "PAST_REF")


def _today(fields: Fields, when: When) -> Reading | None:
    """« aujourd'hui »: the day of publication; inside a quotation, the present."""
    if when.in_quote:
        return Reading("PRESENT_REF")
    return _shift({**fields, "unit": "day", "number": 0}, when)


def _nothing(_fields: Fields, _when: When) -> Reading | None:
    """Not a temporal expression, though it looks like one."""
    return None


DURATION = TimexType.DURATION

OPS: Mapping[str, Callable[[Fields, When], Reading | None]] = {
    "date": _date, "weekday": _weekday, "shift": _shift, "unit": _unit, "part": _part,
    "same": _same, "season": _season, "division": _division, "decade": _decade,
    "century": _century, "holiday": _holiday, "years": _span_of_years, "clock": _clock_alone,
    "duration": _duration, "set": _set, "ref": _constant, "today": _today,
    "later": _later, "none": _nothing,
}  # fmt: skip


def _int(fields: Fields, key: str) -> int | None:
    value = fields.get(key)
    return value if isinstance(value, int) else None


def _as_day(value: str) -> dt.date | None:
    reach = calendar.bounds(value)
    return reach[0] if reach else None


@functools.lru_cache(maxsize=4096)
def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
