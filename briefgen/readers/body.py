"""The body of an item that carries it in one or more forms: plain, HTML, NITF."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import lxml.html
from lxml import etree

from briefgen.model import Mark
from briefgen.readers.dates import parse_moment
from briefgen.readers.decode import clean
from briefgen.readers.markup_scan import refuse_bombs
from briefgen.readers.markup_text import element_text
from briefgen.readers.safe_xml import parse_xml_text


@dataclass(frozen=True, slots=True)
class Body:
    """A text with its marks, and what the head of a NITF document adds."""

    text: str
    marks: tuple[Mark, ...]
    title: str = ""
    byline: str | None = None
    dateline: str | None = None
    located: str | None = None
    published: Any = None


def best_body(bodies: Iterable[tuple[str, str]], path: str) -> Body | None:
    """Return the richest readable of *bodies*, pairs of content type and text.

    NITF before HTML before plain text; forms without words do not count. None when
    there is none.
    """
    ranked = sorted(
        ((rank, kind, text) for kind, text in bodies if (rank := _rank(kind)) is not None),
        key=lambda row: row[0],
    )
    for rank, _, text in ranked:
        body = _READERS[rank](text, path)
        if body.text:
            return body
    return None


def html_body(text: str, path: str) -> Body:
    """Return the words of an HTML fragment or page."""
    refuse_bombs(text, path, is_html=True)
    if not text.strip():
        return Body("", ())
    parser = lxml.html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return Body("", ())
    words, marks = element_text(root)
    return Body(words, marks)


def plain_body(text: str, path: str) -> Body:  # noqa: ARG001 - one signature for all forms
    """Return plain *text*, clean; lines stay as they are."""
    return Body(clean(text)[0].strip(), ())


def nitf_body(text: str, path: str) -> Body:
    """Return the body of a NITF document given as text."""
    return nitf_element(parse_xml_text(text, path))


def nitf_element(root: Any) -> Body:
    """Return the body of a NITF document: ``body.head`` for its lines, ``body.content``."""
    content = first(root, "body.content")
    if content is None:
        return Body("", ())
    words, marks = element_text(content)
    return Body(
        words,
        marks,
        title=words_of(first(root, "hl1")) or words_of(first(root, "hedline")),
        byline=words_of(first(root, "byline")) or None,
        dateline=words_of(first(root, "dateline")) or None,
        located=words_of(first(root, "location")) or None,
        published=parse_moment((_attribute(root, "date.issue", "norm")) or ""),
    )


def first(root: Any, name: str) -> Any:
    """Return the first element called *name*, whatever its namespace; None when absent."""
    return next(root.iter(f"{{*}}{name}"), None)


def words_of(element: Any) -> str:
    """Return the words of *element* on one line; empty for None."""
    if element is None:
        return ""
    return " ".join(clean("".join(element.itertext()))[0].split())


def _attribute(root: Any, name: str, key: str) -> str | None:
    element = first(root, name)
    return None if element is None else element.get(key)


def _rank(kind: str) -> int | None:
    kind = kind.lower()
    if "nitf" in kind:
        return 0
    if "html" in kind:
        return 1
    if kind in {"", "text/plain", "text"}:
        return 2
    return None


_READERS: tuple[Callable[[str, str], Body], ...] = (nitf_body, html_body, plain_body)
