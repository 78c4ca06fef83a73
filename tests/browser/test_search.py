"""Searching the built site as a reader does."""

import gzip
import re
import threading
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from briefgen.site import search_parts
from tests.browser.conftest import QuietHandler, Visitor, open_window, served
from tests.browser.kinds import PATRIOT
from tests.site.shelf import demo, write_site

pytestmark = pytest.mark.browser

PATRIOT_TITLE = "Washington livre des Patriot pour la défense aérienne de l’Ukraine"


def hits(page: Page) -> list[str]:
    expect(page.locator(".results .status")).to_have_text(re.compile(r"\d|Rien|Nothing"))
    return page.locator(".hit h2").all_inner_texts()


def test_french_words_are_found_with_elision_and_without_accents(visitor: Visitor) -> None:
    page = visitor.go("search/")
    for words in (
        "défense aérienne",
        "defense aerienne",
        "l’Ukraine",
        "l'Ukraine",
        "d’Ukraine",
        "Ukraine",
    ):
        page.locator("#q").fill("")
        expect(page.locator(".results .status")).to_have_text(re.compile("Saisissez"))
        page.locator("#q").fill(words)
        assert PATRIOT_TITLE in hits(page), words


def test_both_languages_are_searched_whatever_the_interface_speaks(visitor: Visitor) -> None:
    assert "Two men walk on the moon" in hits(visitor.go("search/?q=desolation"))
    assert PATRIOT_TITLE in hits(visitor.go("search/?q=charité"))


def test_a_filter_by_actor_narrows_and_the_hit_opens_at_its_sentence(visitor: Visitor) -> None:
    page = visitor.go("search/?q=moon")
    assert len(hits(page)) > 1
    page.locator("details[data-filter=actor] summary").click()
    page.get_by_role("checkbox", name="Edwin Aldrin").check()
    expect(page.locator(".hit")).to_have_count(1)
    assert "actor=Edwin+Aldrin" in page.url
    page.locator(".hit a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two men walk on the moon")
    page.go_back()
    expect(page.locator(".hit")).to_have_count(1)
    expect(page.get_by_role("checkbox", name="Edwin Aldrin")).to_be_checked()


OPERATORS = {
    "moon acteur:aldrin": ["Two men walk on the moon"],
    "moon actor:aldrin": ["Two men walk on the moon"],
    "moon avant:1969-07-20": ["Apollo 11 lifts off for the moon"],
    "moon before:1969-07-20": ["Apollo 11 lifts off for the moon"],
    "moon after:1969-07-20": ["Two men walk on the moon"],
    "moon tag:NASA": ["Apollo 11 lifts off for the moon"],
    "moon pays:france": [],
    "moon country:france": [],
    "moon après:1969-07-20": ["Two men walk on the moon"],
    "moon apres:1969-07-20": ["Two men walk on the moon"],
    '"giant leap"': ["Two men walk on the moon"],
    "« giant leap »": ["Two men walk on the moon"],
}


def test_operators(visitor: Visitor) -> None:
    page = visitor.go("search/")
    for query, wanted in OPERATORS.items():
        page.locator("#q").fill("")
        expect(page.locator(".results .status")).to_have_text(re.compile("Saisissez"))
        page.locator("#q").fill(query)
        assert [title for title in hits(page) if "moon" in title] == wanted, query


@pytest.mark.parametrize("words", ["la défense de l’Ukraine par the", "the"])
def test_function_words_narrow_nothing(visitor: Visitor, words: str) -> None:
    page = visitor.go(f"search/?q={words}")
    found = hits(page)
    assert found
    assert words == "the" or PATRIOT_TITLE in found


def test_an_index_in_parts_is_searched_as_one(
    browser: Browser, base: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_parts, "DOCUMENTS", 4)
    site = write_site(tmp_path, demo(), language="fr")
    assert len(list((site / "pagefind").rglob("pagefind-entry.json"))) > 2
    found = []
    with served(site) as parts:
        for address in (base, parts):
            context, visitor = open_window(browser, address)
            page = visitor.go("search/?q=president")
            expect(page.locator("details[data-filter=kind] li")).not_to_have_count(0)
            counts = page.locator("details[data-filter=kind]").text_content()
            found.append((sorted(hits(page)), counts))
            context.close()
            assert visitor.faults == []
    assert found[0] == found[1]


