"""Every file beside the pages, read as its consumers read it: the same words come out."""

import csv
import html
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import markdown

from briefgen.model import Briefing, Status
from briefgen.render import read_briefing
from tests.trust.markup import HOST, folded, parse

ATOM = "{http://www.w3.org/2005/Atom}"
NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
INERT = re.compile(r"""(?:^|(?<=[;"'\s]))'""")  # what stands before a formula and does no harm
BLANKS = '" \u00a0'
FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")


def damages(site: Path, briefings: list[Briefing]) -> Iterator[str]:
    """Yield where a file of *site* says other words than *briefings* do, or what harms."""
    for briefing in briefings:
        folder = site / f"briefings/{briefing.article.published:%Y/%m}/{briefing.article.id}"
        for name, check in BESIDE.items():
            yield from _named(folder / name, check(folder / name, briefing))
    by_id = {briefing.article.id: briefing for briefing in briefings}
    for path in [*site.rglob("feed.xml"), *site.rglob("feed.json")]:
        read = _atom if path.suffix == ".xml" else _json_feed
        yield from _named(path, read(path, by_id))
    yield from _named(site / "data/quotes.csv", _quotes(site / "data/quotes.csv", by_id))
    yield from _named(site / "data/events.csv", _events(site / "data/events.csv", by_id))
    yield from _named(site / "calendar.ics", _calendar(site / "calendar.ics", briefings))
    yield from _named(site / "llms.txt", _llms(site / "llms.txt", briefings))
    ET.parse(site / "sitemap.xml")


def _named(path: Path, wrong: Iterator[str]) -> Iterator[str]:
    return (f"{path}: {what}" for what in wrong)


def _json_ld(path: Path, briefing: Briefing) -> Iterator[str]:
    (element,) = parse(path).css("script[type='application/ld+json']")
    data = json.loads(element.text())
    words = briefing.article.title
    said = [part["text"] for part in data["hasPart"] if part["@type"] == "Quotation"]
    happened = [part["name"] for part in data["hasPart"] if part["@type"] == "Event"]
    got = [data["headline"], data["author"]["name"], data["publisher"]["name"], *data["keywords"]]
    got += [actor["name"] for actor in data["about"]] + said + happened
    yield from (f"{text!r}" for text in got if text != words)
    if not data.get("isBasedOn", "https:").startswith(("http:", "https:")):
        yield data["isBasedOn"]


def _record(path: Path, briefing: Briefing) -> Iterator[str]:
    data = json.loads(path.read_text("utf-8"))
    for got, wanted in (
        (data["title"], briefing.article.title),
        (data["text"], briefing.article.text),
    ):
        if got != wanted:
            yield f"{got!r}"


def _markdown(path: Path, briefing: Briefing) -> Iterator[str]:
    if read_briefing(path.read_bytes().decode("utf-8")) != briefing:
        yield "another briefing"


def _timelinejs(path: Path, briefing: Briefing) -> Iterator[str]:
    """TimelineJS prints what it reads as HTML."""
    data = json.loads(path.read_text("utf-8"))
    slides = [slide["text"] for slide in data["events"]]
    for text in [data["title"]["text"]["headline"], *(slide["headline"] for slide in slides)]:
        if "<" in text or html.unescape(text) != briefing.article.title:
            yield text
    for slide in slides:
        tree = parse(slide["text"])
        if {node.tag for node in tree.css("*")} - {"html", "head", "body", "p", "a"}:
            yield slide["text"]
        if not all((a.attributes["href"] or "").startswith(HOST) for a in tree.css("a")):
            yield slide["text"]


def _bibtex(path: Path, _: Briefing) -> Iterator[str]:
    text = path.read_text("utf-8")
    fields = text.count("\n  ")
    depth = 0
    for before, character in zip(" " + text, text, strict=False):
        depth += {"{": 1, "}": -1}.get(character, 0) if before != "\\" else 0
    lines = text.rstrip("\n").split("\n")
    if depth or len(lines) != fields + 2 or not re.match(r"@article\{[a-z0-9-]+,$", lines[0]):
        yield text


def _csl(path: Path, briefing: Briefing) -> Iterator[str]:
    (item,) = json.loads(path.read_text("utf-8"))
    if item["title"] != briefing.article.title:
        yield item["title"]
    if not item["URL"].startswith(("http://", "https://")):
        yield item["URL"]


BESIDE = {
    "index.html": _json_ld,
    "briefing.json": _record,
    "briefing.md": _markdown,
    "timeline.json": _timelinejs,
    "citation.bib": _bibtex,
    "citation.json": _csl,
}


