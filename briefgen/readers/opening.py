"""The first lines of a body: who wrote it, where and when, as agencies set them.

    Par Une Telle
    PARIS, 4 juil (Agence) – Le ministre…
    9 novembre 2012. - Le mur…

The byline is a line of its own and leaves the body; a dateline stays where it is, for
it is part of the first sentence.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

from briefgen.model import Note
from briefgen.readers.strict_yaml import load_mapping

_MAX_BYLINE = 120  # characters; a longer first line is prose
# Runs are bounded, so matching is linear: a dateline sits in the first 150 characters.
_UPPER = r"[^\W\da-zß-öø-ÿ_]"
_PLACE_FIRST = re.compile(
    rf"(?P<place>{_UPPER}(?:{_UPPER}|[ '’.\-]){{1,40}}(?:/{_UPPER}(?:{_UPPER}|[ '’\-]){{1,40}})?)"
    r"(?:,\s?(?P<date>[^\n()–—]{3,30}?))?"
    r"\s?(?:\((?P<agency>[^()\n]{2,40})\)\s?)?[–—-]{1,2}\s"
)
_AGENCY = re.compile(
    r"(?P<place>[^\W\d_][\w '’.\-]{1,40})(?:,\s?(?P<date>[^\n()–—]{3,30}?))?"
    r"\s?\((?P<agency>[^()\n]{2,40})\)\s?[–—-]{1,2}\s"
)
_DATE_FIRST = re.compile(r"(?P<date>[^\n.–—()]{8,30}?)\s?\.?\s?[–—-]{1,2}\s")
_DAY_MONTH = re.compile(r"(\d{1,2})\w{0,2}\s+([^\W\d_]+)\.?(?:\s+(\d{4}))?")
_MONTH_DAY = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})\w{0,2}(?:,?\s+(\d{4}))?")


def read_opening(text: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return *fields* with ``text``, ``notes`` and what the first lines of *text* add.

    A field that is already there wins. A dateline with a full date settles a missing
    day of publication, with a note; one without a year settles nothing.
    """
    result: dict[str, Any] = dict(fields)
    notes: list[Note] = []
    rest, byline = _take_byline(text)
    if byline and result.get("byline") in {None, byline}:
        text, result["byline"] = rest, byline
    if match := _dateline(text):
        groups = match.groupdict()
        result.setdefault("dateline", match[0].strip(" \n-–—"))
        if groups.get("place"):
            result.setdefault("located", groups["place"].strip(" .-"))
        if groups.get("agency"):
            result.setdefault("provider", groups["agency"])
        day = parse_day(groups.get("date") or "")
        if day is not None and "published" not in result:
            result["published"] = day
            notes.append(
                Note("date-from-dateline", f"Published {day.isoformat()}, as the dateline says.")
            )
    return {**result, "text": text, "notes": tuple(notes)}


def parse_day(text: str) -> dt.date | None:
    """Return the day that *text* names with its month and year, else None."""
    text = text.strip(" .,")
    for prefix in _words("date_prefix"):
        text = text.removeprefix(prefix + " ")
    if match := _DAY_MONTH.fullmatch(text):
        day, month, year = match.groups()
    elif match := _MONTH_DAY.fullmatch(text):
        month, day, year = match.groups()
    else:
        return None
    number = _months().get(month.casefold())
    if not number or not year:
        return None
    try:
        return dt.date(int(year), number, int(day))
    except ValueError:
        return None


def _take_byline(text: str) -> tuple[str, str]:
    line, _, rest = text.partition("\n")
    if not rest.strip() or len(line) > _MAX_BYLINE:
        return text, ""
    match = _byline_pattern().fullmatch(line.strip())
    return (rest.lstrip("\n"), match["names"]) if match else (text, "")


def _dateline(text: str) -> re.Match[str] | None:
    head = text[:200]
    if match := _PLACE_FIRST.match(head) or _AGENCY.match(head):
        return match
    match = _DATE_FIRST.match(head)
    return match if match and parse_day(match["date"]) else None


@cache
def _byline_pattern() -> re.Pattern[str]:
    openers = "|".join(re.escape(word) for word in sorted(_words("byline"), key=len, reverse=True))
    return re.compile(rf"(?i:{openers})\s+(?P<names>{_UPPER}[^\n]*[^\n.!?:;])")


@cache
def _words(key: str) -> tuple[str, ...]:
    """Return the words under *key* of every language's ``input.yaml``, without repeats."""
    found: list[str] = []
    for language in _languages():
        file = resources.files("briefgen") / "lexicons" / language / "input.yaml"
        path = f"lexicons/{language}/input.yaml"
        node = load_mapping(file.read_text("utf-8"), path=path).get(key)
        items = node.value if node else ()
        found += [str(item.value) for item in items if not isinstance(item, str)] if items else []
    return tuple(dict.fromkeys(found))


@cache
def _languages() -> tuple[str, ...]:
    folder = resources.files("briefgen") / "lexicons"
    return tuple(sorted(d.name for d in folder.iterdir() if (d / "input.yaml").is_file()))


@cache
def _months() -> Mapping[str, int]:
    # CLDR's month names, full and short: no list of our own to keep.
    from babel.dates import get_month_names  # noqa: PLC0415 - only a dateline pays for it

    return {
        form: number
        for language in _languages()
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=language).items()
        for form in _forms(name)
    }


def _forms(name: str) -> Iterable[str]:
    return {name.casefold(), name.casefold().rstrip(".")}
