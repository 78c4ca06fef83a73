"""The briefings by year and month, by tag, by language, by story; and the latest for the home."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from briefgen.site.chronicle import in_time
from briefgen.site.entry import Entry, QuoteAt
from briefgen.site.library import Library, language_source, story_source, tag_source
from briefgen.site.press import language_name
from briefgen.site.sheet import Sheet, paged

ENTRIES_PER_PAGE = 60
HOME_ENTRIES = 16
HOME_QUOTES = 3
HOME_PLANNED = 5
HOME_ACTORS = 12
STORY_EVENTS = 200


def home_sheet(library: Library, title: str) -> Sheet:
    """Return the front page: the latest by day, and ways into the rest."""
    latest = library.entries[:HOME_ENTRIES]
    busy = sorted(library.actors, key=lambda actor: -len(actor.entries))  # else by name, as before
    voices: dict[str, QuoteAt] = {}
    for quote in library.quotes:
        if quote.is_direct and quote.speaker:
            voices.setdefault(quote.entry.source, quote)  # one a briefing, for variety
        if len(voices) == HOME_QUOTES:
            break
    return Sheet(
        "index.md",
        title,
        "home.html",
        {
            "lead": latest[0] if latest else None,
            "days": [(day, list(group)) for day, group in groupby(latest[1:], key=_day)],
            "more": len(library.entries) > HOME_ENTRIES,
            "planned": library.chronicle.ahead[:HOME_PLANNED],
            "actors": busy[:HOME_ACTORS],
            "quotes": list(voices.values()),
            "counts": {
                "briefings": len(library.entries),
                "actors": len(library.actors),
                "quotes": library.quote_count,
                "events": len(library.chronicle.events),
            },
        },
        feeds=("feed.xml", "feed.json"),
    )


def archive_sheets(library: Library, gettext: Callable[[str], str]) -> Iterator[Sheet]:
    """Yield the years, then each year with its calendar."""
    years = [(year, list(group)) for year, group in groupby(library.entries, key=_year)]
    title = gettext("Archive")
    yield Sheet(
        "archive/index.md",
        title,
        "archive.html",
        {
            "years": [(year, _by_month(entries)) for year, entries in years if year],
            "undated": [entry for year, entries in years if not year for entry in entries],
            "latest": library.entries[:ENTRIES_PER_PAGE],
            "languages": {language: len(of) for language, of in library.languages.items()},
        },
    )
    for year, entries in years:
        if not year:
            continue
        for part in paged(entries, ENTRIES_PER_PAGE, f"archive/{year}.md", attrgetter("source")):
            months = [(m, list(g)) for m, g in groupby(part.items, key=_month)]
            neighbours = {
                "earlier": max((y for y, _ in years if y and y < year), default=None),
                "later": min((y for y, _ in years if y > year), default=None),
            }
            context = {
                "year": year,
                "pages": part,
                "months": [(m, month_grid(year, m, of), of) for m, of in months],
                **neighbours,
            }
            basis = (part, *neighbours.values())
            yield Sheet(part.source, f"{title} {year}", "archive_year.html", context, basis=basis)


def tag_sheets(library: Library, gettext: Callable[[str], str]) -> Iterator[Sheet]:
    """Yield the tags with their counts, then each tag's briefings."""
    counts = {tag: len(entries) for tag, entries in library.tags.items()}
    yield Sheet("tags/index.md", gettext("Tags"), "tags.html", {"tags": counts})
    for tag, entries in library.tags.items():
        feed = f"{tag_source(tag).removesuffix('.md')}/feed.xml"
        trail = [("tags/index.md", gettext("Tags"))]
        yield from _lists(tag, entries, tag_source(tag), trail, (feed,))


def language_sheets(library: Library, gettext: Callable[[str], str], ui: str) -> Iterator[Sheet]:
    """Yield the languages, then each one's briefings."""
    counts = {code: len(entries) for code, entries in library.languages.items()}
    title = gettext("Languages")
    yield Sheet("languages/index.md", title, "languages.html", {"languages": counts})
    for code, entries in library.languages.items():
        name = language_name(code, ui)
        trail = [("languages/index.md", title)]
        yield from _lists(name, entries, language_source(code), trail)


def story_sheets(library: Library, gettext: Callable[[str], str]) -> Iterator[Sheet]:
    """Yield the stories, then each one merged: one timeline, all quotes, all actors."""
    stories = [(name, story_source(name), of) for name, of in library.stories.items()]
    yield Sheet("stories/index.md", gettext("Stories"), "stories.html", {"stories": stories})
    for name, source, entries in stories:
        yield Sheet(
            source,
            name,
            "story.html",
            story_context(entries, library),
            feeds=(f"{source.removesuffix('.md')}/feed.xml",),
        )


def story_context(entries: Sequence[Entry], library: Library) -> Mapping[str, object]:
    """Return what the page of a story prints."""
    events = [e for entry in entries for e in entry.events if e.card.key and e.moment]
    shared = Counter(actor for entry in entries for actor in entry.having)
    ranked = sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))
    quotes = [quote for entry in reversed(entries) for quote in entry.quotes]
    speakers: dict[str | None, list[object]] = {}
    for quote in quotes:
        speakers.setdefault(quote.speaker, []).append(quote)
    return {
        "entries": entries,
        "name": entries[0].card.story,
        "events": sorted(events, key=in_time)[:STORY_EVENTS],
        "actors": [(library.dossiers[actor], count) for actor, count in ranked],
        "speakers": list(speakers.items()),
        "quote_total": len(quotes),
    }


def month_grid(year: int, month: int, entries: Sequence[Entry]) -> list[list[tuple[int, int]]]:
    """Return the weeks of a month from Monday on: (day or 0, briefings of that day)."""
    counts = Counter(e.card.published.day for e in entries if e.card.published)
    return [[(day, counts[day]) for day in week] for week in calendar.monthcalendar(year, month)]


def _lists(
    title: str,
    entries: Sequence[Entry],
    source: str,
    trail: Sequence[tuple[str, str]],
    feeds: tuple[str, ...] = (),
) -> Iterator[Sheet]:
    for part in paged(entries, ENTRIES_PER_PAGE, source, attrgetter("source")):
        if part.number == 1:
            context = {"pages": part, "trail": trail, "heading": title, "total": len(entries)}
        else:
            context = {"pages": part, "trail": [*trail, (source, title)], "heading": title}
        yield Sheet(part.source, title, "list.html", context, feeds=feeds)


def _day(entry: Entry) -> dt.date | None:
    return entry.card.published


def _year(entry: Entry) -> int:
    return entry.card.published.year if entry.card.published else 0


def _month(entry: Entry) -> int:
    return entry.card.published.month if entry.card.published else 0


def _by_month(entries: Sequence[Entry]) -> list[int]:
    """Return the number of briefings of each month, January first."""
    counts = Counter(_month(entry) for entry in entries)
    return [counts[month] for month in range(1, 13)]
