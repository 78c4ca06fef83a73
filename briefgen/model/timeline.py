"""Temporal expressions (TIMEX3) and the events they date."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefgen.model.span import Span


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
