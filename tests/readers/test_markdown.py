"""Markup becomes marks over the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.readers.markdown import strip_markup


@pytest.mark.parametrize(
    ("body", "marks"),
    [
        ("*a* b", [("emphasis", "a", "")]),
        ("**a *b***", [("strong", "a b", ""), ("emphasis", "b", "")]),
        ("[a](https://example.org/x)", [("link", "a", "https://example.org/x")]),
        ("[a](javascript:x)", []),
        ("## a\n\nb", [("heading", "a", "2")]),
        ("- a\n- b", [("item", "a", ""), ("item", "b", "")]),
        ("1. a\n2. b", [("number", "a", ""), ("number", "b", "")]),
        ("> a\n>\n> b", [("quote", "a\n\nb", "")]),
        ("b\n\n    code", [("code", "code", "")]),
        ("![a](https://example.org/x.png)", []),
    ],
)
def test_marks(body: str, marks: list[tuple[str, str, str]]) -> None:
    text, found = strip_markup(body)
    assert [(str(m.kind), m.span.of(text), m.target) for m in found] == marks


@given(st.text(alphabet="ab *_`[]()<>#->\n1.é\\&", max_size=200))
def test_marks_lie_in_the_text(body: str) -> None:
    text, marks = strip_markup(body)
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in marks)


@pytest.mark.parametrize("unit", ["*", "[", "> ", "`", "**a ", "![", "<", "- "])
def test_time_is_bounded(unit: str) -> None:
    strip_markup(unit * 4_000)
