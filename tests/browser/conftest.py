"""A built demo site in two languages, served on loopback, and a headless Chromium."""

import functools
import http.server
import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.site.shelf import demo, write_site

CHROMIUM = os.environ.get("BRIEFGEN_CHROMIUM") or shutil.which("chromium") or ""
# No sandbox: tests run as root in containers. The rest keeps Chromium from calling home.
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

expect.set_options(timeout=25_000)  # milliseconds: shared machines can be slow

PIECE, PAUSE = 1500, 0.004  # bytes and seconds: a page that arrives over a slow line


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


class SlowHandler(QuietHandler):
    """Sends pages piece by piece, so that the browser paints what it has.

    A piece ends with a line: half a word moves when the other half comes, whatever the page does.
    """

    def copyfile(self, source: Any, outputfile: Any) -> None:
        if not self.path.split("?")[0].endswith(("/", ".html")):
            super().copyfile(source, outputfile)
            return
        while piece := source.read(PIECE) + source.readline():
            outputfile.write(piece)
            outputfile.flush()
            time.sleep(PAUSE)


@dataclass
class Visitor:
    """A browser window on a site, and what went wrong or out while it was open."""

    page: Page
    base: str
    foreign: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def go(self, path: str = "") -> Page:
        self.page.goto(self.base + path)
        return self.page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("chromium is not installed; `make test` as root installs it")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo site with a French interface."""
    root = tmp_path_factory.mktemp("site-fr")
    return write_site(root, demo(), language="fr", tagline="Chaque mot a sa source")


@pytest.fixture(scope="session")
def english_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(tmp_path_factory.mktemp("site-en"), demo(), language="en")


@pytest.fixture(scope="session")
def base(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def english_base(english_site: Path) -> Iterator[str]:
    with served(english_site) as address:
        yield address


@contextmanager
def served(site: Path, kind: type[QuietHandler] = QuietHandler) -> Iterator[str]:
    handler = functools.partial(kind, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def open_window(browser: Browser, base: str, **options: Any) -> tuple[BrowserContext, Visitor]:
    context = browser.new_context(reduced_motion="reduce", **options)
    visitor = Visitor(context.new_page(), base)
    visitor.page.on(
        "request", lambda r: r.url.startswith((base, "data:")) or visitor.foreign.append(r.url)
    )
    visitor.page.on("pageerror", lambda error: visitor.faults.append(str(error)))
    visitor.page.on(
        "console", lambda m: m.type in {"error", "warning"} and visitor.faults.append(m.text)
    )
    return context, visitor


@pytest.fixture
def visitor(browser: Browser, base: str) -> Iterator[Visitor]:
    context, visitor = open_window(browser, base)
    yield visitor
    context.close()
    assert visitor.foreign == [], "no page may ask another host"
    assert visitor.faults == []


@pytest.fixture
def plain_visitor(browser: Browser, base: str) -> Iterator[Visitor]:
    """Visit without JavaScript."""
    context, visitor = open_window(browser, base, java_script_enabled=False)
    yield visitor
    context.close()
    assert visitor.foreign == []
