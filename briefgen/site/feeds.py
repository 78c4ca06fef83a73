"""Atom and JSON feeds: of everything, of an actor, of a tag, of a story."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from briefgen.build.fast_json import json_file
from briefgen.site.entry import Entry
from briefgen.site.library import Library, story_source, tag_source
from briefgen.site.printing import Printer
from briefgen.site.sanitise import safe_url

ENTRIES_PER_FEED = 30
_ATOM = "http://www.w3.org/2005/Atom"
_EPOCH = dt.date(1970, 1, 1)  # stands for "no date", which Atom does not allow
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ATTRIBUTE_ENTITIES = {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"}


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed to write: its folder ("" for the whole site), its title, its page, its entries."""

    folder: str
    title: str
    page: str
    "source of the page it follows"
    entries: Sequence[Entry]

    @property
    def changed(self) -> dt.date:
        """The day on which any of the articles last changed."""
        return max((entry.card.changed or _EPOCH for entry in self.entries), default=_EPOCH)

    @property
    def basis(self) -> tuple[object, ...]:
        """What the feed is written from."""
        newest = self.entries[:ENTRIES_PER_FEED]
        return (self.folder, self.title, self.page, newest, self.changed)


class FeedWriter:
    """Writes the feeds of one build; what a feed says of a briefing is made once for all."""

    def __init__(self, printer: Printer) -> None:
        """Write with the addresses of *printer*."""
        self._printer = printer
        self._atom: dict[str, str] = {}
        self._json: dict[str, dict[str, object]] = {}

    def atom(self, feed: Feed, path: str) -> str:
        """Return *feed*, to lie at *path*, as Atom (RFC 4287)."""
        printer = self._printer
        page = printer.url_of(feed.page)
        parts = [
            '<?xml version="1.0" encoding="utf-8"?>\n',
            f'<feed xmlns="{_ATOM}" xml:lang="{_attribute(printer.press.language)}">',
            _element("title", feed.title),
            _element("id", _identity(printer, path)),
            _element("updated", _instant(feed.changed)),
            _empty("link", rel="self", type="application/atom+xml", href=printer.absolute(path)),
            _empty("link", rel="alternate", type="text/html", href=page),
            f"<author>{_element('name', printer.site_name)}</author>",
            *map(self._atom_entry, feed.entries[:ENTRIES_PER_FEED]),
            "</feed>\n",
        ]
        return "".join(parts)

    def json(self, feed: Feed, path: str) -> bytes:
        """Return *feed*, to lie at *path*, as JSON Feed 1.1."""
        printer = self._printer
        whole = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "home_page_url": printer.url_of(feed.page),
            "feed_url": printer.absolute(path),
            "language": printer.press.language,
            "items": [self._json_item(entry) for entry in feed.entries[:ENTRIES_PER_FEED]],
        }
        return json_file(whole)

    def _atom_entry(self, entry: Entry) -> str:
        if entry.source not in self._atom:
            self._atom[entry.source] = _atom_entry(entry, self._printer)
        return self._atom[entry.source]

    def _json_item(self, entry: Entry) -> dict[str, object]:
        if entry.source not in self._json:
            self._json[entry.source] = _json_item(entry, self._printer)
        return self._json[entry.source]


def _atom_entry(entry: Entry, printer: Printer) -> str:
    article, words = entry.card, entry.wording
    url = printer.url_of(entry.source)
    parts = [
        f'<entry xml:lang="{_attribute(article.language)}">',
        _element("title", article.title),
        _element("id", _identity(printer, entry.source)),
        _element("updated", _instant(entry.card.changed or _EPOCH)),
        _element("published", _instant(article.published)) if article.published else "",
        _empty("link", rel="alternate", type="text/html", href=url),
        f"<author>{_element('name', words.byline)}</author>" if words.byline else "",
        *(_empty("category", term=tag) for tag in article.tags),
        _element("rights", words.rights) if words.rights else "",
        _element("summary", summary(entry)),
        "</entry>",
    ]
    return "".join(parts)


def _json_item(entry: Entry, printer: Printer) -> dict[str, object]:
    article, words = entry.card, entry.wording
    item: dict[str, object] = {
        "id": _identity(printer, entry.source),
        "url": printer.url_of(entry.source),
        "title": article.title,
        "content_text": summary(entry),
        "language": article.language,
        "tags": list(article.tags),
    }
    if article.published:
        item["date_published"] = _instant(article.published)
    if article.updated:
        item["date_modified"] = _instant(article.updated)
    if words.byline:
        item["authors"] = [{"name": words.byline}]
    if url := safe_url(words.url):
        item["external_url"] = url
    return item


def summary(entry: Entry) -> str:
    """Return the summary of *entry* as one paragraph; the headline where there is none."""
    return " ".join(entry.wording.summary) or entry.card.title


def all_feeds(library: Library, printer: Printer, kept: Container[str] = ()) -> Iterator[Feed]:
    """Yield every feed of the site, save those of the actors whose page is *kept*."""
    name = printer.site_name
    yield Feed("", name, "index.md", library.entries)
    for actor in library.actors:
        if actor.source in kept:
            continue
        folder = actor.source.removesuffix(".md")
        yield Feed(folder, f"{actor.name} – {name}", actor.source, actor.entries)
    for groups, source_of in ((library.tags, tag_source), (library.stories, story_source)):
        for title, entries in groups.items():
            source = source_of(title)
            yield Feed(source.removesuffix(".md"), f"{title} – {name}", source, entries)


def _element(name: str, text: str) -> str:
    words = escape(_NOT_XML.sub("", text))
    return f"<{name}>{words}</{name}>" if words else f"<{name} />"


def _empty(name: str, **attributes: str) -> str:
    written = "".join(f' {key}="{_attribute(value)}"' for key, value in attributes.items())
    return f"<{name}{written} />"


def _attribute(value: str) -> str:
    return escape(_NOT_XML.sub("", value), _ATTRIBUTE_ENTITIES)


def _identity(printer: Printer, place: str) -> str:
    """Return an address that never changes, or a name made of *place* without ``site_url``."""
    if printer.site_url:
        return printer.url_of(place) if place.endswith(".md") else printer.absolute(place)
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{printer.site_name}/{place}").urn


def _instant(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
