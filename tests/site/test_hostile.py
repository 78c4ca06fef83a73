"""The walls one by one: addresses, cells, scripts, the sanitiser. Together: tests/trust."""

import json
import re
from pathlib import Path

import pytest

from briefgen.site.json_ld import script
from briefgen.site.sanitise import is_known, safe_url, sanitise, unquoted
from briefgen.site.tables import harmless
from tests.site.shelf import demo, write_site


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT://%0aalert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "http://",
        "https://a b",
        "",
        None,
    ],
)
def test_only_http_addresses_become_links(url: str | None) -> None:
    assert safe_url(url) is None


def test_http_addresses_become_links() -> None:
    assert safe_url("https://example.org/é?a=b") == "https://example.org/é?a=b"


def test_structured_data_cannot_leave_their_element() -> None:
    element = script({"name": "</script><script>alert(1)</script><!--"})
    assert element.count("<") == 2
    assert json.loads(re.sub(r"</?script[^>]*>", "", str(element)))["name"].startswith("</script>")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "＝1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("it ended;=1+1", "it ended;'=1+1"),
        ('it ended; "@x', "it ended; \"'@x"),
        ("it\n-1;+1", "it\n'-1;'+1"),
        (";=1+1", ";'=1+1"),
        ("\t=1", "'\t'=1"),
        ("one; two - three", "one; two - three"),
    ],
)
def test_no_part_of_a_cell_is_a_formula_where_semicolons_part_lists(
    cell: str, written: str
) -> None:
    assert harmless(cell) == written


def test_the_second_wall_stands_alone() -> None:
    assert sanitise('<p onclick="x">a<script>b</script><a href="javascript:c">d</a></p>') == (
        "<p>a<a>d</a></p>"
    )


KNOWN = [
    '<p class="x">a &lt; b</p>',
    '<a href="../x/" rel="noopener">y</a>',
    '<a href="https://example.org/?a:b">y</a>',
    "<details open><summary>s</summary></details>",
]
UNKNOWN = [
    "<script>x</script>",
    "a < b",
    '<p onclick="x">a</p>',
    "<p class=x>a</p>",
    '<p class=x="y">a</p>',
    '<p class= title="x">a</p>',
    '<p class="x"onclick="y">a</p>',
    '<p class="<b>">a</p>',
    '<a href="javascript:x">y</a>',
    '<a href="java&#115;cript:x">y</a>',
    '<a href=" data:x">y</a>',
    '<a href="HTTPS:x">y</a>',
    "<title><p></title>",
    "<!-- x -->",
    "<P>",
    '<p class="x"',
]


@pytest.mark.parametrize("html", KNOWN)
def test_known_markup_passes_as_it_is(html: str) -> None:
    assert is_known(html)
    assert html == sanitise(html)


@pytest.mark.parametrize("html", UNKNOWN)
def test_all_other_markup_is_parsed(html: str) -> None:
    assert not is_known(html)


def known(html: str) -> str:
    """Return the finished *html*, which is known as a whole."""
    assert is_known(html)
    return unquoted(html)


def test_the_pages_of_the_demo_are_known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("briefgen.site.sanitise.nh3.clean", lambda *_, **__: "PARSED")
    monkeypatch.setattr("briefgen.site.press.unquoted", known)
    site = write_site(tmp_path, demo(), search=False)
    parsed = [path for path in site.rglob("*.html") if "PARSED" in path.read_text("utf-8")]
    assert not parsed
