"""Time grows with the length of the text and no faster, whatever the text."""

from __future__ import annotations

from time import process_time

import pytest

from briefgen.extract.quotes import find_quotes
from tests.extract.quotes.flat import flat_document

WORDS = 20_000
MAX_SECONDS = 2  # the law is 2 for five times as much; a loaded machine is slow
POS = {"dit": "VERB", "said": "VERB", "annonce": "VERB", "selon": "ADP", "que": "SCONJ"}
UNITS = {
    "opening marks": ("« ", "fr"),
    "quoted words": ("« oui » ", "fr"),
    "report verbs": ("dit ", "fr"),
    "report verbs with que": ("le chef dit que ", "fr"),
    "incises": ("le chef part , dit le chef , ", "fr"),
    "prepositions": ("selon le chef , ", "fr"),
    "announcements": ("annonce la fin et ", "fr"),
    "English": ("the chief said the chief said , ", "en"),
    "according": ("according to the chief , ", "en"),
    "inner cues": ("« oui , dit le chef , non » ", "fr"),
    "paragraphs": ("dit « oui\n\n", "fr"),
}


@pytest.mark.parametrize(("unit", "language"), UNITS.values(), ids=UNITS.keys())
def test_time_is_linear(unit: str, language: str) -> None:
    words = max(1, len(unit.split()))
    document = flat_document(unit * (WORDS // words), language, POS)
    began = process_time()
    find_quotes(document, ())
    assert process_time() - began < MAX_SECONDS
