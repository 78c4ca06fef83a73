"""Lines of one width become paragraphs; other lines stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.readers import read
from briefgen.readers.wrapped_lines import join_wrapped

WRAPPED = """The treaty was signed on Tuesday in the palace, and both of the
governments said so. They will publish its text in the spring.
The parliaments vote in May."""
DIALOGUE = """« Je ne sais pas si la séance aura lieu demain », dit le greffier.
« Elle aura lieu, et elle sera publique », répond le président."""
VERSES = """the night is long
and the harbour asleep
no bell, no oar"""
ITEMS = """The council of the town voted on three matters in its session on Monday
evening: the bridge, the school and the market, in this order and after a long debate, then rose."""


@pytest.mark.parametrize("text", [DIALOGUE, VERSES, "One line alone, without an end"])
def test_lines_that_end_on_purpose_stay(text: str) -> None:
    assert join_wrapped(text) == text


@pytest.mark.parametrize("text", [WRAPPED, ITEMS])
def test_wrapped_lines_are_one_paragraph(text: str) -> None:
    assert join_wrapped(f"{text}\n\nAnother.") == text.replace("\n", " ") + "\n\nAnother."


def test_a_long_line_is_a_paragraph_of_its_own() -> None:
    text = "A paragraph in one line " * 8 + "without an end\nThe next paragraph"
    assert join_wrapped(text) == text


@given(st.text("aB. \n", max_size=400))
def test_no_character_moves(text: str) -> None:
    joined = join_wrapped(text)
    assert len(joined) == len(text)
    assert joined.replace("\n", " ") == text.replace("\n", " ")


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_articles_are_unwrapped(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(f"---\ntitle: A treaty\n---\n{WRAPPED}\n\n{VERSES}\n", encoding="utf-8")
    (article,) = read(path)
    assert article.text == WRAPPED.replace("\n", " ") + "\n\n" + VERSES
