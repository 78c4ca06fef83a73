"""One search over the sites of all years."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import open_window, served
from tests.site.shelf import demo, write_yearly_site

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(write_yearly_site(tmp_path_factory.mktemp("yearly"), demo())) as address:
        yield address


def test_one_search_finds_briefings_of_every_year_and_each_actor_once(
    browser: Browser, base: str
) -> None:
    context, visitor = open_window(browser, base)
    page = visitor.go("1969/briefings/1969/07/two-men-walk-on-the-moon/")
    page.keyboard.press("/")
    page.keyboard.type("Patriot")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search/\?q=Patriot"))
    expect(page.locator(".hit a")).to_have_attribute(
        "href",
        re.compile(r"^/2022/briefings/2022/12/washington-livre-des-patriot[^/]*/"),
        timeout=60_000,  # five indexes are opened
    )
    page.locator("#q").fill("moon")
    expect(page.locator(".hit")).to_have_count(2)
    page.locator("#q").fill("Armstrong")
    expect(page.locator(".hit h2", has_text=re.compile("^Neil Armstrong$"))).to_have_count(1)
    page.locator(".hit a", has_text="Two men walk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two men walk on the moon")
    assert "/1969/briefings/" in page.url
    context.close()
    assert visitor.foreign == []
    assert visitor.faults == []
