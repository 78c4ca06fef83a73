"""The walls one by one: addresses, cells, scripts, the sanitiser. Together: tests/trust."""

import json
import re

import pytest

from briefgen.site.json_ld import script
from briefgen.site.sanitise import safe_url, sanitise
from briefgen.site.tables import harmless


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


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "＝1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


def test_the_second_wall_stands_alone() -> None:
    assert sanitise('<p onclick="x">a<script>b</script><a href="javascript:c">d</a></p>') == (
        "<p>a<a>d</a></p>"
    )
