"""How long a reader waits for the first hit among many briefings, in headless Chromium.

    python benchmarks/search.py [--count 10000] [--rounds 9] [--folder FOLDER]

Makes the search index of generated articles (`articles.py`; the towns they name are the
actors) as a build does, serves it with a search page on loopback, and asks it, each round
in a window of its own with an empty cache. Timed from the last key to the first hit of all
that was typed, the pause of the search box included, and from the opening of a shared
address, both by the page's own clock: who waits for a hit from outside looks twice a second.
Beside the wall clock stands what the browser's processes spent, which a busy machine changes
less. FOLDER is kept and used again.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import http.server
import os
import re
import shutil
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import yaml
from articles import TOWNS, article
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, sync_playwright

from briefgen.model import Actor, Article, Briefing, Mention, MentionKind, NameType, Source, Span
from briefgen.render import render
from briefgen.site.entry import Entry
from briefgen.site.library import gather
from briefgen.site.pagefind import build_index
from briefgen.site.pages import search_sheet
from briefgen.site.search_index import briefing_documents, other_documents, write_documents
from briefgen.site.search_parts import SEARCH, parts_of
from briefgen.slug import slugify

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
FETCHED = (
    "performance.getEntriesByType('resource').filter(e => e.name.includes('pagefind'))"
    ".map(e => e.encodedBodySize)"
)
WATCH = """
const start = (typedAt) => Object.assign(window, { typedAt, hitAt: 0 });
start(0);
addEventListener("input", (event) => start(event.timeStamp), true);
new MutationObserver((changes) => {
  if (!changes.some(({ target }) => target.matches?.(".hits"))) return;
  if (!document.querySelector(".hit") || performance.now() < typedAt + 120) return;
  window.hitAt ||= performance.now();
}).observe(document, { childList: true, subtree: true });
"""  # 120 ms after a key the page begins to search; what it shows before is an answer to less
PATIENCE = 300_000  # milliseconds
LOOK = 20  # milliseconds from look to look whether a hit is there
KEY = 120  # milliseconds from key to key: a hundred words a minute
QUERIES = ("tramway", "budget de l’eau", '"the flood plan" before:2020')
_TOWN = re.compile("|".join(sorted(map(re.escape, TOWNS), key=len, reverse=True)))


def main() -> None:
    """Make what is missing, ask, print a Markdown table."""
    parser = argparse.ArgumentParser(description="Time the search among many briefings.")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    chromium = os.environ.get("BRIEFGEN_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        sys.exit("needs chromium on the path")
    folder = options.folder or Path(tempfile.mkdtemp(prefix="briefgen-search-"))
    folder = folder.resolve()
    site = make_site(folder, options.count)
    handler = functools.partial(_Quiet, directory=str(site))
    with _Patient(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = f"http://127.0.0.1:{server.server_port}/search/"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            print(
                f"{options.count} briefings, least and median of {options.rounds} rounds, seconds\n"
            )
            print("| query | typed | CPU | shared address | CPU | KB of the index |")
            print("|---|--:|--:|--:|--:|--:|")
            for query in QUERIES:
                rounds = [ask(browser, page, query) for _ in range(options.rounds)]
                *times, fetched = zip(*rounds, strict=True)
                cells = [f"{min(t):.2f}, {statistics.median(t):.2f}" for t in times]
                print(f"| {query} | {' | '.join(cells)} | {max(fetched) / 1000:.0f} |", flush=True)
            browser.close()
        server.shutdown()
    if not options.folder:
        shutil.rmtree(folder)


def ask(browser: Browser, address: str, query: str) -> tuple[float, float, float, float, int]:
    """Return seconds until the first hit, typed (wall, CPU) and by address, and bytes fetched."""
    typed, sizes = _timed(browser, address, query, is_typed=True)
    opened, _ = _timed(browser, address, query, is_typed=False)
    return (*typed, *opened, sum(sizes))


def _timed(
    browser: Browser, address: str, query: str, *, is_typed: bool
) -> tuple[tuple[float, float], list[int]]:
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.add_init_script(WATCH)
    if is_typed:
        page.goto(address)
        page.locator(".results .status:not(:empty)").wait_for()  # the box listens
    spent = _spent()
    if is_typed:
        page.locator("#q").press_sequentially(query, delay=KEY)
    else:
        page.goto(f"{address}?q={query}", wait_until="commit")
    while not page.evaluate("hitAt"):
        page.wait_for_timeout(LOOK)
    times = (page.evaluate("hitAt - typedAt") / 1000, _spent() - spent)
    sizes = page.evaluate(FETCHED)
    context.close()
    return times, sizes


def _spent() -> float:
    """Return the CPU seconds of this process's living descendants: the browser."""
    parents, ticks = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            name, _, rest = path.read_text().rpartition(")")
            fields, pid = rest.split(), int(path.parent.name)
            is_driver = name.endswith("(node")
            parents[pid] = int(fields[1])
            ticks[pid] = 0 if is_driver else int(fields[11]) + int(fields[12])

    def is_ours(pid: int) -> bool:
        while pid in parents:
            pid = parents[pid]
            if pid == os.getpid():
                return True
        return False

    return sum(ticks[pid] for pid in ticks if is_ours(pid)) / os.sysconf("SC_CLK_TCK")


