"""The sitemap: every page's address, and when a briefing's article last changed."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from briefgen.site.entry import Entry
from briefgen.site.press import page_url
from briefgen.site.printing import Printer


def sitemap(entries: Iterable[Entry], others: Iterable[str], printer: Printer) -> str:
    """Return ``sitemap.xml``; *others* are the site-relative URLs of pages without a date."""
    changed = dict.fromkeys(others, "")
    for entry in entries:
        day = entry.card.changed
        url = page_url(entry.source, directory_urls=printer.press.directory_urls)
        changed[url] = day.isoformat() if day else ""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">')
    for url in sorted(changed):
        day_line = f"<lastmod>{changed[url]}</lastmod>" if changed[url] else ""
        lines.append(f"<url><loc>{escape(printer.absolute(url))}</loc>{day_line}</url>")
    return "\n".join([*lines, "</urlset>", ""])
