from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language.features import MAX_SPELLING, engine_form, pieces, rows_of, shape


def test_pieces_of_a_word() -> None:
    found = pieces("Oui", "T")
    assert found[:2] == ["#Xxx", "@T"]
    assert {"<o", "<oui>", "ui>"} <= set(found)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Paris", "Xxxxx"), ("O'Brien", "X'Xxxxx"), ("12,5", "99,9"), ("ONUSIDA", "XXXX"), ("", "")],
)
def test_shape_cuts_runs_short(word: str, expected: str) -> None:
    assert shape(word) == expected


@given(st.text(max_size=3000))
def test_a_word_has_few_pieces_each_with_a_row(word: str) -> None:
    found = pieces(engine_form(word))
    assert 0 < len(found) <= 1 + 4 * (2 * MAX_SPELLING)
    assert all(0 <= row < 50 for row in rows_of(found, 50))


@given(st.text(alphabet=st.characters(), max_size=20))
def test_engine_form_can_always_be_encoded(word: str) -> None:
    engine_form(word).encode()


@pytest.mark.parametrize(
    ("word", "plain"),
    [("aujourd\u2019hui", "aujourd'hui"), ("e\u0301te\u0301", "été"), ("\ud800", "\ufffd")],
)
def test_engine_form_is_plain(word: str, plain: str) -> None:
    assert engine_form(word) == plain
