"""What a page says of itself to machines: description, JSON-LD, its own feeds."""

from __future__ import annotations

from briefgen.site.article_text import excerpt
from briefgen.site.library import Entry
from briefgen.site.printing import Head, Printer
from briefgen.site.sheet import Sheet

_DESCRIPTION_LENGTH = 200  # characters; what search engines and cards show


def briefing_head(entry: Entry, printer: Printer, url: str) -> Head:
    """Return the head of a briefing's page."""
    del printer, url
    article, summary = entry.article, entry.briefing.summary
    text = excerpt(article.text, summary[0], _DESCRIPTION_LENGTH) if summary else article.title
    return Head(
        description=text,
        kind="article",
        published=article.published.isoformat() if article.published else "",
        language=article.language,
    )


def sheet_head(sheet: Sheet, printer: Printer, url: str) -> Head:
    """Return the head of a generated page."""
    del printer, url
    feeds = tuple((feed, sheet.title, "application/atom+xml") for feed in sheet.feeds)
    return Head(description=sheet.description or sheet.title, feeds=feeds)


def own_page_head(description: str) -> Head:
    """Return the head of a page that the site's author wrote."""
    return Head(description=description)
