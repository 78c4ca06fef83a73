"""How to cite a briefing or a quote: in words, as BibTeX and as CSL-JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.build.fast_json import json_file
from briefgen.model import QuoteType
from briefgen.site.entry import Entry, QuoteAt
from briefgen.site.sanitise import safe_url

if TYPE_CHECKING:
    from briefgen.site.printing import Printer

_TEX = re.compile(r"[\\{}$&#%_^~]")
_TEX_NAMES = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}


def quote_citation(quote: QuoteAt, printer: Printer) -> str:
    """Return the words of *quote* with speaker, article, source, date and address."""
    gettext = printer.press.gettext
    article = quote.entry.article
    words = quote.text
    if quote.quote.type is QuoteType.DIRECT:
        words = gettext("“%(quote)s”") % {"quote": words}
    parts = [
        quote.speaker or gettext("Speaker not named"),
        article.title,
        article.source.publisher or article.source.byline or "",
        printer.press.date(article.published) if article.published else "",
        printer.url_of(quote.entry.source, quote.anchor) if printer.site_url else "",
    ]
    return f"{words} — {', '.join(part for part in parts if part)}"


def bibtex(entry: Entry, printer: Printer) -> str:
    """Return the article behind *entry* as a BibTeX record."""
    article, source = entry.article, entry.article.source
    fields = {
        "title": f"{{{article.title}}}",  # braces keep the capitals
        "author": f"{{{source.byline}}}" if source.byline else "",
        "journal": source.publisher or "",
        "date": article.published.isoformat() if article.published else "",
        "year": str(article.published.year) if article.published else "",
        "langid": article.language,
        "url": _address(entry, printer),
    }
    lines = [f"  {name} = {{{_tex(value)}}}," for name, value in fields.items() if value]
    key = entry.folder.rsplit("/", 1)[-1]
    return "@article{" + key + ",\n" + "\n".join(lines) + "\n}\n"


def csl(entry: Entry, printer: Printer) -> bytes:
    """Return the article behind *entry* as CSL-JSON."""
    article, source = entry.article, entry.article.source
    day = article.published
    item: dict[str, object] = {
        "id": article.id,
        "type": "article-newspaper",
        "title": article.title,
        "language": article.language,
        "container-title": source.publisher,
        "author": [{"literal": source.byline}] if source.byline else None,
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
        "URL": _address(entry, printer) or None,
    }
    kept = {name: value for name, value in item.items() if value}
    return json_file([kept])


def _address(entry: Entry, printer: Printer) -> str:
    own = printer.url_of(entry.source) if printer.site_url else ""
    return safe_url(entry.article.source.url) or own


def _tex(value: str) -> str:
    """Escape what TeX would act on, but for the outer braces we put there ourselves."""
    inner = value[1:-1] if value.startswith("{") and value.endswith("}") else value
    safe = _TEX.sub(lambda m: _TEX_NAMES.get(m[0], "\\" + m[0]), " ".join(inner.split()))
    return f"{{{safe}}}" if inner is not value else safe
