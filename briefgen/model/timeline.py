"""Temporal expressions (TIMEX3) and the events they date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from briefgen.model.span import Span

_PRECISIONS = tuple(
    (name, re.compile(form))
    for name, form in (
        ("range", r"[^/]{1,40}/[^/]{1,40}"),
        ("time", r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?"),
        ("part", r"\d{4}-\d\d-\d\dT[A-Z]{2}"),
        ("day", r"\d{4}-\d\d-\d\d"),
        ("weekend", r"\d{4}-W\d\d-WE"),
        ("week", r"\d{4}-W\d\d"),
        ("month", r"\d{4}-\d\d"),
        ("season", r"\d{4}-(?:SP|SU|FA|WI)"),
        ("quarter", r"\d{4}-Q\d"),
        ("half", r"\d{4}-H\d"),
        ("year", r"\d{4}"),
        ("decade", r"\d{3}"),
        ("century", r"\d\d"),
    )
)
"forms of values, most telling first"


class TimexType(StrEnum):
    """TIMEX3's four types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Status(StrEnum):
    """Where an event lies, seen from the day of publication."""

    PAST = "past"
    TODAY = "today"
    PLANNED = "planned"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Timex:
    """A temporal expression with its normalised value."""

    span: Span
    type: TimexType
    value: str
    "TIMEX3: ``2012-07-02``, ``2012-SU``, ``P3D``, ``FUTURE_REF``; empty when undecided"
    mod: str = ""
    "TIMEX3 modifier: ``START``, ``MID``, ``END``, ``APPROX``; empty for none"

    @property
    def precision(self) -> str:
        """How exact the value is: ``time``, ``part``, ``day`` … ``century``, ``range``.

        Empty for durations, sets, references and undecided values.
        """
        return next((name for name, form in _PRECISIONS if form.fullmatch(self.value)), "")


@dataclass(frozen=True, slots=True)
class Event:
    """A happening that a temporal expression dates."""

    timex: Timex
    sentence: Span
    label: str
    "short; the sentence's own words, a resolved pronoun in [brackets]"
    actors: tuple[str, ...]
    "ids of the actors named in the clause, in text order"
    status: Status
    key: bool
    "belongs on the reader's timeline"
