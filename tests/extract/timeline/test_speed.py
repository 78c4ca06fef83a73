"""Hostile texts take time in proportion to their length."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from briefgen.extract.timeline import find_events, find_timexes
from tests.extract.timeline.plain import plain_document

LENGTH = 30_000  # characters; quadratic matching takes minutes here
MAX_SECONDS = 20.0  # of processor time; some 2 on the machine this was written on


@pytest.mark.parametrize("unit", ["12/", "« ", "1.000.", "lundi ", "du 3 au ", "quatre-vingt-"])
def test_time_is_linear(unit: str) -> None:
    document = plain_document((unit * LENGTH)[:LENGTH], "fr")
    published = dt.date(2012, 7, 2)
    begin = time.process_time()
    find_events(document, published, find_timexes(document, published), ())
    assert time.process_time() - begin < MAX_SECONDS
