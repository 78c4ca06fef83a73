"""Time grows with the length of the text and no faster, whatever the text."""

from __future__ import annotations

from time import process_time

import pytest

from briefgen.extract.actors import find_actors
from tests.extract.actors.marked import marked
from tests.torture import IS_WHOLE

WORDS = 10_000
MAX_SECONDS = 6  # a second on a free machine
UNITS = {
    "capitals": "Alpha ",
    "chains": "Bank of Alpha ",
    "persons": "[PER Anna Weber] dit , ",
    "brackets": "Union Bank ( UB ) ",
    "small words": "le ministre de la ",
}


@pytest.mark.skipif(not IS_WHOLE, reason="only `make torture` measures time")
@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_time_is_linear(unit: str) -> None:
    document = marked(unit * (WORDS // len(unit.split())), "en")
    began = process_time()
    find_actors(document)
    assert process_time() - began < MAX_SECONDS
