"""Everything that lies beside the pages: feeds, exports, data, what machines look for."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from briefgen.build.fast_json import json_file
from briefgen.build.mirror import walk
from briefgen.render import briefing_to_json, render
from briefgen.site.basis import Whole
from briefgen.site.calendar_file import calendar_end, calendar_event, calendar_head
from briefgen.site.chronicle import in_time
from briefgen.site.citations import bibtex, csl
from briefgen.site.entry import Entry, EventAt
from briefgen.site.feeds import FeedWriter, all_feeds
from briefgen.site.library import Dossier, Library, story_source
from briefgen.site.notices import LISTED, colours, llms, manifest, robots
from briefgen.site.pages.actors import latest
from briefgen.site.printing import Printer
from briefgen.site.publication import Content
from briefgen.site.related import related
from briefgen.site.tables import events_head, events_rows, quotes_head, quotes_rows
from briefgen.site.timelinejs import timelinejs


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text made of a piece for each of many briefings or events."""

    head: Callable[[], str]
    "makes what comes before them"
    items: Sequence[Entry] | Sequence[EventAt]
    make: Callable[[Any], str]
    "makes the piece of an item"
    end: Callable[[], str] = str
    "makes what comes after them"

    def __len__(self) -> int:
        return len(self.items) + 2

    def __getitem__(self, place: int) -> str:
        """Make the piece at *place*."""
        if place == 0:
            return self.head()
        return self.make(self.items[place - 1]) if place <= len(self.items) else self.end()

    def whole(self) -> str:
        """Make all of them."""
        return "".join(self[place] for place in range(len(self)))


@dataclass(frozen=True, slots=True)
class Beside:
    """A file that belongs to no one briefing."""

    name: str
    "site-relative path"
    basis: tuple[object, ...]
    "what the content is made from; empty when it is sooner made than compared"
    make: Callable[[], str | bytes]
    pieces: Pieces | None = None
    "where the content is made of them"
    page: str = ""
    "source of a page that is made from all that this file is made from"
    ties: tuple[str, ...] = ()
    "of briefings that it is made from besides"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the files go, and what is known of those that were made before."""

    site: Path
    "files that are there already are the author's and stay"
    put: Callable[[str, Content, str | None], None]
    keep: Callable[[str, tuple[object, ...]], bool]
    "told a part of the site and its basis"
    carry: Callable[[str, tuple[object, ...], tuple[str, ...]], bool]
    "told a part of the site, its basis, and the ties of briefings it is made from besides"
    pages: Mapping[str, bool]
    "sources of the generated pages, and whether each was kept as it was"
    put_joined: Callable[[str, Pieces], None]
    "told a file's name and its pieces"


def write_beside(library: Library, printer: Printer, shelf: Shelf) -> None:
    """Put the files that belong to no one briefing onto *shelf*, as far as they are new."""
    kept = {source for source, is_kept in shelf.pages.items() if is_kept}
    write_files(files_beside(library, printer, kept), shelf)


def write_files(files: Iterable[Beside], shelf: Shelf) -> None:
    """Put those of *files* that were not made before onto *shelf*; see `write_beside`."""
    own = {name for name, _ in walk(str(shelf.site))}  # the author's own robots.txt, say
    for file in files:
        if file.name in own:
            continue
        kept = shelf.pages.get(file.page)
        if kept:
            continue
        if kept is not None:
            shelf.put(file.name, file.make, file.page)
        elif file.pieces:
            shelf.put_joined(file.name, file.pieces)
        elif not file.basis:
            shelf.put(file.name, file.make, None)
        elif file.ties:
            if not shelf.carry(file.name, file.basis, file.ties):
                shelf.put(file.name, file.make, file.name)
        elif not shelf.keep(file.name, file.basis):
            shelf.put(file.name, file.make, file.name)


def files_beside(library: Library, printer: Printer, kept: Container[str] = ()) -> Iterator[Beside]:
    """Yield every file that belongs to no one briefing, save those of actors' pages *kept*."""
    yield from _signposts(printer)
    if not printer.options.newsroom:
        return
    for name, basis, ties, make in related(library, printer):
        yield Beside(name, basis, make, ties=ties)
    yield from _feeds(library, printer, kept)
    yield _calendar(library, printer)
    for name, head, rows in (
        ("data/quotes.csv", quotes_head, quotes_rows),
        ("data/events.csv", events_head, events_rows),
    ):
        yield _in_pieces(name, Pieces(head, library.entries, partial(rows, printer=printer)))
    yield from _timelines(library, printer, kept)
    yield Beside("llms.txt", (library.entries[:LISTED],), partial(llms, library, printer))


