"""Pagefind's index in a fixed order."""

from hypothesis import given
from hypothesis import strategies as st

from briefgen.site.canonical_index import decode, encode

VALUES = st.recursive(
    st.integers(0, 2**64 - 1) | st.text(), lambda items: st.lists(items, max_size=30)
)


@given(value=VALUES)
def test_what_is_encoded_is_decoded(value: object) -> None:
    data = encode(value)
    assert decode(data, 0) == (value, len(data))
