"""Time grows with the length of the text and no faster, whatever the text."""

from __future__ import annotations

import gc
from time import process_time

import pytest

from briefgen.extract.quotes import find_quotes
from tests.extract.quotes.flat import flat_document
from tests.torture import IS_WHOLE

WORDS = 100_000
MAX_SECONDS = 2
POS = {"dit": "VERB", "said": "VERB", "annonce": "VERB", "selon": "ADP", "que": "SCONJ"}
UNITS = {
    "opening marks": ("« ", "fr"),
    "quoted words": ("« oui » ", "fr"),
    "report verbs": ("dit ", "fr"),
    "report verbs with que": ("le chef dit que ", "fr"),
    "incises": ("le chef part , dit le chef , ", "fr"),
    "prepositions": ("selon le chef , ", "fr"),
    "English": ("the chief said the chief said , ", "en"),
    "inner cues": ("« oui , dit le chef , non » ", "fr"),
    "paragraphs": ("dit « oui\n\n", "fr"),
    "sentences": ("le chef dit que le pont part\n", "fr"),
}


def seconds(unit: str, language: str, words: int) -> float:
    document = flat_document(unit * (words // max(1, len(unit.split()))), language, POS)
    gc.collect()
    gc.disable()  # its passes over all tokens of a long document are not ours
    try:
        began = process_time()
        find_quotes(document, ())
        return process_time() - began
    finally:
        gc.enable()


@pytest.mark.skipif(not IS_WHOLE, reason="only `make torture` measures time")
@pytest.mark.parametrize(("unit", "language"), UNITS.values(), ids=UNITS.keys())
def test_time_is_linear(unit: str, language: str) -> None:
    seconds(unit, language, 10)  # reads the lexicon
    short = seconds(unit, language, WORDS // 10)
    long = seconds(unit, language, WORDS)
    assert long < MAX_SECONDS
    assert long <= 12 * max(short, 0.05)  # shorter times are noise
