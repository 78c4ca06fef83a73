"""Our theme around a page, printed once for all the pages that it is the same for.

MkDocs would read, populate and print each page by itself, at a millisecond a page, most
of it for a frame that differs in a few words. Here these are slots: the theme is printed
with a mark in each, cut at the marks, and a page is its words put between the pieces.
The bytes are those that MkDocs would have written.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_theme_dir

from briefgen.site.press import relative
from briefgen.site.printing import Head, Printer

_TEMPLATE = "main.html"
_INDEX = frozenset({"", "index.html"})
_SLOT = re.compile("#?\ue000([a-z]+(?: [0-9]+)?)\ue001")
_ANY = "_"  # a folder that no link of the frame leads into

Shape = tuple[object, ...]
Pieces = tuple[tuple[str, str], ...]
"texts of the frame, each with the name of the slot behind it"


class Frame:
    """Prints pages of one build with our own theme."""

    def __init__(
        self, env: jinja2.Environment, config: MkDocsConfig, files: Files, nav: Navigation
    ) -> None:
        """Take what MkDocs would print every page with."""
        self._template = env.get_template(_TEMPLATE)
        self._config, self._files, self._nav = config, files, nav
        self._pieces: dict[Shape, Pieces] = {}

    def around(self, file: File, title: str, content: str, head: Head, printer: Printer) -> str:
        """Return the whole page of *file*, no front page: *content* as the theme frames it."""
        place = _place(file.src_uri)
        feeds = tuple(kind for *_, kind in head.feeds)
        filled = (bool(head.description), bool(head.published), bool(head.data))
        shape = (place, head.kind, feeds, filled)
        if shape not in self._pieces:
            self._pieces[shape] = self._cut(place, head, printer)
        words: dict[str, str] = {
            "title": escape(title),
            "plain title": escape(_without_tags(title)),
            "description": escape(head.description),
            "canonical": escape(printer.url_of(file.src_uri)),
            "published": head.published,
            "data": head.data,
            "content": content,
            "": "",
        }
        for number, (url, name, _) in enumerate(head.feeds):
            words[f"feed {number}"] = escape(relative(url, file.url))
            words[f"name {number}"] = escape(name)
        parts = (part for text, slot in self._pieces[shape] for part in (text, words[slot]))
        return "".join(parts)

    def _cut(self, place: str, head: Head, printer: Printer) -> Pieces:
        """Return the frame of the pages that lie like *place* and have a head like *head*."""
        marked = Head(
            description=_mark("description") if head.description else "",
            kind=head.kind,
            data=Markup(_mark("data")) if head.data else Markup(),  # noqa: S704 - a constant
            feeds=tuple(
                (f"#{_mark(f'feed {number}')}", _mark(f"name {number}"), kind)
                for number, (*_, kind) in enumerate(head.feeds)
            ),
            published=_mark("published") if head.published else "",
            language=head.language,
        )
        page = Page(_mark("title"), File.generated(self._config, place, content=""), self._config)
        page.content = _mark("content")
        shell: dict[str, Any] = printer.shell(self._config, place, marked) | {"is_own": False}
        if shell["canonical"]:
            shell["canonical"] = _mark("canonical")
        context = get_context(self._nav, self._files, self._config, page)
        context["briefgen"] = shell  # type: ignore[typeddict-unknown-key]
        texts = _SLOT.split(self._template.render(context))
        slots = [*texts[1::2], ""]
        slots[slots.index("title")] = "plain title"  # the first, of the browser's window
        return tuple(zip(texts[::2], slots, strict=True))


def is_framed(config: MkDocsConfig, nav: Navigation, folders: Container[str]) -> bool:
    """Tell whether a `Frame` prints what MkDocs would: our theme, and nobody else at work.

    *folders* hold the pages to print: where a link of the frame leads into one of them,
    to more than its index, it depends on more than how deep the page lies.
    """
    if set(config.plugins) != {"briefgen"} or config.hooks:
        return False
    themes = (Path(folder, _TEMPLATE) for folder in config.theme.dirs)
    theme = next((path for path in themes if path.is_file()), None)
    ours = Path(get_theme_dir("briefgen"), _TEMPLATE)
    if theme is None or theme.read_bytes() != ours.read_bytes():
        return False
    links = [*_addresses(nav.items), *config.extra_css, *map(str, config.extra_javascript)]
    inside = (link.partition("/") for link in links)
    return not any(first in folders and rest not in _INDEX for first, _, rest in inside)


def _without_tags(title: str) -> str:
    """Return the words of *title*, as `Markup.striptags`, which takes its time."""
    if "<" in title or "&" in title:
        return Markup(title).striptags()  # noqa: S704 - tags fall, words stay
    return " ".join(title.split())


def _mark(slot: str) -> str:
    """Return what stands in *slot* while the frame is printed: private characters around it."""
    return f"\ue000{slot}\ue001"


def _addresses(items: Iterable[StructureItem]) -> Iterator[str]:
    for item in items:
        yield from _addresses(getattr(item, "children", None) or ())
        if url := getattr(item, "url", None):
            yield url


def _place(source: str) -> str:
    """Return a path that the frame's links look the same from as from *source*."""
    first, *inner, last = source.removesuffix(".md").split("/") if "/" in source else ("", source)
    if not first:
        return source
    return "/".join([first, *([_ANY] * len(inner)), last if last == "index" else _ANY]) + ".md"
