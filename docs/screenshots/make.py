# ruff: noqa: INP001 - a script beside its pictures, not a package
"""Take the pictures in this folder from the built site: `make screenshots`.

Every picture is what headless Chromium shows of ``site/`` on loopback, and nothing else.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import sys
import threading
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


def main() -> None:
    """Write a picture of every kind of page that the site has."""
    site = ROOT / "site"
    chromium = shutil.which("chromium")
    if not chromium or not site.is_dir():
        sys.exit("needs chromium on the path and a built site; run `make site` first")
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}/"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            for name, path, options in _pictures(site):
                _take(browser, base + path, HERE / name, **options)
            browser.close()
        server.shutdown()


def _pictures(site: Path) -> list[tuple[str, str, dict[str, object]]]:
    moon = _first(site, "briefings/1969/07/*walk*/index.html")
    french = _first(site, "briefings/2025/*/*/index.html")
    story = _first(site, "stories/*/index.html")
    actor = "actors/neil-armstrong/"
    return [
        ("home.png", "", {}),
        ("home-phone.png", "", {"viewport": PHONE}),
        ("briefing.png", french, {}),
        ("briefing-quotes.png", french + "#quotes", {}),
        ("briefing-article.png", french + "#article", {}),
        ("briefing-dark.png", moon, {"color_scheme": "dark"}),
        ("briefing-phone.png", moon, {"viewport": PHONE}),
        ("actor.png", actor, {}),
        ("actor-phone-dark.png", actor, {"viewport": PHONE, "color_scheme": "dark"}),
        ("story.png", story, {}),
        ("timeline.png", "timeline/", {}),
        ("quotes.png", "quotes/", {}),
        ("archive.png", _first(site, "archive/19*/index.html"), {}),
        ("search.png", "search/?q=défense aérienne", {}),
        ("search-dark.png", "search/?q=l’Ukraine", {"color_scheme": "dark"}),
        ("print.png", french, {"media": "print", "viewport": {"width": 794, "height": 1123}}),
    ]


def _first(site: Path, pattern: str) -> str:
    found = sorted(site.glob(pattern))
    return f"{found[0].parent.relative_to(site).as_posix()}/" if found else ""


def _take(browser: Browser, url: str, target: Path, *, media: str = "", **options: object) -> None:
    settings = {"viewport": DESKTOP, "reduced_motion": "reduce", **options}
    context = browser.new_context(**settings)  # type: ignore[arg-type]
    page = context.new_page()
    if media == "print":
        page.emulate_media(media="print")
    page.goto(url)
    if "?q=" in url:
        page.locator(".hit").first.wait_for()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=str(target))
    context.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    main()
