"""Where TIMEX3 values lie on the calendar."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from briefgen.model import Status
from briefgen.site.entry import Entry
from briefgen.site.library import gather
from briefgen.site.moment import is_over
from briefgen.site.pages.archive import home_sheet
from briefgen.site.pages.timeline import timeline_sheets
from tests.site.shelf import demo

DAY = dt.date(2026, 8, 15)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-08-14", True),
        ("2026-08-14T20:00", True),
        ("2026-08-15", False),
        ("2026-W32", True),
        ("2026-W33", False),
        ("2026-07", True),
        ("2026-08", False),
        ("2026-Q2", True),
        ("2026-Q3", False),
        ("2026-SU", False),
        ("2026-H1", True),
        ("2026-H2", False),
        ("2025", True),
        ("2026", False),
        ("201", True),
        ("202", False),
        ("19", True),
        ("20", False),
        ("2026-07-01/2026-08-14", True),
        ("2026-07-01/2026-08-15", False),
        ("FUTURE_REF", False),
    ],
)
def test_what_a_value_covers_is_over_or_not(value: str, expected: bool) -> None:
    assert is_over(value, DAY) is expected


def test_the_front_page_announces_nothing_that_is_over() -> None:
    shelf = gather(Entry(briefing, f"briefings/{briefing.article.id}.md") for briefing in demo())
    newest = shelf.entries[0].article.published
    assert newest is not None
    soon = replace(shelf.chronicle.events[-1].event, status=Status.PLANNED)
    days = (newest - dt.timedelta(days=1), newest, newest + dt.timedelta(days=1))
    events = [replace(soon, timex=replace(soon.timex, value=f"{day:%Y-%m-%d}")) for day in days]
    first = replace(shelf.entries[0].briefing, timeline=tuple(events))
    shelf = gather([Entry(first, "briefings/newest.md")])
    shown = home_sheet(shelf, "The Record").context["planned"]
    assert [event.event.timex.value for event in shown] == [f"{day:%Y-%m-%d}" for day in days[1:]]


def test_the_timeline_opens_with_the_last_events_of_all_years() -> None:
    shelf = gather(Entry(briefing, f"briefings/{briefing.article.id}.md") for briefing in demo())
    overview = next(timeline_sheets(shelf, str))
    latest: Any = overview.context["latest"]
    events = [event for _, of_year in latest for event in of_year]
    assert events == list(reversed(shelf.chronicle.events[-12:]))
    assert [year for year, _ in latest] == sorted({e.moment.year for e in events if e.moment})[::-1]
