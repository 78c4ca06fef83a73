"""NewsML 1: items of components within components; NITF, XHTML or text inside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefgen.errors import InputError
from briefgen.model import Article, ArticleStatus, Subject
from briefgen.readers.body import Body, first, nitf_element, plain_body, words_of
from briefgen.readers.dates import parse_instant
from briefgen.readers.found import Found, to_articles
from briefgen.readers.input import Input
from briefgen.readers.markup_text import element_text
from briefgen.readers.safe_xml import parse_xml

_FORMATS = ("NITF", "HTML", "TEXT", "PLAIN")  # best first; of two alike the longer is the body
_NOT_TEXT = ("image", "photo", "video", "audio", "text/css")
# Roles of components that stand beside the story.
_ASIDES = frozenset({"headline", "subheadline", "caption", "contact", "stylesheet", "summary"})


def read(source: Input) -> tuple[Article, ...]:
    """Return the articles of *source*: one for each news item that carries text."""
    root, encoding = parse_xml(source)
    items = list(root.iter("{*}NewsItem")) or [root]
    found = [_item(item, root, source.path) for item in items]
    kept = [one for one in found if one.text or one.status is not ArticleStatus.USABLE]
    if not kept:
        message = "holds no item with text; expected a ContentItem with a DataContent"
        raise InputError(message, code="no-item", path=source.path)
    return to_articles(source, kept, format_name="newsml-1", encoding=encoding)


def _item(item: Any, root: Any, path: str) -> Found:
    body = _body(item, path)
    first_created = parse_instant(words_of(first(item, "FirstCreated")))
    revised = parse_instant(words_of(first(item, "ThisRevisionCreated")))
    return Found(
        title=words_of(first(item, "HeadLine")) or body.title,
        text=body.text,
        marks=body.marks,
        language=_name(item, "Language"),
        published=first_created or revised,
        updated=revised,
        byline=words_of(first(item, "ByLine")) or body.byline,
        dateline=words_of(first(item, "DateLine")) or body.dateline,
        located=_property(item, "Location", "City") or body.located,
        publisher=_party(item, "Source"),
        provider=_party(item, "Provider") or _party(root, "SentFrom"),
        rights=words_of(first(item, "CopyrightLine")) or None,
        usage_terms=words_of(first(item, "UsageType")) or None,
        guid=_guid(item),
        version=words_of(first(item, "RevisionId")) or None,
        first_created=first_created,
        version_created=revised,
        status=_status(item),
        embargo=_embargo(item),
        tags=tuple(dict.fromkeys(words_of(k) for k in item.iter("{*}KeywordLine") if words_of(k))),
        subjects=tuple(_subjects(item)),
    )


def _body(item: Any, path: str) -> Body:
    ranked = []
    for content in item.iter("{*}ContentItem"):
        data = first(content, "DataContent")
        kind = (_name(content, "MimeType") or _name(content, "MediaType") or "").lower()
        role = (_name(content.getparent(), "Role") or "").lower().replace(" ", "")
        if data is None or role in _ASIDES or kind.startswith(_NOT_TEXT):
            continue
        form = (_name(content, "Format") or "").upper()
        rank = next((i for i, name in enumerate(_FORMATS) if name in form), len(_FORMATS))
        if body := _data(data, path):
            ranked.append((rank, -len(body.text), body))
    return min(ranked, key=lambda row: row[:2])[2] if ranked else Body("", ())


def _data(data: Any, path: str) -> Body | None:
    inner = first(data, "nitf")
    if inner is not None:
        body = nitf_element(inner)
    elif len(data):
        body = Body(*element_text(data))
    else:
        body = plain_body(data.text or "", path)
    return body if body.text else None


def _guid(item: Any) -> str | None:
    # The public identifier ends in the revision; without it every version has the same.
    provider, day, own = (
        words_of(first(item, name)) for name in ("ProviderId", "DateId", "NewsItemId")
    )
    if provider and own:
        return f"urn:newsml:{provider}:{day}:{own}"
    return words_of(first(item, "PublicIdentifier")) or None


def _status(item: Any) -> ArticleStatus:
    given = (_name(item, "Status") or "Usable").lower()
    if given in {"usable", "embargoed"}:
        return ArticleStatus.USABLE
    return ArticleStatus.CANCELED if given == "canceled" else ArticleStatus.WITHHELD


def _embargo(item: Any) -> Any:
    for change in item.iter("{*}StatusWillChange"):
        return parse_instant(words_of(first(change, "DateAndTime")))
    return None


def _subjects(item: Any) -> Iterator[Subject]:
    seen = set()
    for name in ("Subject", "SubjectMatter", "SubjectDetail", "SubjectQualifier"):
        for element in item.iter(f"{{*}}{name}"):
            code = element.get("FormalName") or ""
            if code and code not in seen:
                seen.add(code)
                yield Subject(code)


def _party(item: Any, name: str) -> str | None:
    element = first(item, name)
    return None if element is None else _name(element, "Party")


def _property(item: Any, name: str, key: str) -> str | None:
    element = first(item, name)
    if element is not None:
        for row in element.iter("{*}Property"):
            if row.get("FormalName") == key:
                return str(row.get("Value") or "") or None
    return None


def _name(item: Any, name: str) -> str | None:
    element = first(item, name)
    return (str(element.get("FormalName") or "") or None) if element is not None else None
