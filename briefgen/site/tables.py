"""All quotes and all events as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence

from briefgen.build.card import NOBODY
from briefgen.site.entry import Entry
from briefgen.site.printing import Printer

# What a spreadsheet takes for the start of a formula.
FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
# Where lists are written with semicolons, in French say, it splits a cell there, quoted or not.
_INNER_START = re.compile(r"([;\t\r\n][\"'\s]{0,9}+)(?=[=+\-@＝＋－＠])")

_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # Excel takes UTF-8 without it for Latin-1
_QUOTES = ("date", "article", "language", "speaker", "actor", "type", "quote", "cue", "confidence")
_EVENTS = ("value", "status", "key", "event", "words", "actors", "article", "published", "language")


def quotes_head() -> str:
    """Return what stands before the rows of quotes."""
    return _MARK + _rows([(*_QUOTES, "url")])


def quotes_rows(entry: Entry, printer: Printer) -> str:
    """Return the quotes of *entry* in text order."""
    card, page = entry.card, harmless(printer.url_of(entry.source))
    ids = card.of_actors.ids
    start = (_day(card.published), harmless(card.title), harmless(card.language))
    quotes = zip(entry.quotes, card.of_quotes.by, entry.wording.quotes, strict=True)
    return _rows(
        (
            *start,
            harmless(quote.speaker or ""),
            "" if by == NOBODY else harmless(ids[by]),
            words.type,
            harmless(words.text),
            harmless(words.cue),
            words.confidence,
            f"{page}#{quote.anchor}",
        )
        for quote, by, words in quotes
    )


def events_head() -> str:
    """Return what stands before the rows of events."""
    return _MARK + _rows([(*_EVENTS, "url")])


def events_rows(entry: Entry, printer: Printer) -> str:
    """Return the events of *entry* in the order of its timeline."""
    card, page = entry.card, harmless(printer.url_of(entry.source))
    ids = card.of_actors.ids
    end = (harmless(card.title), _day(card.published), harmless(card.language))
    events = zip(entry.events, card.events, card.mentions.events, entry.wording.events, strict=True)
    return _rows(
        (
            harmless(event.value),
            event.status.value,
            "yes" if event.key else "no",
            harmless(words.label),
            harmless(words.when),
            harmless(" ".join([ids[place] for place in named])),
            *end,
            f"{page}#{at.anchor}",
        )
        for at, event, named, words in events
    )


def harmless(cell: str) -> str:
    """Return *cell* so that no spreadsheet takes a part of it for a formula: with a ' before it.

    NUL, which no CSV holds, is left out.
    """
    cell = cell.replace("\0", "")
    if ";" in cell or "\t" in cell or "\n" in cell or "\r" in cell:
        cell = _INNER_START.sub(r"\1'", cell)
    return f"'{cell}" if cell[:1] in FORMULA_STARTS else cell


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _rows(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()
