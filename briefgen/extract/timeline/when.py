"""From where an expression is seen, and the helpers that every op of `normalise` shares."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.extract.timeline import calendar
from briefgen.extract.timeline.rules import Fields
from briefgen.model import TimexType

NEWS = 8  # days around publication that are news
FAR = 400  # days from publication beyond which the last mentioned date carries the narrative
FINE_UNITS = frozenset({"second", "minute", "hour", "day", "night", "workday"})
VERBLESS = "verbless"


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
    is_linked: bool = False
    "a word follows at once: « deux ans après la guerre »"
    in_quote: bool = False
    "or beside a noun (« aujourd’hui professeur »): today means these days"


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means."""

    value: str
    type: TimexType = TimexType.DATE
    mod: str = ""


def story_day(when: When) -> dt.date | None:
    """The day that sets the scene, when the story it belongs to is told as of another year."""
    reach = calendar.bounds(when.story)
    if reach is None or len(when.story) < len("2012"):
        return None
    if when.published is None:
        return reach[0]
    if (when.published - reach[0]).days <= FAR or when.tense() in ("future", "ahead", "present"):
        return None
    return reach[0]


def scene_day(when: When) -> dt.date | None:
    """The last mentioned day of the news, else the one that opened a sentence, else today's."""
    latest = first_day(when.latest_day)
    if latest and (when.published is None or abs((latest - when.published).days) <= NEWS):
        return latest
    return first_day(when.front_day) or when.published


def anchor_of(fields: Fields, when: When, unit: str) -> dt.date | None:
    """Return the day that ``from`` says: publication, or what the text mentioned last."""
    if fields.get("from", "published") == "published":
        return when.published
    reference = when.last_day if unit in FINE_UNITS or unit == "week" else when.reference
    reach = calendar.bounds(reference)
    return reach[0] if reach else when.published


def year_field(fields: Fields, when: When) -> int | None:
    """The year that the fields give: in four digits, in two, or so many from publication."""
    if "year" in fields:
        return int(fields["year"])
    if "years" in fields and when.published:
        return when.published.year + int(fields["years"])
    if "shortyear" not in fields:
        return None
    short = int(fields["shortyear"])
    pivot = when.published.year + 20 if when.published else 2030
    return pivot - (pivot - short) % 100


def int_field(fields: Fields, key: str) -> int | None:
    """Return the field as a number; None when it is not there or is a word."""
    value = fields.get(key)
    return value if isinstance(value, int) else None


def first_day(value: str) -> dt.date | None:
    """Return the first day of a value; None when it is no date."""
    reach = calendar.bounds(value)
    return reach[0] if reach else None


@functools.lru_cache(maxsize=4096)
def day_in(year: int, month: int, day: int) -> dt.date | None:
    """Return that day; None for 31 February."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
