"""All dated events, a page a year, those still planned apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from briefgen.site.chronicle import Chronicle
from briefgen.site.entry import EventAt
from briefgen.site.library import Library
from briefgen.site.sheet import Sheet, paged

EVENTS_PER_PAGE = 80
_GLIMPSE = 12  # events on the overview, and as many planned ones


def timeline_sheets(library: Library, gettext: Callable[[str], str]) -> Iterator[Sheet]:
    """Yield the overview, the page of planned events, then the years."""
    events, planned, ahead, _ = library.chronicle
    years = {year: tuple(group) for year, group in groupby(events, key=_year)}
    counts = Counter({year: len(events) for year, events in years.items()})
    title = gettext("Timeline")
    yield Sheet(
        "timeline/index.md",
        title,
        "timeline.html",
        {
            "decades": _decades(counts),
            "most": max(counts.values(), default=1),
            "planned": ahead[:_GLIMPSE],
            "planned_total": len(planned),
            "latest": [
                (year, tuple(events))
                for year, events in groupby(reversed(events[-_GLIMPSE:]), key=_year)
            ],
        },
    )
    yield from _planned_sheets(library.chronicle, gettext("Planned events"))
    for year, events in years.items():
        neighbours = {
            "earlier": max((y for y in years if y < year), default=None),
            "later": min((y for y in years if y > year), default=None),
        }
        for part in paged(events, EVENTS_PER_PAGE, year_source(year), _name):
            context = {"year": year, "pages": part, "months": _months(part.items), **neighbours}
            basis = (part, *neighbours.values())
            yield Sheet(part.source, f"{title} {year}", "year.html", context, basis=basis)


def _planned_sheets(found: Chronicle, title: str) -> Iterator[Sheet]:
    """Yield pages of what is ahead, soonest first, then of what is over, latest first."""
    count = len(found.ahead)
    events = [*found.ahead, *reversed(found.over)]
    for part in paged(events, EVENTS_PER_PAGE, "timeline/planned.md", _name):
        cut = max(0, count - part.start)
        context = {"pages": part, "ahead": part.items[:cut], "over": part.items[cut:]}
        basis = (part, len(part.items[:cut]))
        yield Sheet(part.source, title, "planned.html", context, basis=basis)


def _name(event: EventAt) -> str:
    return f"{event.entry.source} {event.number}"


def year_source(year: int) -> str:
    """Return the path of a year's page."""
    return f"timeline/{year}.md"


def _year(event: EventAt) -> int:
    return event.moment.year if event.moment else 0


def _months(events: Sequence[EventAt]) -> list[tuple[int, list[EventAt]]]:
    """Group by month; 0 holds what is dated by the year alone."""
    month = lambda event: event.moment.month if event.moment else 0  # noqa: E731
    return [(number, list(group)) for number, group in groupby(events, key=month)]


def _decades(counts: Counter[int]) -> list[tuple[int, list[tuple[int, int]]]]:
    """Return decades, newest first, each with its years (newest first) and their counts."""
    years = sorted(counts.items(), reverse=True)
    return [
        (decade, list(group)) for decade, group in groupby(years, key=lambda y: y[0] // 10 * 10)
    ]
