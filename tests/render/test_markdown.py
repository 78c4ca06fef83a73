import html
import re

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import InputError
from briefgen.model import Briefing
from briefgen.render import read_briefing, render
from briefgen.render.escape import escape_markdown
from tests.strategies import briefings, words

MARKUP = [
    "# not a heading",
    "1. not a list",
    "12) nor this",
    "- nor this\n- and this",
    "[a](javascript:alert(1)) ![b](c) <script>alert(1)</script> <b>",
    "***bold*** __under__ `code` ``` ~~~",
    "a\n===\nb\n---",
    "|a|b|\n|-|-|\n|1|2|",
    "&amp; &#60;i&#62; \\* {: onclick=x }",
    ":+1: *[abbr]: x",
    "!!! note\n    text",
    "term\n:   definition",
    "> quoted\n\tcode",
    "{{ 7*7 }} {% raw %} $x$",
]

EMPTY = "".join(
    f"{name}: []\n" for name in ["summary", "actors", "quotes", "timeline", "timexes", "notes"]
)


@given(briefings())
@settings(deadline=None)
def test_reads_back_what_was_written(briefing: Briefing) -> None:
    assert read_briefing(render(briefing)) == briefing


@given(briefings())
@settings(deadline=None, max_examples=25)
def test_same_briefing_same_bytes(briefing: Briefing) -> None:
    assert render(briefing) == render(read_briefing(render(briefing)))


@pytest.mark.parametrize("text", MARKUP)
def test_markup_prints_as_itself(text: str) -> None:
    assert _paragraph_text(escape_markdown(text)) == _folded(text)


@given(st.lists(st.sampled_from(MARKUP) | words, min_size=1, max_size=3).map(" ".join))
@settings(deadline=None)
def test_any_text_prints_as_itself(text: str) -> None:
    assert _paragraph_text(escape_markdown(text)) == _folded(text)


def test_prose_stays_readable() -> None:
    prose = "L’accord (signé en 1963) prévoit 2,5 % : « c'est peu », dit-il ; rien - ou presque."
    assert escape_markdown(prose) == prose


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("no front matter", "no block between two lines of ---"),
        ("---\nschema: other/1\n---\n", "not of schema briefgen.briefing/1"),
        ("---\n- a\n---\n", "not of schema briefgen.briefing/1"),
        ("---\na: [1\n---\n", "front matter is not YAML"),
        ("---\nschema: briefgen.briefing/1\nsummary: []\n---\n", "missing field actors"),
        (
            f"---\nschema: briefgen.briefing/1\nsumary: []\n{EMPTY}---\n",
            "unknown field article.sumary",
        ),
        (f"---\nschema: briefgen.briefing/1\ntitle: 3\n{EMPTY}---\n", "missing field article.id"),
    ],
)
def test_broken_files_say_what_is_wrong(content: str, complaint: str) -> None:
    with pytest.raises(InputError, match=re.escape(complaint)) as caught:
        read_briefing(content, "content/briefings/a.md")
    assert str(caught.value).startswith("content/briefings/a.md")


def _paragraph_text(source: str) -> str:
    """Return the text of one rendered paragraph; fail when it is anything else."""
    page = markdown.markdown(source, extensions=["extra", "admonition", "sane_lists", "toc"])
    assert not re.search(r"<(?!/?p>|br />)", page), page
    return _folded(html.unescape(re.sub(r"<[^>]+>", " ", page)))


def _folded(text: str) -> str:
    return " ".join(text.split())
