"""Atom and JSON feeds: of everything, of an actor, of a tag, of a story."""

from __future__ import annotations

import datetime as dt
import json
import re
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.site.library import Entry, Library, story_source, tag_source
from briefgen.site.printing import Printer
from briefgen.site.sanitise import safe_url

ENTRIES_PER_FEED = 30
_ATOM = "http://www.w3.org/2005/Atom"
_EPOCH = dt.date(1970, 1, 1)  # stands for "no date", which Atom does not allow
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed to write: its folder ("" for the whole site), its title, its page, its entries."""

    folder: str
    title: str
    page: str
    "source of the page it follows"
    entries: Sequence[Entry]


def atom(feed: Feed, path: str, printer: Printer) -> str:
    """Return *feed*, to lie at *path*, as Atom (RFC 4287)."""
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed")
    root.set("{http://www.w3.org/XML/1998/namespace}lang", printer.press.language)
    _add(root, "title", feed.title)
    _add(root, "id", _identity(printer, path))
    _add(root, "updated", _instant(max((_changed(e) for e in feed.entries), default=_EPOCH)))
    _add(root, "link", rel="self", type="application/atom+xml", href=printer.absolute(path))
    _add(root, "link", rel="alternate", type="text/html", href=printer.url_of(feed.page))
    _add(_add(root, "author"), "name", printer.site_name)
    for entry in feed.entries[:ENTRIES_PER_FEED]:
        article = entry.article
        item = _add(root, "entry")
        item.set("{http://www.w3.org/XML/1998/namespace}lang", article.language)
        _add(item, "title", article.title)
        _add(item, "id", _identity(printer, entry.source))
        _add(item, "updated", _instant(_changed(entry)))
        if article.published:
            _add(item, "published", _instant(article.published))
        _add(item, "link", rel="alternate", type="text/html", href=printer.url_of(entry.source))
        if article.source.byline:
            _add(_add(item, "author"), "name", article.source.byline)
        for tag in article.tags:
            _add(item, "category", term=tag)
        if article.source.rights:
            _add(item, "rights", article.source.rights)
        _add(item, "summary", summary(entry))
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def json_feed(feed: Feed, path: str, printer: Printer) -> str:
    """Return *feed*, to lie at *path*, as JSON Feed 1.1."""
    items = []
    for entry in feed.entries[:ENTRIES_PER_FEED]:
        article = entry.article
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
        if article.source.byline:
            item["authors"] = [{"name": article.source.byline}]
        if url := safe_url(article.source.url):
            item["external_url"] = url
        items.append(item)
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": printer.url_of(feed.page),
        "feed_url": printer.absolute(path),
        "language": printer.press.language,
        "items": items,
    }
    return json.dumps(whole, ensure_ascii=False) + "\n"


def summary(entry: Entry) -> str:
    """Return the summary of *entry* as one paragraph; the headline where there is none."""
    text = entry.article.text
    return " ".join(span.of(text) for span in entry.briefing.summary) or entry.article.title


def all_feeds(library: Library, printer: Printer) -> Iterator[Feed]:
    """Yield every feed of the site."""
    name = printer.site_name
    yield Feed("", name, "index.md", library.entries)
    for actor in library.actors:
        folder = actor.source.removesuffix(".md")
        yield Feed(folder, f"{actor.name} – {name}", actor.source, actor.entries)
    for groups, source_of in ((library.tags, tag_source), (library.stories, story_source)):
        for title, entries in groups.items():
            source = source_of(title)
            yield Feed(source.removesuffix(".md"), f"{title} – {name}", source, entries)


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    clean = {key: _NOT_XML.sub("", value) for key, value in attributes.items()}
    element = ET.SubElement(parent, f"{{{_ATOM}}}{name}", clean)
    if text:
        element.text = _NOT_XML.sub("", text)
    return element


def _identity(printer: Printer, place: str) -> str:
    """Return an address that never changes, or a name made of *place* without ``site_url``."""
    if printer.site_url:
        return printer.url_of(place) if place.endswith(".md") else printer.absolute(place)
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{printer.site_name}/{place}").urn


def _changed(entry: Entry) -> dt.date:
    return entry.article.updated or entry.article.published or _EPOCH


def _instant(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
