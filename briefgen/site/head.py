"""What a page says of itself to machines: description, JSON-LD, its own feeds."""

from __future__ import annotations

from markupsafe import Markup

from briefgen.site.article_text import excerpt
from briefgen.site.entry import Entry
from briefgen.site.json_ld import actor_data, briefing_data, script
from briefgen.site.library import Dossier
from briefgen.site.printing import Head, Printer
from briefgen.site.sheet import Sheet

_DESCRIPTION_LENGTH = 200  # characters; what search engines and cards show


def briefing_head(entry: Entry, printer: Printer) -> Head:
    """Return the head of a briefing's page."""
    article, summary = entry.article, entry.briefing.summary
    text = excerpt(article.text, summary[0], _DESCRIPTION_LENGTH) if summary else article.title
    return Head(
        description=text,
        kind="article",
        published=article.published.isoformat() if article.published else "",
        language=article.language,
        data=script(briefing_data(entry, printer)),
    )


def sheet_head(sheet: Sheet, printer: Printer) -> Head:
    """Return the head of a generated page."""
    feeds = tuple((feed, sheet.title, _media_type(feed)) for feed in sheet.feeds)
    dossier = sheet.context.get("dossier")
    data = script(actor_data(dossier, printer)) if isinstance(dossier, Dossier) else Markup()
    return Head(description=sheet.description or sheet.title, feeds=feeds, data=data)


def own_page_head(description: str) -> Head:
    """Return the head of a page that the site's author wrote."""
    return Head(description=description)


def _media_type(feed: str) -> str:
    return "application/feed+json" if feed.endswith(".json") else "application/atom+xml"
