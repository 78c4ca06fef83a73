"""Sites of another kind: read from right to left, or without a network."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, expect

from briefgen.site import catalogue
from tests.browser.conftest import open_window, served
from tests.browser.kinds import MOON
from tests.browser.test_reading import AXE, RULES
from tests.site.shelf import brief, demo, write_site

pytestmark = pytest.mark.browser

LANDING = "briefings/1969/07/hbwt-almrkbt-ly-alqmr/"
TEXT = "هبطت المركبة على القمر يوم الأحد. وقال قائدها «لقد وصلنا» من سطح القمر."


@pytest.fixture(scope="module")
def arabic_base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An interface read from right to left; its words do not matter here."""
    root = tmp_path_factory.mktemp("site-ar")
    locales = Path(shutil.copytree(Path(catalogue.__file__).parent / "locales", root / "locales"))
    words = (locales / "fr.po").read_text(encoding="utf-8")
    (locales / "ar.po").write_text(words.replace("Language: fr", "Language: ar"), encoding="utf-8")
    landing = brief(
        "هبطت المركبة على القمر",
        TEXT,
        "ar",
        published="1969-07-21",
        quotes=[["direct", ["لقد وصلنا"], "قائدها", None, "وقال"]],
        events=[["يوم الأحد", "1969-07-20", "past", True]],
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "_folder", lambda: locales)
        site = write_site(root, [*demo(), landing], language="ar")
    with served(site) as base:
        yield base


def test_right_to_left(browser: Browser, arabic_base: str) -> None:
    size = {"width": 390, "height": 844}
    context, visitor = open_window(browser, arabic_base, viewport=size, bypass_csp=True)
    page = visitor.go("archive/1969/")
    page.locator("a", has_text="هبطت المركبة").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("article.briefing")).to_have_attribute("dir", "rtl")
    first, second = page.locator(".sections a").all()[:2]
    assert edge(first, "left") > edge(second, "left")
    quote, event = page.locator("#q1"), page.locator("#e1")
    assert quote.evaluate("q => getComputedStyle(q).borderRightWidth") == "3px"
    assert edge(event.locator(".what"), "right") < edge(event, "right")  # beside the line
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    if AXE.is_file():
        page.add_script_tag(path=str(AXE))
        run = "rules => axe.run({runOnly: rules}).then(r => r.violations.map(v => v.id))"
        assert page.evaluate(run, RULES) == []
    page = visitor.go(MOON)
    expect(page.locator("article.briefing")).to_have_attribute("dir", "ltr")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert page.locator("#q1").evaluate("q => getComputedStyle(q).borderLeftWidth") == "3px"
    context.close()
    assert visitor.foreign == []
    assert visitor.faults == []


def edge(locator: object, side: str) -> float:
    script = "(node, side) => node.getBoundingClientRect()[side]"
    return float(locator.evaluate(script, side))  # type: ignore[attr-defined]


KEPT = "caches.open('briefgen-pages').then(c => c.keys()).then(keys => keys.map(k => k.url))"


def test_pages_seen_before_are_read_without_a_network(browser: Browser, tmp_path: Path) -> None:
    site = write_site(tmp_path, demo(), language="en", offline=True, search=False)
    with served(site) as base:
        context, visitor = open_window(browser, base)
        page = visitor.go(MOON)
        expect(page.locator("link[rel=manifest]")).to_have_attribute(
            "href", re.compile(r"site\.webmanifest$")
        )
        for seen in (f"{base}css/site.css", f"{base}{MOON}"):  # in the order that they come
            page.wait_for_function(f"{KEPT}.then(urls => urls.includes('{seen}'))")
        visitor.go("actors/")
        page.wait_for_function(f"{KEPT}.then(urls => urls.includes('{base}actors/'))")
    page = visitor.go(MOON)  # nobody answers any more
    expect(page.get_by_role("heading", level=1)).to_have_text("Two men walk on the moon")
    assert page.locator(".briefing").evaluate("b => getComputedStyle(b).display") == "grid"
    visitor.go("actors/#letter-A")
    expect(page.get_by_role("heading", level=1)).to_have_text("Actors")
    with pytest.raises(Error):
        visitor.go("quotes/")
    context.close()
