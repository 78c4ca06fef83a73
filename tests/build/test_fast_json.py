"""JSON of the fast library and of the standard one: the same form, the same values."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.build.fast_json import json_bytes, json_file, json_text, read_json
from briefgen.build.wording import EventWords
from briefgen.model import Span

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


@given(VALUES)
def test_the_form_is_that_of_the_standard_library(value: object) -> None:
    text = json_text(value)
    assert text == json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    assert read_json(text) == read_json(json_bytes(value)) == value


@pytest.mark.parametrize("text", ["\ud800", "a\udfff\n", '"\udc80'])
def test_lone_surrogates_come_back(text: str) -> None:
    assert read_json(json_bytes([text])) == [text]
    assert read_json(json_text({text: None})) == {text: None}


def test_a_file_is_utf_8_whatever_was_written() -> None:
    assert json_file({"a": "é\ud800"}) == '{"a":"é&#55296;"}\n'.encode()


def test_tuples_are_lists_whatever_they_are_called() -> None:
    assert json_text(EventWords("a", "b")) == '["a","b"]'


def test_what_has_no_form_is_refused() -> None:
    for value in ({1, 2}, dt.date(1969, 7, 20), Span(1, 2)):
        for text in ("a", "\ud800"):
            with pytest.raises(TypeError):
                json_bytes({text: value})
    with pytest.raises(ValueError, match="Expecting"):
        read_json(b"[1, ")
