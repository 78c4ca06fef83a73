"""NewsML-G2: news items alone, in a message or in a package; NITF or HTML inside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefgen.errors import InputError
from briefgen.model import Article, ArticleStatus, NamedByProvider, NameType, Subject
from briefgen.readers.body import Body, first, html_body, nitf_element, plain_body, words_of
from briefgen.readers.dates import parse_instant, parse_moment
from briefgen.readers.found import Found, is_web_address, to_articles
from briefgen.readers.input import Input
from briefgen.readers.markup_text import element_text
from briefgen.readers.safe_xml import parse_xml

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TYPES = {
    "person": NameType.PER,
    "organisation": NameType.ORG,
    "geoArea": NameType.LOC,
    "poi": NameType.LOC,
    "team": NameType.ORG,
}
_NOT_TEXT = frozenset({"picture", "graphic", "video", "audio", "animation", "composite"})


def read(source: Input) -> tuple[Article, ...]:
    """Return the articles of *source* in its order.

    Raises:
        InputError: also when it holds only pictures, or a package that refers to items
            elsewhere.
    """
    root, encoding = parse_xml(source)
    items = [item for item in _items(root) if _class(item) not in _NOT_TEXT]
    if not items:
        message = "holds no text item, only references or pictures; give the items themselves"
        raise InputError(message, code="no-item", path=source.path)
    found = [_item(item, source.path) for item in items]
    return to_articles(source, found, format_name="newsml-g2", encoding=encoding)


def _items(root: Any) -> list[Any]:
    # A bare contentSet or contentMeta is a fragment from a manual; it is no item.
    return list(root.iter("{*}newsItem"))


def _class(item: Any) -> str:
    return _attribute(item, "itemMeta/itemClass", "qcode").rpartition(":")[2]


def _item(item: Any, path: str) -> Found:
    meta = _find(item, "contentMeta")
    body = _body(item, path)
    created = _words(item, "contentMeta/contentCreated")
    version_created = parse_instant(_words(item, "itemMeta/versionCreated"))
    first_created = _words(item, "itemMeta/firstCreated")
    guid = item.get("guid") or ""
    return Found(
        title=_words(item, "contentMeta/headline") or body.title or _words(item, "itemMeta/title"),
        text=body.text,
        marks=body.marks,
        language=_language(item),
        published=parse_moment(created) or parse_moment(first_created) or version_created,
        updated=parse_moment(_words(item, "contentMeta/contentModified")) or version_created,
        byline=_words(item, "contentMeta/by") or body.byline,
        dateline=_words(item, "contentMeta/dateline") or body.dateline,
        located=_named_or_code(_find(item, "contentMeta/located")) or body.located,
        url=_address(item, guid),
        publisher=_named_or_code(_find(item, "contentMeta/creator")) or None,
        provider=_named_or_code(_find(item, "itemMeta/provider")) or None,
        rights=_words(item, "rightsInfo/copyrightNotice")
        or _named_or_code(_find(item, "rightsInfo/copyrightHolder"))
        or None,
        usage_terms=_words(item, "rightsInfo/usageTerms") or None,
        guid=guid or None,
        version=item.get("version"),
        first_created=parse_instant(first_created),
        version_created=version_created,
        status=_status(item),
        embargo=parse_instant(_words(item, "itemMeta/embargoed")),
        tags=tuple(words_of(k) for k in item.iter("{*}keyword") if words_of(k)),
        subjects=tuple(_subjects(meta)),
        named=tuple(_named(meta)),
    )


def _body(item: Any, path: str) -> Body:
    content = _find(item, "contentSet")
    if content is None:
        return Body("", ())
    inner = first(content, "nitf")
    if inner is not None:
        return nitf_element(inner)
    for element in content.iter("{*}inlineXML"):
        words, marks = element_text(element)
        if words:
            return Body(words, marks)
    for element in content.iter("{*}inlineData"):
        read_form = html_body if "html" in (element.get("contenttype") or "") else plain_body
        body = read_form(element.text or "", path)
        if body.text:
            return body
    return Body("", ())


def _status(item: Any) -> ArticleStatus:
    given = _attribute(item, "itemMeta/pubStatus", "qcode").rpartition(":")[2] or "usable"
    return ArticleStatus(given) if given in set(ArticleStatus) else ArticleStatus.WITHHELD


def _subjects(meta: Any) -> Iterator[Subject]:
    for element in _children(meta, "subject"):
        name = words_of(first(element, "name"))
        code = element.get("qcode") or element.get("uri") or name
        if code and _type(element) is None:
            yield Subject(code, name)


def _named(meta: Any) -> Iterator[NamedByProvider]:
    for element in _children(meta, "subject"):
        type_ = _type(element)
        name = words_of(first(element, "name"))
        if type_ and name:
            role = words_of(first(element, "jobtitle"))
            yield NamedByProvider(name, type_, role, element.get("uri") or element.get("qcode", ""))


def _type(element: Any) -> NameType | None:
    return _TYPES.get((element.get("type") or "").rpartition(":")[2])


def _language(item: Any) -> str | None:
    return _attribute(item, "contentMeta/language", "tag") or item.get(_XML_LANG)


def _address(item: Any, guid: str) -> str | None:
    candidates = [link.get("href") or "" for link in item.iter("{*}link")] + [guid]
    return next((address for address in candidates if is_web_address(address)), None)


def _named_or_code(element: Any) -> str:
    # <located qcode="city:Moscow"><name>Moscow</name>…: the name, else the code's last part.
    if element is None:
        return ""
    name = next((words_of(child) for child in _children(element, "name")), "")
    code = element.get("qcode") or element.get("literal") or ""
    return name or code.rpartition(":")[2]


def _children(element: Any, name: str) -> list[Any]:
    if element is None:
        return []
    return [c for c in element if isinstance(c.tag, str) and c.tag.rpartition("}")[2] == name]


def _find(item: Any, steps: str) -> Any:
    element = item
    for step in steps.split("/"):
        element = next(iter(_children(element, step)), None)
    return element


def _words(item: Any, steps: str) -> str:
    return words_of(_find(item, steps))


def _attribute(item: Any, steps: str, key: str) -> str:
    element = _find(item, steps)
    return (element.get(key) or "") if element is not None else ""
