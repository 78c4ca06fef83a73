"""How to cite a briefing or a quote: in words, as BibTeX and as CSL-JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model import QuoteType
from briefgen.site.library import QuoteAt

if TYPE_CHECKING:
    from briefgen.site.printing import Printer


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
