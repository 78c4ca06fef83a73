"""The pages of a built site, what they point to, and which of it is dead."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

HOST = "https://example.org/"


class Links(HTMLParser):
    """Collects what a page points to, its ids, and what it must not have."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: list[str] = []
        self.forbidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        for name in ("href", "src", "action", "data-related"):
            if given.get(name):
                self.targets.append(str(given[name]))
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "style" or any(name.startswith("on") or name == "style" for name in given):
            self.forbidden.append(f"{tag} {given}")
        if tag == "script" and not given.get("src") and given.get("type") != "application/ld+json":
            self.forbidden.append("inline script")


def pages(site: Path) -> Iterator[Path]:
    return (path for path in sorted(site.rglob("*.html")) if path.name != "404.html")


def read(path: Path) -> Links:
    links = Links()
    links.feed(path.read_text(encoding="utf-8"))
    return links


def dead_links(site: Path) -> list[str]:
    """Return each link that leads to no file, or to no element of its page."""
    ids = {path: read(path).ids for path in pages(site)}
    dead = []
    for path in pages(site):
        here = HOST + path.relative_to(site).as_posix().removesuffix("index.html")
        for target in read(path).targets:
            whole, fragment = urldefrag(urljoin(here, target))
            if not whole.startswith(HOST) or whole == "https://example.org/patriot":
                continue
            place = site / unquote(urlsplit(whole).path).lstrip("/")
            file = place / "index.html" if place.is_dir() else place
            is_alive = file.is_file() and (not fragment or fragment in ids.get(file, ()))
            if not is_alive and "/pagefind/" not in whole:
                dead.append(f"{path.relative_to(site)} → {target}")
    return dead
