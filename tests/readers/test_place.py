"""Words of an article are found again in its file."""

from pathlib import Path

import pytest

from briefgen.model import Span
from briefgen.readers import read
from briefgen.readers.place import place_of

TEXT = """---
title: A seaway
published: 1959-06-26
---
The lock opened.

The *first* ship came. The lock closed.
"""


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("The lock opened", (5, 1)),
        ("The lock closed", (7, 24)),
        ("The first ship came", (1, 1)),  # markup stands between the words
    ],
)
def test_place(words: str, place: tuple[int, int], tmp_path: Path) -> None:
    path = tmp_path / "lock.md"
    path.write_text(TEXT, "utf-8")
    (article,) = read(path)
    start = article.text.index(words)
    assert place_of(Span(start, start + len(words)), article, path) == place
