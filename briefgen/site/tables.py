"""All quotes and all events as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

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
    card, page = entry.card, printer.url_of(entry.source)
    published = card.published.isoformat() if card.published else ""
    return _rows(
        (
            published,
            card.title,
            card.language,
            quote.speaker or "",
            quote.card.actor or "",
            quote.words.type,
            quote.text,
            quote.words.cue,
            quote.words.confidence,
            f"{page}#{quote.anchor}",
        )
        for quote in entry.quotes
    )


def events_head() -> str:
    """Return what stands before the rows of events."""
    return _MARK + _rows([(*_EVENTS, "url")])


def events_rows(entry: Entry, printer: Printer) -> str:
    """Return the events of *entry* in the order of its timeline."""
    card, page = entry.card, printer.url_of(entry.source)
    published = card.published.isoformat() if card.published else ""
    return _rows(
        (
            event.card.value,
            event.card.status.value,
            "yes" if event.card.key else "no",
            event.words.label,
            event.words.when,
            " ".join(event.card.actors),
            card.title,
            published,
            card.language,
            f"{page}#{event.anchor}",
        )
        for event in entry.events
    )


def harmless(cell: str) -> str:
    """Return *cell* so that no spreadsheet takes a part of it for a formula: with a ' before it."""
    if ";" in cell or "\t" in cell or "\n" in cell or "\r" in cell:
        cell = _INNER_START.sub(r"\1'", cell)
    return f"'{cell}" if cell[:1] in FORMULA_STARTS else cell


def _rows(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows([harmless(cell.replace("\0", "")) for cell in row] for row in rows)
    return out.getvalue()
