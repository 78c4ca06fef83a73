"""All dated events, a page a year, those still planned apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from briefgen.site.library import EventAt, Library
from briefgen.site.sheet import Sheet, paged

EVENTS_PER_PAGE = 80
_GLIMPSE = 12  # events on the overview, and as many planned ones


def timeline_sheets(library: Library, gettext: Callable[[str], str]) -> Iterator[Sheet]:
    """Yield the overview, the page of planned events, then the years."""
    years = {year: tuple(group) for year, group in groupby(library.events, key=_year)}
    counts = Counter({year: len(events) for year, events in years.items()})
    title = gettext("Timeline")
    ahead = library.ahead
    yield Sheet(
        "timeline/index.md",
        title,
        "timeline.html",
        {
            "decades": _decades(counts),
            "most": max(counts.values(), default=1),
            "planned": ahead[:_GLIMPSE],
            "planned_total": len(library.planned),
            "latest": [
                (year, tuple(events))
                for year, events in groupby(reversed(library.events[-_GLIMPSE:]), key=_year)
            ],
        },
    )
    yield from _planned_sheets(ahead, library.planned, gettext("Planned events"))
    for year, events in years.items():
        neighbours = {
            "earlier": max((y for y in years if y < year), default=None),
            "later": min((y for y in years if y > year), default=None),
        }
        for part in paged(events, EVENTS_PER_PAGE, year_source(year)):
            context = {"year": year, "pages": part, "months": _months(part.items), **neighbours}
            basis = (part, *neighbours.values())
            yield Sheet(part.source, f"{title} {year}", "year.html", context, basis=basis)


def _planned_sheets(
    ahead: Sequence[EventAt], planned: Sequence[EventAt], title: str
) -> Iterator[Sheet]:
    """Yield pages of what is *ahead*, soonest first, then of what is over, latest first."""
    still = {_place(event) for event in ahead}
    over = [event for event in reversed(planned) if _place(event) not in still]
    for part in paged([*ahead, *over], EVENTS_PER_PAGE, "timeline/planned.md"):
        context = {
            "pages": part,
            "ahead": [event for event in part.items if _place(event) in still],
            "over": [event for event in part.items if _place(event) not in still],
        }
        basis = (part, len(still))
        yield Sheet(part.source, title, "planned.html", context, basis=basis)


def _place(event: EventAt) -> tuple[str, int]:
    return (event.entry.source, event.number)


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
