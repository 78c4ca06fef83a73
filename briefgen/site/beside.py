"""Everything that lies beside the pages: feeds, exports, data, what machines look for."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from briefgen.render import briefing_to_json, render
from briefgen.site.calendar_file import calendar_file
from briefgen.site.citations import bibtex, csl
from briefgen.site.feeds import FeedWriter, all_feeds
from briefgen.site.library import Entry, Library, events_of, in_time, story_source
from briefgen.site.notices import colours, llms, manifest, robots
from briefgen.site.printing import Printer
from briefgen.site.related import related
from briefgen.site.tables import events_table, quotes_table
from briefgen.site.timelinejs import timelinejs


@dataclass(frozen=True, slots=True)
class Beside:
    """A file that belongs to no one briefing."""

    name: str
    "site-relative path"
    basis: tuple[object, ...]
    "what the content is made from; empty when it is sooner made than compared"
    make: Callable[[], str]


def write_beside(
    library: Library,
    printer: Printer,
    site: Path,
    put: Callable[[str, str, str | None], None],
    keep: Callable[[str, tuple[object, ...]], bool],
    kept: Container[str],
) -> None:
    """*Put* the files that are no pages; one that MkDocs has copied into *site* stays.

    Not made are the exports of the briefings *kept*, by source, and the files that *keep*
    finds made from the same basis before.
    """
    for entry in library.entries:
        if entry.source not in kept:
            for name, content in exports(entry, printer):
                put(name, content, entry.source)
    write_files(files_beside(library, printer), site, put, keep)


def write_files(
    files: Iterable[Beside],
    site: Path,
    put: Callable[[str, str, str | None], None],
    keep: Callable[[str, tuple[object, ...]], bool],
) -> None:
    """*Put* those of *files* that *keep* does not find made before; see `write_beside`."""
    for file in files:
        if (site / file.name).exists():
            continue  # the author's own robots.txt, say
        if not file.basis:
            put(file.name, file.make(), None)
        elif not keep(file.name, file.basis):
            put(file.name, file.make(), file.name)


def files_beside(library: Library, printer: Printer) -> Iterator[Beside]:
    """Yield every file that belongs to no one briefing."""
    yield Beside("robots.txt", (), partial(robots, printer))
    if sheet := colours(printer):
        yield Beside("css/colours.css", (), partial(str, sheet))
    if printer.options.offline:
        yield Beside("site.webmanifest", (), partial(manifest, printer))
    if not printer.options.newsroom:
        return
    for name, content in related(library, printer):
        yield Beside(name, (), partial(str, content))
    yield from _feeds(library, printer)
    yield Beside("calendar.ics", (), partial(calendar_file, library.planned, printer))
    yield Beside("data/quotes.csv", (), partial(quotes_table, library, printer))
    yield Beside("data/events.csv", (), partial(events_table, library, printer))
    yield from _timelines(library, printer)
    yield Beside("llms.txt", (), partial(llms, library, printer))


def files_across(library: Library, printer: Printer, parts: Sequence[str]) -> Iterator[Beside]:
    """Yield the files beside the pages of the site of all years, whose folders are *parts*."""
    yield Beside("robots.txt", (), partial(robots, printer, parts))
    if sheet := colours(printer):
        yield Beside("css/colours.css", (), partial(str, sheet))
    if printer.options.offline:
        yield Beside("site.webmanifest", (), partial(manifest, printer))
    yield from (file for file in _feeds(library, printer) if "/" not in file.name)
    yield Beside("calendar.ics", (), partial(calendar_file, library.planned, printer))


def _feeds(library: Library, printer: Printer) -> Iterator[Beside]:
    writer = FeedWriter(printer)
    for feed in all_feeds(library, printer):
        prefix = f"{feed.folder}/" if feed.folder else ""
        for name, write in (("feed.xml", writer.atom), ("feed.json", writer.json)):
            path = f"{prefix}{name}"
            yield Beside(path, (feed,), partial(write, feed, path))


def _timelines(library: Library, printer: Printer) -> Iterator[Beside]:
    """Yield the timelines of actors and stories for TimelineJS."""
    for actor in library.actors:
        events = sorted((e for e in actor.events if e.moment), key=in_time)
        path = f"{actor.source.removesuffix('.md')}/timeline.json"
        make = partial(timelinejs, actor.name, events, printer)
        yield Beside(path, (actor.name, events), make)
    for story, entries in library.stories.items():
        events = sorted((e for x in entries for e in events_of(x) if e.event.key), key=in_time)
        path = f"{story_source(story).removesuffix('.md')}/timeline.json"
        yield Beside(path, (story, events), partial(timelinejs, story, events, printer))


def exports(entry: Entry, printer: Printer) -> Iterator[tuple[str, str]]:
    """Yield the site-relative path and content of the files below a briefing's page."""
    events = [event for event in events_of(entry) if event.event.key]
    yield f"{entry.folder}/briefing.md", _markdown(entry)
    record = json.dumps(briefing_to_json(entry.briefing), ensure_ascii=False)
    yield f"{entry.folder}/briefing.json", f"{record}\n"
    yield f"{entry.folder}/timeline.json", timelinejs(entry.article.title, events, printer)
    yield f"{entry.folder}/citation.bib", bibtex(entry, printer)
    yield f"{entry.folder}/citation.json", csl(entry, printer)


def _markdown(entry: Entry) -> str:
    """Return the briefing file itself; making it again takes 100 times as long as reading it."""
    return entry.path.read_bytes().decode("utf-8") if entry.path else render(entry.briefing)
