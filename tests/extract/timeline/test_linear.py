"""Hostile texts take work in proportion to their length: counted in calls, not in seconds."""

from __future__ import annotations

import cProfile
import datetime as dt
import pstats

import pytest

from briefgen.extract.timeline import find_events, find_timexes
from tests.extract.timeline.plain import plain_document

LENGTH = 3000  # characters
MAX_GROWTH = 2.4  # calls for twice the text; quadratic work is 4


def calls(text: str) -> int:
    document = plain_document(text, "fr")
    published = dt.date(2012, 7, 2)
    profile = cProfile.Profile()
    profile.runcall(lambda: find_events(document, published, find_timexes(document, published), ()))
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "unit", ["12/", "« ", "1.000.", "lundi ", "du 3 au ", "quatre-vingt-", "après le vote ", "1 "]
)
def test_work_is_linear(unit: str) -> None:
    text = (unit * LENGTH)[: 2 * LENGTH]
    calls(text)  # fills the caches
    assert calls(text) <= MAX_GROWTH * calls(text[:LENGTH]) + LENGTH
