"""Reading the built site: with and without scripts, by keyboard, on paper, checked by axe."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import QuietHandler, SlowHandler, Visitor, open_window, served
from tests.browser.kinds import KINDS, MOON, PATRIOT

pytestmark = pytest.mark.browser

MODULES = Path(__file__).parent / "node_modules"
AXE = MODULES / "axe-core/axe.min.js"
VNU = MODULES / "vnu-jar/build/dist/vnu.jar"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MAX_PAGE = 30_000  # bytes gzipped: page, style sheets and scripts, without the search index


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("fr", "light", 1280), ("fr", "dark", 390), ("en", "dark", 1280), ("en", "light", 390)],
)
def test_axe_finds_nothing(
    browser: Browser, base: str, english_base: str, language: str, scheme: Any, width: int
) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed; run `npm install` in tests/browser")
    size = {"width": width, "height": 900}
    address = base if language == "fr" else english_base
    context, visitor = open_window(
        browser, address, color_scheme=scheme, viewport=size, bypass_csp=True
    )
    found = {}
    for kind, path in KINDS.items():
        page = visitor.go(path)
        if kind == "search-hits":
            page.locator(".hit").first.wait_for()
        page.add_script_tag(path=str(AXE))
        run = "rules => axe.run({runOnly: rules}).then(r => r.violations.map(v => "
        brief = "[v.id, v.nodes.slice(0, 3).map(n => n.html + n.failureSummary)]))"
        if violations := page.evaluate(run + brief, RULES):
            found[kind] = violations
    context.close()
    assert found == {}


def test_nu_finds_no_error(site: Path, english_site: Path) -> None:
    if not VNU.is_file():
        pytest.skip("vnu-jar is not installed; run `npm install` in tests/browser")
    places = {path.split("?", 1)[0] for path in KINDS.values()}
    pages = [str(root / place) for root in (site, english_site) for place in sorted(places)]
    files = [page if page.endswith(".html") else f"{page.rstrip('/')}/index.html" for page in pages]
    command = ["java", "-jar", str(VNU), "--errors-only", *files]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    except FileNotFoundError:
        pytest.skip("java is not installed: the Nu validator did not run")
    assert done.stderr == ""


def test_every_page_reads_in_full_without_scripts(plain_visitor: Visitor, visitor: Visitor) -> None:
    for kind, path in KINDS.items():
        plain = plain_visitor.go(path)
        expect(plain.get_by_role("heading", level=1)).to_be_attached()
        if kind.startswith("search"):
            expect(plain.locator(".no-script")).to_be_visible()
            continue
        lost = visible_words(visitor.go(path)) - visible_words(plain) - SCRIPTED
        assert lost == set(), kind


SCRIPTED = {"Copier", "avec", "la", "source"}  # on buttons that need a script


def visible_words(page: Page) -> set[str]:
    """What stands on the page itself; the list of related briefings is fetched by a script."""
    page.locator(".related").evaluate_all("parts => parts.forEach((part) => (part.hidden = true))")
    return set(page.locator("main").inner_text().split())


def test_items_lead_to_their_words_and_back_without_scripts(plain_visitor: Visitor) -> None:
    page = plain_visitor.go(MOON)
    quote = page.locator("#q1")
    quote.get_by_role("link").first.click()
    expect(page.locator(":target")).to_contain_text("one small step for man")
    page.locator(":target a.back").click()
    assert page.url.endswith("#q1")
    page.locator("#e1 .source a").click(position={"x": 40, "y": 8})  # on the words
    expect(page.locator(":target")).to_have_text("Sunday night")


SHIFTS = (
    "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach("
    "e => { if (!e.hadRecentInput) window.shift += e.value; }))"
    ".observe({type: 'layout-shift', buffered: true});"
)

MOST_SHIFT = 0.001  # of the window, by the distance moved in parts of it


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("handler", [QuietHandler, SlowHandler], ids=["whole", "piece by piece"])
def test_no_page_shifts_or_scrolls_sideways(
    browser: Browser, site: Path, width: int, handler: type[QuietHandler]
) -> None:
    with served(site, handler) as base:
        context, visitor = open_window(browser, base, viewport={"width": width, "height": 844})
        context.add_init_script(SHIFTS)
        for kind, path in KINDS.items():
            page = visitor.go(path)
            if kind == "search-hits":
                page.locator(".hit").first.wait_for()
            page.wait_for_load_state("networkidle")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, kind
            page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
            assert page.evaluate("window.shift") <= MOST_SHIFT, kind
        context.close()
    assert visitor.foreign == []
    assert visitor.faults == []


def test_a_briefing_page_is_light(site: Path) -> None:
    import gzip  # noqa: PLC0415

    page = site / PATRIOT / "index.html"
    parts = [page, *site.glob("css/site.css"), *site.glob("js/*.js")]
    parts = [part for part in parts if part.name not in {"search.js", "query.js", "indexes.js"}]
    assert sum(len(gzip.compress(part.read_bytes())) for part in parts) <= MAX_PAGE


def test_related_briefings_come_after_the_page(visitor: Visitor) -> None:
    page = visitor.go(MOON)
    related = page.locator(".related-list a")
    expect(related).to_have_text(["Apollo 11 lifts off for the moon"])
    related.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Apollo 11 lifts off for the moon")


def test_single_keys_lead_to_the_neighbours_unless_switched_off(visitor: Visitor) -> None:
    page = visitor.go(MOON)
    expect(page.locator("#related a[rel=prev]")).to_contain_text("Apollo 11 lifts off")
    page.keyboard.press("p")
    expect(page.get_by_role("heading", level=1)).to_have_text("Apollo 11 lifts off for the moon")
    page.locator("#related a[rel=next]").wait_for()
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_have_text("Two men walk on the moon")
    page.locator(".display summary").click()
    page.locator("button[data-keys=off]").click()
    page.reload()
    page.locator("#related a[rel=prev]").wait_for()
    page.keyboard.press("p")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement === document.body")
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.id") == "quick-q"
    assert page.url.endswith(MOON)


def test_colours_and_size_are_kept(visitor: Visitor) -> None:
    page = visitor.go(MOON)
    page.locator(".display summary").click()
    page.locator("[data-theme=dark]").last.click()
    page.locator("[data-size='1']").last.click()
    page.reload()
    root = page.locator("html")
    expect(root).to_have_attribute("data-theme", "dark")
    expect(root).to_have_attribute("data-size", "1")


def test_a_quote_is_copied_with_its_source(browser: Browser, base: str) -> None:
    context, visitor = open_window(browser, base, permissions=["clipboard-read", "clipboard-write"])
    page = visitor.go(MOON)
    page.locator("#q1 button.copy").click()
    expect(page.locator("#q1 [role=status]")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "That’s one small step for man" in copied
    assert "Neil Armstrong" in copied
    assert copied.endswith(f"https://example.org/{MOON}#q1")
    context.close()


def test_paper_takes_two_pages_at_most(browser: Browser, base: str) -> None:
    context, visitor = open_window(browser, base)
    pdf = visitor.go(PATRIOT).pdf(format="A4", prefer_css_page_size=True)
    context.close()
    assert 1 <= pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") <= 2


@pytest.mark.parametrize("settings", [{"color_scheme": "dark"}, {}], ids=["system", "chosen"])
def test_paper_is_white_whatever_the_screen_is(
    browser: Browser, base: str, settings: dict[str, Any]
) -> None:
    context, visitor = open_window(browser, base, **settings)
    page = visitor.go(MOON)
    if not settings:
        page.evaluate("localStorage.setItem('theme', 'dark')")
        page.reload()
    page.emulate_media(media="print")
    assert colour(page, "body", "color") == "rgb(0, 0, 0)"
    assert colour(page, ".facts", "color") == "rgb(68, 68, 68)"
    assert page.locator(".menu, .tools, summary").filter(visible=True).count() == 0
    expect(page.locator(".address")).to_have_text(f"https://example.org/{MOON}")
    context.close()


def test_forced_colours_keep_what_colour_told(browser: Browser, base: str) -> None:
    context, visitor = open_window(browser, base, forced_colors="active")
    page = visitor.go(KINDS["planned"])
    planned = colour(page, ".event.planned", "background-color", "::after")
    assert planned == system_colour(page, "Canvas")
    page = visitor.go(MOON)
    past = colour(page, ".event.past", "background-color", "::after")
    assert past == system_colour(page, "CanvasText")
    assert "double" in colour(page, ".body .said", "text-decoration-style")
    page.locator(".display summary").click()
    pressed = "button[aria-pressed=true]"
    assert colour(page, pressed, "background-color") == system_colour(page, "Highlight")
    page.goto(f"{page.url}#q1t")
    assert colour(page, "#q1t", "background-color") == system_colour(page, "Mark")
    context.close()


def colour(page: Page, selector: str, name: str, pseudo: str = "") -> str:
    script = "(node, [name, pseudo]) => getComputedStyle(node, pseudo)[name]"
    return str(page.locator(selector).first.evaluate(script, [name, pseudo]))


def system_colour(page: Page, name: str) -> str:
    script = (
        "name => { const p = document.createElement('p'); p.style.setProperty('color', name);"
        "p.style.setProperty('forced-color-adjust', 'none'); document.body.append(p);"
        "const made = getComputedStyle(p).color; p.remove(); return made; }"
    )
    return str(page.evaluate(script, name))