def _atom(path: Path, by_id: dict[str, Briefing]) -> Iterator[str]:
    for entry in ET.parse(path).getroot().iter(f"{ATOM}entry"):
        (link,) = [e.get("href", "") for e in entry.iter(f"{ATOM}link")]
        words = by_id[link.rstrip("/").rsplit("/", 1)[-1]].article.title
        got = [
            entry.findtext(f"{ATOM}{name}") or "" for name in ("title", "rights", "author/{0}name")
        ]
        got[2] = entry.findtext(f"{ATOM}author/{ATOM}name") or ""
        got += [element.get("term", "") for element in entry.iter(f"{ATOM}category")]
        yield from (f"{text!r}" for text in got if folded(text) != folded(NOT_XML.sub("", words)))
        if not link.startswith(HOST):
            yield link


def _json_feed(path: Path, by_id: dict[str, Briefing]) -> Iterator[str]:
    for item in json.loads(path.read_text("utf-8"))["items"]:
        words = by_id[item["url"].rstrip("/").rsplit("/", 1)[-1]].article.title
        got = [item["title"], *item["tags"], *(author["name"] for author in item["authors"])]
        yield from (f"{text!r}" for text in got if text != words)
        if not item.get("external_url", "https:").startswith(("http:", "https:")):
            yield item["external_url"]


def _quotes(path: Path, by_id: dict[str, Briefing]) -> Iterator[str]:
    yield from _table(path, by_id, ("article", "speaker", "quote"))


def _events(path: Path, by_id: dict[str, Briefing]) -> Iterator[str]:
    yield from _table(path, by_id, ("event", "words", "article"))


def _table(path: Path, by_id: dict[str, Briefing], columns: tuple[str, ...]) -> Iterator[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    if len(rows) != len(by_id):
        yield f"{len(rows)} rows"
    for row in rows:
        words = by_id[row["url"].split("#")[0].rstrip("/").rsplit("/", 1)[-1]].article.title
        for column in columns:
            if INERT.sub("", row[column]) != INERT.sub("", words):
                yield f"{column}: {row[column]!r}"
        yield from (f"formula {cell!r}" for cell in row.values() if FORMULA.match(cell))
        parts = (part for cell in row.values() for part in re.split(r"[;\t\r\n]", cell)[1:])
        yield from (f"formula {part!r}" for part in parts if FORMULA.match(part.lstrip(BLANKS)))


def _calendar(path: Path, briefings: list[Briefing]) -> Iterator[str]:
    raw = path.read_bytes()
    if any(len(line) > 75 for line in raw.split(b"\r\n")):
        yield "a line of more than 75 octets"
    lines = raw.decode("utf-8").replace("\r\n ", "").split("\r\n")
    if names := {line.split(":")[0].split(";")[0] for line in lines if line} - PROPERTIES:
        yield f"lines {names}"
    planned = [b.article.title for b in briefings if b.timeline[0].status is Status.PLANNED]
    got = [_plain(line.removeprefix("SUMMARY:")) for line in lines if line.startswith("SUMMARY:")]
    wanted = sorted(folded(re.sub(r"[\x00-\x1f\x7f]", " ", words)) for words in planned)
    if sorted(got) != wanted:
        yield f"{set(got) ^ set(wanted)}"


PROPERTIES = {"BEGIN", "END", "VERSION", "PRODID", "X-WR-CALNAME", "UID", "DTSTAMP", "DTSTART"}
PROPERTIES |= {"SUMMARY", "DESCRIPTION", "URL", "TRANSP"}


def _plain(text: str) -> str:
    return re.sub(r"\\([\\;,])", r"\1", text)


def _llms(path: Path, briefings: list[Briefing]) -> Iterator[str]:
    """The list is Markdown: a line an item, with one link that is ours."""
    items = path.read_text("utf-8").split("## Briefings\n\n")[1].splitlines()
    if len(items) != min(200, len(briefings)):
        yield f"{len(items)} lines"
    titles = {folded(briefing.article.title) for briefing in briefings}
    for item in items:
        list_item = parse(markdown.markdown(item))
        links = list_item.css("a")
        if {node.tag for node in list_item.css("*")} - {"html", "head", "body", "ul", "li", "a"}:
            yield item
        if [folded(link.text()) in titles for link in links] != [True]:
            yield item
        if not all((link.attributes["href"] or "").startswith(HOST) for link in links):
            yield item
