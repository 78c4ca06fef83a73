"""Articles as JSON lines."""

import json

import pytest

from briefgen.errors import InputError
from briefgen.model import Article
from briefgen.readers.corpus import read_corpus

GOOD = {"id": "a", "title": "t", "text": "x", "lang": "fr", "published": "1989-11-10"}


def test_lines_become_articles_and_blank_ones_nothing() -> None:
    found = list(read_corpus([json.dumps(GOOD), "\n", json.dumps({**GOOD, "id": "b"})]))
    assert [one.id for one in found if isinstance(one, Article)] == ["a", "b"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "nests more than"),
        ('{"id": NaN}', "NaN"),
        ('{"id": "a", "id": "b"}', "stands twice"),
        ("[]", "expected an object"),
        (json.dumps({**GOOD, "title": 3}), "title is 3; expected text"),
        (json.dumps({**GOOD, "published": "soon"}), "published is 'soon'"),
        ('{"id": "a", "title": "t", "text": "\\ud800"}', "expected text"),
    ],
)
def test_a_bad_line_is_an_error_with_its_number_and_the_rest_is_read(
    line: str, reason: str
) -> None:
    first, error, last = read_corpus([json.dumps(GOOD), line, json.dumps(GOOD)])
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(error, InputError)
    assert str(error).startswith("-:2: ")
    assert reason in str(error)
    assert "\n" not in str(error)