def files_across(library: Library, printer: Printer, parts: Sequence[str]) -> Iterator[Beside]:
    """Yield the files beside the pages of the site of all years, whose folders are *parts*."""
    yield from _signposts(printer, parts)
    yield from (file for file in _feeds(library, printer) if "/" not in file.name)
    yield _calendar(library, printer)


def _signposts(printer: Printer, parts: Sequence[str] = ()) -> Iterator[Beside]:
    yield Beside("robots.txt", (parts,), partial(robots, printer, parts))
    if sheet := colours(printer):
        yield Beside("css/colours.css", (sheet,), partial(str, sheet))
    if printer.options.offline:
        yield Beside("site.webmanifest", (None,), partial(manifest, printer))


def _calendar(library: Library, printer: Printer) -> Beside:
    head, event = partial(calendar_head, printer), partial(calendar_event, printer=printer)
    pieces = Pieces(head, library.chronicle.planned, event, calendar_end)
    return _in_pieces("calendar.ics", pieces)


def _in_pieces(name: str, pieces: Pieces) -> Beside:
    return Beside(name, (), pieces.whole, pieces)


def _feeds(library: Library, printer: Printer, kept: Container[str] = ()) -> Iterator[Beside]:
    writer = FeedWriter(printer)
    for feed in all_feeds(library, printer, kept):
        prefix, basis = f"{feed.folder}/" if feed.folder else "", feed.basis
        for name, write in (("feed.xml", writer.atom), ("feed.json", writer.json)):
            path = f"{prefix}{name}"
            page = feed.page if feed.page.startswith("actors/") else ""
            yield Beside(path, basis, partial(write, feed, path), page=page)


def _timelines(library: Library, printer: Printer, kept: Container[str]) -> Iterator[Beside]:
    """Yield the timelines of actors and stories for TimelineJS."""
    for actor in library.actors:
        if actor.source in kept:
            continue
        path = f"{actor.source.removesuffix('.md')}/timeline.json"
        make = partial(_actor_timeline, actor, printer)
        yield Beside(path, (Whole(actor),), make, page=actor.source)
    for story, entries in library.stories.items():
        events = sorted((e for x in entries for e in x.events if e.card.key), key=in_time)
        path = f"{story_source(story).removesuffix('.md')}/timeline.json"
        yield Beside(path, (story, events), partial(timelinejs, story, events, printer))


def _actor_timeline(actor: Dossier, printer: Printer) -> bytes:
    events = sorted((event for event in latest(actor).events if event.moment), key=in_time)
    return timelinejs(actor.name, events, printer)


def exports(entry: Entry, printer: Printer) -> Iterator[tuple[str, Callable[[], str | bytes]]]:
    """Yield the site-relative path of the files below a briefing's page, and what makes each."""
    yield f"{entry.folder}/briefing.md", partial(_markdown, entry)
    yield f"{entry.folder}/briefing.json", partial(_record, entry)
    yield f"{entry.folder}/timeline.json", partial(_timeline, entry, printer)
    yield f"{entry.folder}/citation.bib", partial(bibtex, entry, printer)
    yield f"{entry.folder}/citation.json", partial(csl, entry, printer)


def _record(entry: Entry) -> bytes:
    return json_file(briefing_to_json(entry.briefing))


def _timeline(entry: Entry, printer: Printer) -> bytes:
    events = [event for event in entry.events if event.card.key]
    return timelinejs(entry.article.title, events, printer)


def _markdown(entry: Entry) -> str | bytes:
    """Return the briefing file itself; making it again takes 100 times as long as reading it."""
    if not entry.path:
        return render(entry.briefing)
    with open(entry.path, "rb") as file:  # noqa: PTH123 - three times as fast
        return file.read()
