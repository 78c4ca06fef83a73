"""What a rule caught becomes a TIMEX3 value: one function for each ``op`` of the lexicon.

An op takes the fields (classes and constants of the row) and a `When`: the day of publication,
what the text mentioned last, and the tense of the clause. It returns a `Reading`, or None when
the fields make no date (31 February). Without a publication date a relative expression has the
value ``""``: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefgen.extract.timeline.explicit import read_date, read_holiday, read_years
from briefgen.extract.timeline.periods import (
    read_century,
    read_decade,
    read_division,
    read_season,
)
from briefgen.extract.timeline.quantity import read_constant, read_duration, read_set
from briefgen.extract.timeline.relative import (
    read_clock,
    read_later,
    read_part,
    read_same,
    read_shift,
    read_today,
    read_unit,
    read_weekday,
)
from briefgen.extract.timeline.rules import Fields
from briefgen.extract.timeline.when import Reading, When
from briefgen.model import TimexType

DATE, TIME = TimexType.DATE, TimexType.TIME


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


def _nothing(_fields: Fields, _when: When) -> Reading | None:
    """Not a temporal expression, though it looks like one."""
    return None


OPS: Mapping[str, Callable[[Fields, When], Reading | None]] = {
    "century": read_century,
    "clock": read_clock,
    "date": read_date,
    "decade": read_decade,
    "division": read_division,
    "duration": read_duration,
    "holiday": read_holiday,
    "later": read_later,
    "none": _nothing,
    "part": read_part,
    "ref": read_constant,
    "same": read_same,
    "season": read_season,
    "set": read_set,
    "shift": read_shift,
    "today": read_today,
    "unit": read_unit,
    "weekday": read_weekday,
    "years": read_years,
}
