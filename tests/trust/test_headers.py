"""The headers that the docs offer say what the built pages say, and more."""

import re
from pathlib import Path

import pytest

from tests.site.shelf import demo, write_site

DOCS = Path(__file__).parents[2] / "docs/headers"
FILES = ("_headers", "nginx.conf", "apache.htaccess")
LINES = (
    re.compile(r"  ([A-Z][\w-]+): (.+)"),
    re.compile(r'add_header ([\w-]+) "(.+)" always;'),
    re.compile(r'Header always set ([\w-]+) "(.+)"'),
)
META = re.compile(
    r'<meta (?:http-equiv|name)="(Content-Security-Policy|referrer)" content="([^"]+)"'
)
POWERS = ("camera", "microphone", "geolocation", "payment", "usb", "display-capture")


def headers(name: str) -> dict[str, str]:
    lines = (DOCS / name).read_text("utf-8").splitlines()
    tries = (form.fullmatch(line) for line in lines for form in LINES)
    return {match[1]: match[2] for match in tries if match}


@pytest.fixture(scope="module")
def policies(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """Return the policies of a site's pages, each as (Content-Security-Policy, referrer)."""
    site = write_site(tmp_path_factory.mktemp("headers"), demo(), search=False)
    found = set()
    for page in site.rglob("*.html"):
        metas = dict(META.findall(page.read_text("utf-8")))
        found.add((metas["Content-Security-Policy"], metas["referrer"]))
    return found


@pytest.mark.parametrize("name", FILES)
def test_the_headers_are_the_pages_policies(name: str, policies: set[tuple[str, str]]) -> None:
    ((policy, referrer),) = policies
    given = headers(name)
    assert given["Content-Security-Policy"] == f"{policy}; frame-ancestors 'none'"
    assert given["Referrer-Policy"] == referrer


@pytest.mark.parametrize("name", FILES)
def test_every_server_gets_the_same_headers(name: str) -> None:
    given = headers(name)
    assert given == headers(FILES[0])
    assert len(given) == 7
    assert given["X-Content-Type-Options"] == "nosniff"
    assert all(f"{power}=()" in given["Permissions-Policy"] for power in POWERS)


def test_the_policy_lets_nothing_foreign_or_inline_run(policies: set[tuple[str, str]]) -> None:
    ((policy, _),) = policies
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == rules["base-uri"] == "'none'"
    for name, sources in rules.items():
        assert set(sources.split()) <= {"'none'", "'self'", "'wasm-unsafe-eval'", "data:"}, name
    assert "data:" not in rules["script-src"]
