"""Everything that lies beside the pages: feeds, exports, data, what machines look for."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterator
from pathlib import Path

from briefgen.render import briefing_to_json, render
from briefgen.site.calendar_file import calendar_file
from briefgen.site.citations import bibtex, csl
from briefgen.site.feeds import feeds
from briefgen.site.library import Entry, Library, events_of, in_time, story_source
from briefgen.site.notices import colours, llms, manifest, robots
from briefgen.site.printing import Printer
from briefgen.site.related import related
from briefgen.site.tables import events_table, quotes_table
from briefgen.site.timelinejs import timelinejs


def write_beside(
    library: Library,
    printer: Printer,
    site: Path,
    put: Callable[[str, str, str | None], None],
    kept: Container[str],
) -> None:
    """*Put* the files that are no pages; one that MkDocs has copied into *site* stays.

    The exports of the briefings *kept*, by source, are there already.
    """
    for entry in library.entries:
        if entry.source not in kept:
            for name, content in exports(entry, printer):
                put(name, content, entry.source)
    for name, content in files_beside(library, printer):
        if not (site / name).exists():  # the author's own robots.txt, say
            put(name, content, None)


def files_beside(library: Library, printer: Printer) -> Iterator[tuple[str, str]]:
    """Yield the site-relative path and content of every file that belongs to no one briefing."""
    yield from related(library, printer)
    yield from feeds(library, printer)
    yield "calendar.ics", calendar_file(library.planned, printer)
    yield "data/quotes.csv", quotes_table(library, printer)
    yield "data/events.csv", events_table(library, printer)
    for actor in library.actors:
        events = sorted((e for e in actor.events if e.moment), key=in_time)
        path = f"{actor.source.removesuffix('.md')}/timeline.json"
        yield path, timelinejs(actor.name, events, printer)
    for story, entries in library.stories.items():
        events = sorted((e for x in entries for e in events_of(x) if e.event.key), key=in_time)
        path = f"{story_source(story).removesuffix('.md')}/timeline.json"
        yield path, timelinejs(story, events, printer)
    yield "robots.txt", robots(printer)
    yield "llms.txt", llms(library, printer)
    if sheet := colours(printer):
        yield "css/colours.css", sheet
    if printer.options.offline:
        yield "site.webmanifest", manifest(printer)


def exports(entry: Entry, printer: Printer) -> Iterator[tuple[str, str]]:
    """Yield the site-relative path and content of the files below a briefing's page."""
    events = [event for event in events_of(entry) if event.event.key]
    yield f"{entry.folder}/briefing.md", _markdown(entry)
    record = json.dumps(briefing_to_json(entry.briefing), ensure_ascii=False, indent=1)
    yield f"{entry.folder}/briefing.json", f"{record}\n"
    yield f"{entry.folder}/timeline.json", timelinejs(entry.article.title, events, printer)
    yield f"{entry.folder}/citation.bib", bibtex(entry, printer)
    yield f"{entry.folder}/citation.json", csl(entry, printer)


def _markdown(entry: Entry) -> str:
    """Return the briefing file itself; making it again takes 100 times as long as reading it."""
    return entry.path.read_bytes().decode("utf-8") if entry.path else render(entry.briefing)