def make_site(folder: Path, count: int) -> Path:
    """Return the folder of a site whose search page finds *count* briefings."""
    site = folder / "site"
    if (folder / "whole").exists():
        return site
    entries = [entry(number) for number in range(count)]
    for one in entries[:2]:  # enough for a search page; the pages of the hits are not opened
        path = folder / "content" / one.source
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(render(one.briefing), encoding="utf-8")
    (folder / "mkdocs.yml").write_text("site_name: Benchmark\n", encoding="utf-8")
    config = load_config(
        str(folder / "mkdocs.yml"),
        docs_dir=str(folder / "content"),
        site_dir=str(site),
        theme={"name": "briefgen"},
        plugins=[{"briefgen": {"build": False}}],
    )
    build(config)
    began = time.process_time()
    plugin: Any = config.plugins["briefgen"]
    printer = plugin.printer
    documents = folder / "documents"
    documents.mkdir(exist_ok=True)
    digests = {one.source: one.article.id for one in entries}
    shutil.rmtree(site / SEARCH)
    library = gather(entries)
    found = briefing_documents(library.entries, printer, digests)
    found |= other_documents(library.actors, printer, ())
    for part in parts_of(library, frozenset(), printer.press.language):
        of_part = documents / part.folder.replace("/", "-")
        write_documents({name: found[name] for name in part.sources}, printer, of_part)
        build_index(of_part, site / part.folder)
    print(
        f"index of {count} briefings: {time.process_time() - began:.0f} s of CPU, without Pagefind"
    )
    page = site / "search/index.html"
    old, new = (
        printer.sheet(search_sheet(shelf, printer.press, frozenset()), "search/")
        for shelf in (gather(entries[:2]), library)
    )
    page.write_text(page.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    (folder / "whole").touch()
    return site


def entry(number: int) -> Entry:
    """Return generated article *number* as a briefing whose actors are the towns it names."""
    _, head, text = article(number).split("---\n", 2)
    fields = yaml.safe_load(head)
    text = text.strip()
    mentions: dict[str, list[Mention]] = {}
    for match in _TOWN.finditer(text):
        mentions.setdefault(match[0], []).append(Mention(Span(*match.span()), MentionKind.NAME))
    actors = tuple(
        Actor(slugify(name), name, NameType.LOC, (), (), tuple(places), 0.5, key=True)
        for name, places in mentions.items()
    )
    published = fields["published"]
    whole = Article(
        id=f"dispatch-{number:06}",
        title=fields["title"],
        text=text,
        language=fields["lang"],
        source=Source(f"articles/dispatch-{number:06}.md", "0" * 64),
        published=published,
        tags=tuple(fields["tags"]),
    )
    first = Span(0, text.index(".") + 1)
    briefing = Briefing(whole, (first,), actors, (), (), (), ())
    return Entry(briefing, f"briefings/{published:%Y/%m}/{whole.id}.md")


class _Patient(http.server.ThreadingHTTPServer):
    def handle_error(self, *arguments: object) -> None:
        """Say nothing of a page that closed before all of it had arrived."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    main()
