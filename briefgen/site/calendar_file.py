"""Planned events as iCalendar (RFC 5545), those with a day or finer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefgen.site.entry import EventAt
from briefgen.site.printing import Printer

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?$")
_LINE = 73  # octets; 75 with the line break
_SPECIAL = re.compile(r"[\\;,]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def calendar_head(printer: Printer) -> str:
    """Return how the calendar begins."""
    return _lines(
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//briefgen//EN",
            f"X-WR-CALNAME:{_text(printer.site_name)}",
        ]
    )


def calendar_event(event: EventAt, printer: Printer) -> str:
    """Return *event* as the calendar has it; nothing when it is dated by month or coarser."""
    return _lines(_event(event, printer))


def calendar_end() -> str:
    """Return how the calendar ends."""
    return _lines(["END:VCALENDAR"])


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{part}\r\n" for line in lines for part in _fold(line))


def _event(event: EventAt, printer: Printer) -> list[str]:
    start = _DAY.match(event.card.value.split("/")[0])
    moment, article = event.moment, event.entry.card
    if not start or not moment or not moment.date:
        return []
    day = f"{start[1]}{start[2]}{start[3]}"
    when = f"DTSTART:{day}T{start[4]}{start[5]}00" if start[4] else f"DTSTART;VALUE=DATE:{day}"
    stamp = f"{article.published:%Y%m%d}" if article.published else day
    url = printer.url_of(event.entry.source, event.anchor)
    return [
        "BEGIN:VEVENT",
        f"UID:{event.anchor}-{_uid(event)}",
        f"DTSTAMP:{stamp}T000000Z",
        when,
        f"SUMMARY:{_text(event.words.label)}",
        f"DESCRIPTION:{_text(f'{article.title} ({event.words.when})')}",
        *([f"URL:{url}"] if printer.site_url else []),
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _uid(event: EventAt) -> str:
    return event.entry.folder.replace("/", "-") + "@briefgen"


def _text(words: str) -> str:
    clean = _CONTROL.sub("", " ".join(words.split()))
    return _SPECIAL.sub(lambda match: "\\" + match[0], clean)


def _fold(line: str) -> Iterator[str]:
    """Yield *line* in pieces of at most 75 octets; the further ones begin with a blank."""
    octets = line.encode("utf-8", "replace")
    if len(octets) <= _LINE:
        yield line
        return
    start, end, blank = 0, _LINE, ""
    while end < len(octets):
        while octets[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        yield blank + octets[start:end].decode("utf-8")
        start, end, blank = end, end + _LINE - 1, " "
    yield blank + octets[start:].decode("utf-8")
