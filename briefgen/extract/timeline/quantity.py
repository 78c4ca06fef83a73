"""Ops of what is no date: durations, sets, and the vague past, present and future."""

from __future__ import annotations

from briefgen.extract.timeline.rules import Fields
from briefgen.extract.timeline.when import Reading, When
from briefgen.model import TimexType

UNIT_LETTER = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W",
    "weekend": "WE", "month": "M", "quarter": "Q", "half": "H", "year": "Y", "decade": "DE",
    "century": "CE", "workday": "D", "season": "M",
}  # fmt: skip
MULTIPLE = {"fortnight": (2, "week"), "half": (6, "month"), "season": (3, "month")}


def read_duration(fields: Fields, _when: When) -> Reading | None:
    """So many units: ``P3D``."""
    return Reading(period(fields), TimexType.DURATION)


def read_set(fields: Fields, _when: When) -> Reading | None:
    """How often: the row's ``value``, or one unit, or so many."""
    value = str(fields["value"]) if "value" in fields else period(fields)
    return Reading(value, TimexType.SET)


def period(fields: Fields) -> str:
    """Return the ISO 8601 period of ``number`` and ``unit``: ``P3D``, ``PT2H``, ``PXY``.

    A running time has ``hour`` and ``minute`` instead: ``PT2H30M``. With both, the hour is
    the clock's: « dans un jour, à 10 heures ».
    """
    if "unit" not in fields:
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


def read_constant(fields: Fields, _when: When) -> Reading | None:
    """The row's own ``value``: a reference such as ``PAST_REF``."""
    return Reading(str(fields["value"]))
