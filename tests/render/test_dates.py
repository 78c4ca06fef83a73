from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.render.dates import format_timex


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        ("2012-07-02", "2 juillet 2012", "July 2, 2012"),
        ("2012-07", "juillet 2012", "July 2012"),
        ("2012", "2012", "2012"),
        ("2012-07-02T15:00", "2 juillet 2012, 15:00", "July 2, 2012, 3:00\u202fPM"),
        ("2012-07-02TEV", "2 juillet 2012 au soir", "July 2, 2012, evening"),
        ("2012-07-02TNI", "nuit du 2 juillet 2012", "July 2, 2012, night"),
        ("2012-W27", "semaine du 2 juillet 2012", "week of July 2, 2012"),
        ("2012-W27-WE", "week-end du 7 juillet 2012", "weekend of July 7, 2012"),
        ("2012-SU", "été 2012", "summer 2012"),
        ("2012-Q3", "3e trimestre 2012", "3rd quarter 2012"),
        ("2012-H1", "1er semestre 2012", "first half of 2012"),
        ("199", "années 1990", "1990s"),
        ("18", "XIXe siècle", "19th century"),
        ("1939/1945", "1939 – 1945", "1939 – 1945"),
        ("2012-05-03/2012-05-05", "3 mai 2012 – 5 mai 2012", "May 3, 2012 – May 5, 2012"),
    ],
)
def test_value_in_words(value: str, french: str, english: str) -> None:
    assert format_timex(value, "fr") == french
    assert format_timex(value, "en") == english


@pytest.mark.parametrize(
    "value", ["", "PAST_REF", "P3D", "2012-13", "2012-02-30", "2012-W60", "2012/PAST_REF", "99999"]
)
def test_what_names_no_day_is_not_written(value: str) -> None:
    assert format_timex(value, "fr") == ""


def test_an_unknown_language_is_written_in_english() -> None:
    assert format_timex("2012-07-02", "xx") == "July 2, 2012"


@given(st.text(st.characters(codec="ascii"), max_size=24), st.sampled_from(["fr", "en", "xx"]))
def test_no_value_breaks_the_page(value: str, language: str) -> None:
    assert isinstance(format_timex(value, language), str)