def test_the_newest_of_several_searches_is_shown(visitor: Visitor) -> None:
    page = visitor.go("search/")
    page.locator("#q").press_sequentially("moon Armstrong", delay=200)
    expect(page.locator(".hit h2", has_text="Two men walk on the moon")).to_have_count(1)
    page.locator("#q").fill("Patriot")
    expect(page.locator(".hit h2", has_text=PATRIOT_TITLE)).to_have_count(1)
    expect(page.locator(".hit h2", has_text="Two men walk on the moon")).to_have_count(0)


def test_sorting_by_date(visitor: Visitor) -> None:
    page = visitor.go("search/?q=president&sort=oldest&lang")
    first = [title for title in hits(page) if title != "Richard Nixon"]
    assert first[0] == "Apollo 11 lifts off for the moon"


def test_nothing_of_the_index_is_fetched_before_the_first_query(visitor: Visitor) -> None:
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    visitor.go("search/").wait_for_load_state("networkidle")
    assert [url for url in asked if "pagefind" in url] == []


class HoldingHandler(QuietHandler):
    """Sends the values of no filter but the years until it is told to."""

    told = threading.Event()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        if self.path.endswith(".pf_filter"):
            assert b"year" in gzip.decompress(source.read()) or self.told.wait(60)
            source.seek(0)
        super().copyfile(source, outputfile)


def test_words_and_dates_are_found_before_the_filters_are_there(
    browser: Browser, site: Path
) -> None:
    with served(site, HoldingHandler) as address:
        context, visitor = open_window(browser, address)
        page = visitor.go("search/?q=moon before:1969-07-20")
        expect(page.locator(".hit h2")).to_have_text("Apollo 11 lifts off for the moon")
        assert page.locator("details[data-filter=kind] li").count() == 0
        HoldingHandler.told.set()
        expect(page.locator("details[data-filter=kind] li")).to_have_count(1)
        context.close()
    assert visitor.faults == []


def test_the_keyboard_filters_reads_on_and_finds_its_search_again(visitor: Visitor) -> None:
    page = visitor.go("search/?q=moon")
    expect(page.locator("details[data-filter=actor] li")).not_to_have_count(0)
    page.locator("#sort").focus()
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.parentElement.dataset.filter") == "actor":
            break
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    name = page.evaluate("document.activeElement.value")
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name=name)).to_be_checked()
    expect(page).to_have_url(re.compile("actor="))
    found = page.locator(".hit h2").all_inner_texts()
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/briefings/"))
    opened = page.url.split("#")[0]
    page.locator("#related a[rel]").first.wait_for()
    page.keyboard.press("n" if page.locator("#related a[rel=next]").count() else "p")
    page.wait_for_url(lambda url: "/briefings/" in url and not url.startswith(opened))
    page.go_back()
    page.wait_for_url(f"{opened}*")
    page.go_back()
    expect(page.locator("#q")).to_have_value("moon")
    expect(page.get_by_role("checkbox", name=name)).to_be_checked()
    expect(page.locator(".hit h2")).to_have_text(found)


def test_keyboard_alone_goes_from_any_page_to_a_hit_and_back(visitor: Visitor) -> None:
    page = visitor.go("actors/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("/")
    page.keyboard.type("Patriot")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"search/\?q=Patriot"))
    assert PATRIOT_TITLE in hits(page)
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.hit') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(PATRIOT))
    page.go_back()
    expect(page.locator("#q")).to_have_value("Patriot")
    assert PATRIOT_TITLE in hits(page)


def test_what_is_typed_before_the_script_is_there_is_searched(visitor: Visitor) -> None:
    page = visitor.page
    held: list[Route] = []
    page.route("**/search.js", lambda route: held.append(route))  # noqa: PLW0108
    page.goto(f"{visitor.base}search/", wait_until="commit")
    page.locator("#q").fill("desolation")
    while not held:
        page.wait_for_timeout(50)
    held[0].continue_()
    assert "Two men walk on the moon" in hits(page)


def test_hostile_words_stay_words(visitor: Visitor) -> None:
    page = visitor.go("search/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&actor=%3Cb%3E")
    hits(page)
    assert page.locator("main img, .filters b").count() == 0
