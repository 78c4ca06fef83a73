"""NITF 3: one article an XML file, its head and its body."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefgen.model import Article, ArticleStatus, NamedByProvider, NameType, Subject
from briefgen.readers.body import first, nitf_element, words_of
from briefgen.readers.dates import parse_instant, parse_moment
from briefgen.readers.found import Found, to_article
from briefgen.readers.input import Input
from briefgen.readers.safe_xml import parse_xml

_NAMES = {
    "person": NameType.PER,
    "org": NameType.ORG,
    "location": NameType.LOC,
    "identified-content": None,
}


def read(source: Input) -> tuple[Article, ...]:
    """Return the one article of *source*."""
    root, encoding = parse_xml(source)
    return (to_article(source, find(root), format_name="nitf", encoding=encoding),)


def find(root: Any) -> Found:
    """Return what a ``nitf`` element says of its article."""
    body = nitf_element(root)
    issued = _norm(root, "date.issue")
    released = _norm(root, "date.release")
    published = _attribute(root, "pubdata", "date.publication")
    document = first(root, "doc-id")
    return Found(
        title=body.title or words_of(first(root, "title")),
        text=body.text,
        marks=body.marks,
        language=_language(root),
        published=parse_moment(published or "") or parse_moment(issued) or parse_moment(released),
        byline=body.byline,
        dateline=body.dateline,
        located=body.located,
        url=_attribute(root, "pubdata", "ex-ref"),
        publisher=_attribute(root, "pubdata", "name"),
        provider=words_of(first(root, "distributor"))
        or (None if document is None else document.get("regsrc")),
        rights=_rights(root),
        guid=None if document is None else document.get("id-string"),
        version=_attribute(root, "du-key", "version"),
        first_created=parse_instant(issued),
        status=_status(root),
        tags=tuple(dict.fromkeys(k.get("key") for k in root.iter("{*}keyword") if k.get("key"))),
        subjects=tuple(_subjects(root)),
        named=tuple(_named(root)),
    )


def _subjects(root: Any) -> Iterator[Subject]:
    for element in root.iter("{*}tobject.subject"):
        name = element.get("tobject.subject.matter") or element.get("tobject.subject.type") or ""
        code = element.get("tobject.subject.refnum") or name
        if code:
            yield Subject(code, name)


def _named(root: Any) -> Iterator[NamedByProvider]:
    # In the head, or marked up in the text itself.
    seen = set()
    for element in root.iter(*(f"{{*}}{name}" for name in ("person", "org"))):
        parent = element.getparent()
        if parent is not None and parent.tag.rpartition("}")[2] in {"byline", "distributor"}:
            continue
        type_ = _NAMES[element.tag.rpartition("}")[2]]
        name = words_of(element) or element.get("value") or ""
        if name and (name, type_) not in seen:
            seen.add((name, type_))
            yield NamedByProvider(name, type_)


def _rights(root: Any) -> str | None:
    holder = first(root, "doc.copyright")
    if holder is not None:
        parts = (holder.get("holder"), holder.get("year"))
        return ", ".join(part for part in parts if part) or None
    return words_of(first(root, "rights")) or None


def _status(root: Any) -> ArticleStatus:
    given = (_attribute(root, "docdata", "management-status") or "usable").lower()
    if given in {"usable", "usable-embargo"}:
        return ArticleStatus.USABLE
    return ArticleStatus.CANCELED if given == "canceled" else ArticleStatus.WITHHELD


def _language(root: Any) -> str | None:
    nitf = root if root.tag.rpartition("}")[2] == "nitf" else first(root, "nitf")
    given = nitf.get("baselang") or nitf.get("{http://www.w3.org/XML/1998/namespace}lang")
    return given or None


def _norm(root: Any, name: str) -> str:
    return _attribute(root, name, "norm") or ""


def _attribute(root: Any, name: str, key: str) -> str | None:
    element = first(root, name)
    return (element.get(key) or None) if element is not None else None
