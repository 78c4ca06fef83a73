"""Records to plain JSON values and back."""

import json
import typing

import pytest
from hypothesis import given, settings

from briefgen.build.codec import decoder, encode
from briefgen.model import Briefing
from tests.strategies import briefings


@settings(deadline=None, max_examples=40)  # larger than most
@given(briefing=briefings())
def test_a_briefing_comes_back(briefing: Briefing) -> None:
    plain = json.loads(json.dumps(encode(briefing)))
    assert decoder(Briefing)(plain) == briefing


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (int, "1"),
        (str, 1),
        (tuple[int, ...], ["1"]),
        (tuple[int, str], [1]),
        (Briefing, [1, 2]),
        (typing.Optional[int], "1"),  # noqa: UP045
    ],
    ids=str,
)
def test_what_is_no_such_record_is_refused(kind: object, value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        decoder(kind)(value)


def test_what_the_records_do_not_use_is_refused() -> None:
    with pytest.raises(TypeError, match="no record: set"):
        encode({1})
    with pytest.raises(TypeError, match="no decoder"):
        decoder(int | str)
