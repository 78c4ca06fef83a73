"""ISO dates and times as files carry them, to `datetime`; nothing else is guessed at."""

from __future__ import annotations

import datetime as dt
import re

_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(?:[.,]\d+)?(Z|[+-]\d\d:?\d\d)?)?")
_FIRST_YEAR = 1000  # a year 2 is a slip of the pen


def parse_moment(text: str) -> dt.date | dt.datetime | None:
    """Return the date or instant that *text* writes in ISO 8601, None when it does not.

    ``20250704T101500Z`` (NITF, NewsML 1) and ``2025-07-04 10:15`` are read too.
    """
    text = text.strip()
    if match := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second, zone = match.groups()
        text = f"{year}-{month}-{day}"
        if hour:
            text += f"T{hour}:{minute}:{second}{zone or ''}"
    try:
        moment = dt.date.fromisoformat(text) if len(text) == 10 else dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.year >= _FIRST_YEAR else None


def parse_instant(text: str) -> dt.datetime | None:
    """Return *text* as an aware instant: a bare day begins at midnight, no zone is UTC."""
    moment = parse_moment(text)
    if moment is None:
        return None
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime(moment.year, moment.month, moment.day, tzinfo=dt.UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
