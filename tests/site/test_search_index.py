"""The documents of the search."""

import pytest

from briefgen.model import Span
from briefgen.site.search_index import from_mark


@pytest.mark.parametrize(
    "before",
    [
        "Il a dit : « ",
        "Il a dit : «\u00a0",
        "Il a dit : «\u202f",
        "Il a dit : “",
        'Il a dit : "',
        "‘",
    ],
)
def test_an_anchor_begins_with_the_quotation_mark(before: str) -> None:
    text = f"{before}Je viens »"
    span = from_mark(text, Span(len(before), len(text) - 2))
    assert text[span.start : span.end] == f"{before.rpartition(' : ')[2]}Je viens"


@pytest.mark.parametrize("before", ["", "Il a dit ", "Il l'", "«    ", "« l'"])
def test_an_anchor_without_a_mark_begins_with_the_words(before: str) -> None:
    span = Span(len(before), len(before) + 4)
    assert from_mark(f"{before}vient", span) == span
