"""The table of formats: which reader takes a file, by its suffix and its first bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module

from briefgen.errors import InputError
from briefgen.extensions import READERS, extensions, load_extension
from briefgen.model import Article, Note
from briefgen.readers.decode import counting_removed
from briefgen.readers.input import Input

_HEAD = 4096  # bytes looked at
_ROOT = r"\A[^<]*(?:<[?!][^>]*>[^<]*){0,20}<(?:[\w.\-]+:)?"  # prolog, then the root's name


@dataclass(frozen=True, slots=True)
class Format:
    """One row: files of *suffixes* whose head matches *signature* go to *module*.read."""

    name: str
    suffixes: tuple[str, ...]
    signature: str
    "regular expression over the first 4 KB, decoded as Latin-1; empty takes any"
    module: str
    "under briefgen.readers; imported when first needed"
    is_guarded: bool = False
    "read in a process that is killed after a time limit: its parser is not ours"
    package: str = "briefgen.readers"
    "that the module lies in; empty for a module named in full"

    def read(self, source: Input) -> tuple[Article, ...]:
        """Return the articles of *source*; a note tells of controls that hid in it."""
        module = import_module(f"{self.package}.{self.module}" if self.package else self.module)
        reader: Callable[[Input], tuple[Article, ...]] = module.read
        with counting_removed() as counts:
            articles = reader(source)
        if not counts:
            return articles
        message = f"{sum(counts)} control or invisible characters were removed."
        note = Note("controls-removed", message)
        return tuple(replace(article, notes=(*article.notes, note)) for article in articles)


# The first row that fits wins.
FORMATS = (
    Format("markdown", (".md", ".markdown"), "", "markdown"),
    Format("text", (".txt", ".text"), "", "plain_text"),
    Format("json-feed", (".json",), r"jsonfeed\.org\\?/version", "json_feed", True),
    Format("ninjs", (".json",), r"^\s*(?:ï»¿)?[\[{]", "ninjs", True),
    Format(
        "newsml-g2", (".xml",), rf"{_ROOT}(?:newsItem|newsMessage|packageItem)\b", "newsml_g2", True
    ),
    Format("newsml-1", (".xml",), rf"{_ROOT}NewsML\b", "newsml1", True),
    Format("nitf", (".xml", ".nitf"), r"<(?:[\w.\-]+:)?nitf\b", "nitf", True),
    Format("feed", (".xml", ".rss", ".atom", ".rdf"), rf"{_ROOT}(?:rss|feed|RDF)\b", "feed", True),
    Format("html", (".html", ".htm", ".xhtml"), "", "web_page", True),
    Format("pdf", (".pdf",), r"%PDF-", "pdf", True),
    Format("docx", (".docx",), r"\APK", "docx", True),
)


SUFFIXES = tuple(dict.fromkeys(suffix for row in FORMATS for suffix in row.suffixes))
"of our own rows"


@cache
def all_formats() -> tuple[Format, ...]:
    """Return the rows of other installed packages, which go first, and ours.

    Such a package names a module under ``briefgen.readers`` with a function ``read``, the
    tuple ``SUFFIXES`` and, if it likes, ``SIGNATURE``.
    """
    return tuple(_extension(name) for name in extensions(READERS)) + FORMATS


def all_suffixes() -> tuple[str, ...]:
    """Return the suffixes of files that can be read."""
    return tuple(dict.fromkeys(suffix for row in all_formats() for suffix in row.suffixes))


def _extension(name: str) -> Format:
    module = load_extension(READERS, name)
    signature = getattr(module, "SIGNATURE", "")
    return Format(name, tuple(module.SUFFIXES), signature, module.__name__, True, package="")


def pick(source: Input) -> Format:
    """Return the row of `FORMATS` for *source*.

    Raises:
        InputError: no row has this suffix, or none of those knows this content.
    """
    rows = [row for row in all_formats() if source.suffix in row.suffixes]
    if not rows:
        message = (
            f"files of type '{source.suffix}' are not read; known: {', '.join(all_suffixes())}"
        )
        raise InputError(message, code="unknown-format", path=source.path)
    head = source.data[:_HEAD].replace(b"\0", b"").decode("latin-1")
    for row in rows:
        if re.search(row.signature, head):
            return row
    names = ", ".join(row.name for row in rows)
    message = f"is none of {names}; expected one of these formats"
    raise InputError(message, code="unknown-format", path=source.path)
