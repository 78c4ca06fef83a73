"""Attack strings in every field, in a real browser: no dialog, no script of theirs, no request.

A dozen pages with every test run; some 250, search and actor pages among them, with
`make torture`.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Dialog, expect

from tests.browser.conftest import Visitor, open_window, served
from tests.shared_folder import SHARED
from tests.torture import rounds
from tests.trust.attacks import OWN, payloads, storable, write_hostile_site

pytestmark = pytest.mark.browser

DONE = re.compile(r"\d|Nothing|Type")
REPORT = """
window.violations = [];
addEventListener("securitypolicyviolation", e =>
  violations.push(e.violatedDirective + e.blockedURI));
addEventListener("error", e => violations.push("error " + e.message));
"""


@pytest.fixture(scope="module")
def attacks() -> list[str]:
    own = [storable(words) for words in OWN]
    public = payloads(rounds(400, 75)) if (SHARED / "payloads").is_dir() else []
    return own + public


@pytest.fixture(scope="module")
def hostile_base(attacks: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root: Path = tmp_path_factory.mktemp("hostile")
    with served(write_hostile_site(root, attacks, search=True)) as address:
        yield address


def places(attacks: list[str]) -> list[str]:
    numbers = range(0, len(attacks), rounds(8, 1))
    briefings = [f"briefings/2000/01/hostile-{number}/" for number in numbers]
    actors = [f"actors/actor-{number}/" for number in numbers[:: rounds(3, 4)]]
    searches = [f"search/?q={quote(attacks[number])}" for number in numbers[:: rounds(3, 4)]]
    lists = ["", "actors/", "timeline/", "timeline/planned/", "quotes/", "stories/", "tags/"]
    return [*briefings, *actors, *searches, *lists, "archive/2000/", "search/", "404.html"]


def test_nothing_of_theirs_runs(browser: Browser, hostile_base: str, attacks: list[str]) -> None:
    context, visitor = open_window(browser, hostile_base, permissions=["clipboard-write"])
    context.add_init_script(REPORT)
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    visitor.page.on("dialog", dismiss)
    seen = 0
    for place in places(attacks):
        look_around(visitor, place)
        assert (dialogs, visitor.foreign, visitor.faults) == ([], [], []), place
        seen += 1
    context.close()
    assert seen >= rounds(12, 200)


def look_around(visitor: Visitor, place: str) -> None:
    """Open the page at *place* and do there what readers do."""
    page = visitor.go(place)
    if place.startswith("search/?q"):
        expect(page.locator(".results .status")).to_have_text(DONE, timeout=60_000)
    if page.locator("button.copy").count():
        page.locator("button.copy").first.click()
    page.mouse.move(300, 300)
    assert page.evaluate("violations") == [], place
