"""ninjs 1 to 3, IPTC's news in JSON: one item, or a list of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from briefgen.errors import InputError
from briefgen.model import Article, ArticleStatus, NamedByProvider, NameType, Note, Subject
from briefgen.readers.body import Body, best_body
from briefgen.readers.dates import parse_instant, parse_moment
from briefgen.readers.decode import clean
from briefgen.readers.found import Found, is_web_address, to_articles, with_notes
from briefgen.readers.input import Input
from briefgen.readers.safe_json import parse_json

_CONTENT_TYPES = {"text": "text/plain", "xhtml": "text/html", "html": "text/html"}
_PICTURES = frozenset({"picture", "graphic", "audio", "video", "component", "event", "planning"})


def read(source: Input) -> tuple[Article, ...]:
    """Return the articles of *source*, in its order; pictures and video are passed over."""
    data, encoding = parse_json(source)
    items = data if isinstance(data, list) else data.get("items", [data])
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        message = "is no ninjs (no object with a headline and a body)"
        raise InputError(message, code="broken-file", path=source.path)
    found = [_item(item, source.path) for item in items if _kind(item) not in _PICTURES]
    if not found:
        message = f"holds no text item but {', '.join(sorted({_kind(i) for i in items}))}"
        raise InputError(message, code="no-item", path=source.path)
    return to_articles(source, found, format_name="ninjs", encoding=encoding)


def _item(item: Mapping[str, Any], path: str) -> Found:
    # ninjs 3 writes camel case what 1 and 2 wrote in lower case.
    fields = {key.lower(): value for key, value in item.items()}
    body, notes = _body(fields, path)
    title = _headline(fields) or body.title
    version_created = parse_instant(_text(fields, "versioncreated"))
    published = _text(fields, "contentcreated") or _text(fields, "firstcreated")
    uri = _text(fields, "uri")
    found = Found(
        title=title,
        text=body.text,
        marks=body.marks,
        language=_text(fields, "language") or None,
        published=parse_moment(published) or version_created or body.published,
        updated=version_created,
        byline=_text(fields, "by", "byline") or body.byline,
        dateline=body.dateline,
        located=_text(fields, "located") or body.located,
        url=_address(fields, uri),
        publisher=_text(fields, "copyrightholder") or None,
        provider=_provider(fields),
        rights=_text(fields, "copyrightnotice") or None,
        usage_terms=_text(fields, "usageterms") or None,
        guid=uri or None,
        version=_text(fields, "version") or None,
        first_created=parse_instant(_text(fields, "firstcreated")),
        version_created=version_created,
        status=_status(fields),
        embargo=parse_instant(_text(fields, "embargoed")),
        tags=_tags(fields),
        subjects=tuple(_subjects(fields)),
        named=tuple(_named(fields)),
    )
    return with_notes(found, *notes)


def _body(fields: Mapping[str, Any], path: str) -> tuple[Body, tuple[Note, ...]]:
    bodies: list[tuple[str, str]] = []
    for value in _list(fields, "bodies"):
        row = {key.lower(): part for key, part in value.items()}
        kind = str(row.get("contenttype") or _CONTENT_TYPES.get(str(row.get("role")), ""))
        bodies.append((kind, str(row.get("value") or "")))
    for key in ("body_nitf", "body_xhtml", "body_html", "body_text"):  # ninjs 1
        if isinstance(fields.get(key), str):
            form = {"body_nitf": "application/nitf+xml", "body_text": "text/plain"}.get(key)
            bodies.append((form or "text/html", fields[key]))
    if body := best_body(bodies, path):
        return body, ()
    note = Note("no-full-text", "The item carries no body: its description is all there is.")
    return Body(_description(fields), ()), (note,)


def _headline(fields: Mapping[str, Any]) -> str:
    rows = _list(fields, "headlines")
    main = [row for row in rows if row.get("role") in {None, "main"}] or rows
    for row in main:
        if isinstance(row.get("value"), str):
            return clean(row["value"])[0]
    return _text(fields, "headline", "title")


def _description(fields: Mapping[str, Any]) -> str:
    rows = _list(fields, "descriptions")
    for row in rows:
        if isinstance(row.get("value"), str):
            return clean(row["value"])[0]
    return _text(fields, "description_text")


def _status(fields: Mapping[str, Any]) -> ArticleStatus:
    given = _text(fields, "pubstatus").removeprefix("stat:")
    # A status nobody knows is held back rather than shown.
    known = set(ArticleStatus)
    return ArticleStatus(given or "usable") if given in known | {""} else ArticleStatus.WITHHELD


def _address(fields: Mapping[str, Any], uri: str) -> str | None:
    for candidate in (_text(fields, "url", "link"), uri):
        if is_web_address(candidate):
            return candidate
    return None


def _provider(fields: Mapping[str, Any]) -> str | None:
    for row in _list(fields, "infosources", "infosource"):
        if isinstance(row.get("name"), str):
            return clean(row["name"])[0]
    return _text(fields, "provider", "source") or None


def _subjects(fields: Mapping[str, Any]) -> Iterator[Subject]:
    for row in _list(fields, "subjects", "subject"):
        code = row.get("uri") or row.get("literal") or row.get("code") or row.get("name")
        if isinstance(code, str) and code:
            name = row.get("name")
            yield Subject(clean(code)[0], clean(name)[0] if isinstance(name, str) else "")


def _named(fields: Mapping[str, Any]) -> Iterator[NamedByProvider]:
    kinds = (
        (NameType.PER, ("people", "person")),
        (NameType.ORG, ("organisations", "organisation")),
        (NameType.LOC, ("places", "place")),
    )
    for type_, keys in kinds:
        for row in _list(fields, *keys):
            name, uri, role = row.get("name"), row.get("uri"), row.get("jobtitle")
            if isinstance(name, str) and name.strip():
                yield NamedByProvider(
                    clean(name.strip())[0],
                    type_,
                    role if isinstance(role, str) else "",
                    uri if isinstance(uri, str) else "",
                )


def _tags(fields: Mapping[str, Any]) -> tuple[str, ...]:
    words = fields.get("keywords")
    given = words if isinstance(words, list) else []
    slug = _text(fields, "slugline")
    return tuple(dict.fromkeys(w for w in (*given, slug) if isinstance(w, str) and w.strip()))


def _kind(item: Mapping[str, Any]) -> str:
    return str(item.get("type", "text"))


def _text(fields: Mapping[str, Any], *keys: str) -> str:
    for key in keys:
        value = fields.get(key)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return clean(str(value).strip())[0]
    return ""


def _list(fields: Mapping[str, Any], *keys: str) -> list[Mapping[str, Any]]:
    for key in keys:
        value = fields.get(key)
        if isinstance(value, list):
            return [row for row in value if isinstance(row, dict)]
    return []
