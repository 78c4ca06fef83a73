"""Numbers, texts and arrays as CBOR."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.site.cbor import ARRAY, decode, encode, read_head

VALUES = st.recursive(
    st.integers(-(2**64), 2**64 - 1) | st.text(), lambda items: st.lists(items, max_size=30)
)


@given(value=VALUES)
def test_what_is_encoded_is_decoded(value: object) -> None:
    data = encode(value)
    assert decode(data, 0) == (value, len(data))


def test_a_head_of_another_kind_is_refused() -> None:
    assert read_head(encode(["a"]), 0, ARRAY) == (1, 1)
    with pytest.raises(ValueError, match="a CBOR value of kind 3"):
        read_head(encode("a"), 0, ARRAY)
