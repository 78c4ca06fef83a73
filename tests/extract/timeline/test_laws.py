"""What holds for every text and every day of publication."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.extract.timeline import calendar, find_events, find_timexes
from briefgen.extract.timeline.rules import load_rules
from briefgen.model import Status, TimexType
from tests.extract.timeline.plain import plain_document

days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)) | st.sampled_from(
    [dt.date(2000, 2, 29), dt.date(2012, 2, 29), dt.date(1999, 12, 31), dt.date(2000, 1, 1)]
)
LAW = settings(deadline=None)  # the first movable feast imports its calendars
PERIOD = re.compile(r"P(?:T\d+H\d+M|T?(?:\d+(?:\.\d+)?|X)(?:DE|CE|WE|[SMHDWYQ]))$")


def texts(language: str) -> list[str]:
    rules = load_rules(language)
    assert rules is not None
    return [example.text.replace("[", "").replace("]", "") for example in rules.examples]


passages = st.sampled_from(["fr", "en"]).flatmap(
    lambda language: st.tuples(
        st.just(language),
        st.lists(st.sampled_from(texts(language)), min_size=1, max_size=6).map(", ".join),
    )
)


@LAW
@given(passages, days)
def test_values_parse_and_ranges_are_ordered(passage: tuple[str, str], published: dt.date) -> None:
    language, text = passage
    for timex in find_timexes(plain_document(text, language), published):
        if timex.type in (TimexType.DATE, TimexType.TIME):
            assert calendar.is_valid(timex.value), timex.span.of(text)
        else:
            assert PERIOD.match(timex.value), timex.span.of(text)


@LAW
@given(passages, st.none() | days)
def test_expressions_lie_in_order_in_the_text(
    passage: tuple[str, str], published: dt.date | None
) -> None:
    language, text = passage
    found = find_timexes(plain_document(text, language), published)
    ends = [0, *(timex.span.end for timex in found)]
    assert all(end <= timex.span.start for end, timex in zip(ends, found, strict=False))
    assert all(timex.span.end <= len(text) and len(timex.span) for timex in found)


@LAW
@given(passages, days)
def test_events_are_sorted_and_keep_their_words(
    passage: tuple[str, str], published: dt.date
) -> None:
    language, text = passage
    document = plain_document(text, language)
    events = find_events(document, published, find_timexes(document, published), ())
    starts = [reach[0] for e in events if (reach := calendar.bounds(e.timex.value))]
    assert starts == sorted(starts)
    for event in events:
        assert event.sentence.contains(event.timex.span)
        assert set(re.findall(r"\w+", event.label)) <= set(re.findall(r"\w+", text))
        assert (event.status is Status.UNDATED) == (event.timex.value == "")


@LAW
@given(st.sampled_from(["fr", "en"]), st.text(max_size=200), days)
def test_any_text_is_borne(language: str, text: str, published: dt.date) -> None:
    document = plain_document(text, language)
    find_events(document, published, find_timexes(document, published), ())


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "Hier, il pleuvait."), ("en", "Yesterday it rained."), ("fr", "Il part vendredi.")],
)
def test_nothing_is_guessed_without_a_publication_date(language: str, text: str) -> None:
    document = plain_document(text, language)
    timexes = find_timexes(document, None)
    assert [timex.value for timex in timexes] == [""]
    (event,) = find_events(document, None, timexes, ())
    assert event.status is Status.UNDATED
