"""Feeds written by hand: whatever a briefing says reads back as XML and JSON."""

import json
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from briefgen.model import Source
from briefgen.site.entry import Entry
from briefgen.site.feeds import Feed, FeedWriter
from briefgen.site.options import BriefgenOptions
from briefgen.site.press import Press
from briefgen.site.printing import Printer
from tests.site.shelf import demo

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def writer(site_url: str = "https://example.org/a&b/") -> FeedWriter:
    options = BriefgenOptions()  # type: ignore[no-untyped-call]
    options.load_dict({})
    options.validate()
    return FeedWriter(Printer(Press("en"), options, "The <Record> & more", site_url))


def odd() -> Entry:
    briefing = demo()[0]
    source = Source(path="odd.txt", sha256="0" * 64, byline='A "B" <C>', rights="D & E")
    article = replace(
        briefing.article, title='5 < 6 & "so"\x01 on', tags=('t"<&\n', "u"), source=source
    )
    return Entry(replace(briefing, article=article), "briefings/1969/07/odd.md")


@pytest.mark.parametrize("site_url", ["", "https://example.org/a&b/"])
def test_odd_words_read_back_from_atom(site_url: str) -> None:
    feed = Feed("tags/t", "A & <b>", "tags/t.md", [odd()])
    root = ET.fromstring(writer(site_url).atom(feed, "tags/t/feed.xml"))  # noqa: S314 - our own
    assert root.findtext("a:title", namespaces=ATOM) == "A & <b>"
    assert root.findtext("a:author/a:name", namespaces=ATOM) == "The <Record> & more"
    (entry,) = root.findall("a:entry", ATOM)
    assert entry.findtext("a:title", namespaces=ATOM) == '5 < 6 & "so" on'
    assert entry.findtext("a:author/a:name", namespaces=ATOM) == 'A "B" <C>'
    assert entry.findtext("a:rights", namespaces=ATOM) == "D & E"
    assert [c.get("term") for c in entry.findall("a:category", ATOM)] == ['t"<&\n', "u"]


def test_a_briefing_says_the_same_in_every_feed() -> None:
    one, other, write = (
        Feed("x", "X", "x.md", [odd()]),
        Feed("", "Y", "index.md", [odd()]),
        writer(),
    )
    items = [
        json.loads(write.json(feed, f"{feed.folder}/feed.json"))["items"] for feed in (one, other)
    ]
    assert items[0] == items[1]
    entries = [write.atom(feed, "feed.xml").partition("<entry")[2] for feed in (one, other)]
    assert entries[0] == entries[1] != ""
