"""All quotes and all events as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from briefgen.site.library import Library, events_of
from briefgen.site.printing import Printer

# What a spreadsheet takes for the start of a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Where lists are written with semicolons, in French say, it splits a cell there, quoted or not.
_INNER_START = re.compile(r"(?!\A)([;\t\r\n][\"'\s]{0,9}+)(?=[=+\-@＝＋－＠])")

_QUOTES = ("date", "article", "language", "speaker", "actor", "type", "quote", "cue", "confidence")
_EVENTS = ("value", "status", "key", "event", "words", "actors", "article", "published", "language")


def quotes_table(library: Library, printer: Printer) -> str:
    """Return every quote, newest first."""
    rows = []
    for quote in library.quotes:
        article, q = quote.entry.article, quote.quote
        rows.append(
            (
                article.published.isoformat() if article.published else "",
                article.title,
                article.language,
                quote.speaker or "",
                q.actor or "",
                q.type.value,
                quote.text,
                q.cue.of(article.text) if q.cue else "",
                q.confidence.value,
                printer.url_of(quote.entry.source, quote.anchor),
            )
        )
    return _table((*_QUOTES, "url"), rows)


def events_table(library: Library, printer: Printer) -> str:
    """Return every event, by briefing from the newest on."""
    rows = []
    for entry in library.entries:
        article = entry.article
        for event in events_of(entry):
            e = event.event
            rows.append(
                (
                    e.timex.value,
                    e.status.value,
                    "yes" if e.key else "no",
                    e.label,
                    e.timex.span.of(article.text),
                    " ".join(e.actors),
                    article.title,
                    article.published.isoformat() if article.published else "",
                    article.language,
                    printer.url_of(entry.source, event.anchor),
                )
            )
    return _table((*_EVENTS, "url"), rows)


def harmless(cell: str) -> str:
    """Return *cell* so that no spreadsheet takes a part of it for a formula: with a ' before it."""
    cell = _INNER_START.sub(r"\1'", cell)
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    out.write("\N{ZERO WIDTH NO-BREAK SPACE}")  # Excel takes UTF-8 without it for Latin-1
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([harmless(cell.replace("\0", "")) for cell in row] for row in rows)
    return out.getvalue()
