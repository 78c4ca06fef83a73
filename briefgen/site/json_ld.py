"""What a page is about, in schema.org's terms."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from briefgen.build.fast_json import json_text
from briefgen.model import Actor, NameType, QuoteType, Status
from briefgen.site.entry import Entry
from briefgen.site.feeds import summary
from briefgen.site.library import Dossier, actor_source
from briefgen.site.printing import Printer
from briefgen.site.sanitise import safe_url

_TYPES = {NameType.PER: "Person", NameType.ORG: "Organization", NameType.LOC: "Place"}
_MAX_QUOTES = 12  # a page's head is no archive
_MAX_EVENTS = 12


def briefing_data(entry: Entry, printer: Printer) -> Mapping[str, object]:
    """Return the article, its key actors, verbatim quotes and dated events."""
    article, source = entry.article, entry.article.source
    return _kept(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": article.title,
            "inLanguage": article.language,
            "datePublished": article.published.isoformat() if article.published else None,
            "dateModified": article.updated.isoformat() if article.updated else None,
            "abstract": summary(entry),
            "author": {"@type": "Person", "name": source.byline} if source.byline else None,
            "publisher": {"@type": "Organization", "name": source.publisher}
            if source.publisher
            else None,
            "isBasedOn": safe_url(source.url),
            "url": printer.url_of(entry.source) if printer.site_url else None,
            "keywords": list(article.tags),
            "about": [_actor(a, printer) for a in entry.briefing.actors if a.key],
            "hasPart": [*_quotations(entry), *_happenings(entry)],
        }
    )


def actor_data(dossier: Dossier, printer: Printer) -> Mapping[str, object]:
    """Return a person, an organisation or a place."""
    roles = list(dict.fromkeys(role.text for role in dossier.roles))
    return _kept(
        {
            "@context": "https://schema.org",
            "@type": _TYPES[dossier.type],
            "name": dossier.name,
            "alternateName": sorted(dossier.aliases),
            "jobTitle": roles if dossier.type is NameType.PER else None,
            "url": printer.url_of(dossier.source) if printer.site_url else None,
        }
    )


def script(data: Mapping[str, object]) -> Markup:
    """Return *data* as an element that cannot be broken out of."""
    text = json_text(data)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704


def _actor(actor: Actor, printer: Printer) -> Mapping[str, object]:
    url = printer.url_of(actor_source(actor.id)) if printer.site_url else None
    return _kept({"@type": _TYPES[actor.type], "name": actor.name, "url": url})


def _quotations(entry: Entry) -> list[Mapping[str, object]]:
    direct = [q for q in entry.quotes if q.quote.type is QuoteType.DIRECT and q.speaker]
    return [
        {
            "@type": "Quotation",
            "text": quote.text,
            "creator": {
                "@type": _TYPES[actor.type]
                if (actor := entry.actor(quote.quote.actor))
                else "Person",
                "name": quote.speaker,
            },
        }
        for quote in direct[:_MAX_QUOTES]
    ]


def _happenings(entry: Entry) -> list[Mapping[str, object]]:
    dated = [
        event
        for event in entry.events
        if event.event.key and event.event.status is not Status.UNDATED and event.moment
    ]
    return [
        {"@type": "Event", "name": event.event.label, "startDate": _day(event.event.timex.value)}
        for event in dated[:_MAX_EVENTS]
        if event.moment and event.moment.date
    ]


def _day(value: str) -> str:
    return value.split("/", 1)[0][:10]


def _kept(fields: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in fields.items() if value}
