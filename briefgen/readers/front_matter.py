"""The YAML block at the head of an article file: found, checked, turned into fields."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NoReturn

from briefgen.errors import InputError, raise_all
from briefgen.model import ArticleStatus, NamedByProvider, NameType, Subject
from briefgen.nearest import nearest, remedy
from briefgen.readers.dates import parse_instant, parse_moment
from briefgen.readers.decode import clean, short_form
from briefgen.readers.found import is_web_address, language_code
from briefgen.readers.strict_yaml import Node, load_mapping

_FENCE = re.compile(r"---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)

# Words from other tools and of French desks, told to the writer by name.
ALIASES = {
    "auteur": "byline",
    "auteurs": "byline",
    "author": "byline",
    "authors": "byline",
    "canceled": "status",
    "categories": "tags",
    "copyright": "rights",
    "date": "published",
    "droits": "rights",
    "embargoed": "embargo",
    "headline": "title",
    "keywords": "tags",
    "language": "lang",
    "langue": "lang",
    "licence": "rights",
    "license": "rights",
    "lien": "url",
    "link": "url",
    "modified": "updated",
    "place": "located",
    "publisher": "source",
    "series": "story",
    "titre": "title",
}
_TRUE = {"true", "yes", "on", "1"}
_FALSE = {"false", "no", "off", "0"}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The block's fields, by the names of `Found`, and the text that follows it."""

    fields: Mapping[str, Any]
    body: str
    body_line: int
    "line of the file on which ``body`` begins"


def split(text: str, path: str) -> FrontMatter:
    """Return the front matter of *text* and its body; no block gives no fields.

    Raises:
        InputError: the block is not closed or not valid, a key is unknown, a value is off;
            the first of these carries the others.
    """
    bounds = _bounds(text, path)
    if bounds is None:
        return FrontMatter({}, text, 1)
    start, end, body = bounds
    nodes = load_mapping(text[start:end], path=path, first_line=2)
    fields: dict[str, Any] = {}
    errors: list[InputError] = []
    for key, node in nodes.items():
        try:
            if key not in KEYS:
                _unknown(key, node, path)
            if node.value is not None:
                name, read = KEYS[key]
                fields[name] = read(node, key, path)
        except InputError as error:
            errors.append(error)
    if errors:
        raise_all(errors)
    fields.pop("imported", None)
    return FrontMatter(fields, text[body:], text.count("\n", 0, body) + 1)


def block_of(text: str, path: str) -> str | None:
    """Return the YAML between the fences, from line 2 on; None when there is no block.

    Raises:
        InputError: the block is not closed.
    """
    bounds = _bounds(text, path)
    return text[bounds[0] : bounds[1]] if bounds else None


def _bounds(text: str, path: str) -> tuple[int, int, int] | None:
    """Return where the block begins and ends, and where the body begins."""
    opening = _FENCE.match(text)
    if opening is None:
        return None
    closing = _CLOSE.search(text, opening.end())
    if closing is None:
        message = "front matter opens with `---` and never closes; add a line `---` below it"
        raise InputError(message, code="open-front-matter", path=path, line=1)
    return opening.end(), closing.start(), closing.end()


def _unknown(key: str, node: Node, path: str) -> NoReturn:
    meant = ALIASES.get(key.lower()) or nearest(key, KEYS)
    if meant is None and (alias := nearest(key, ALIASES)):  # `auther` is `author`
        meant = ALIASES[alias]
    would_do = f"did you mean `{meant}`?" if meant else remedy(key, sorted(KEYS))
    message = f"unknown key `{short_form(key)}`; {would_do}"
    raise InputError(
        message,
        code="unknown-key",
        path=path,
        line=node.key_line,
        column=node.key_column,
        field=key,
    )


def _off(node: Node, key: str, path: str, expected: str) -> NoReturn:
    found = f"'{short_form(node.value)}'" if isinstance(node.value, str) else node.kind
    message = f"{key} is {found}; expected {expected}"
    raise InputError(
        message, code="bad-value", path=path, line=node.line, column=node.column, field=key
    )


def _text(node: Node, key: str, path: str) -> str:
    if not isinstance(node.value, str):
        _off(node, key, path, "text; put it in quotation marks")
    return clean(" ".join(node.value.split()))[0]


def _texts(node: Node, key: str, path: str) -> tuple[str, ...]:
    # "a, b" is a list too: that is how people write tags.
    if isinstance(node.value, str):
        parts = [part.strip() for part in node.value.split(",")]
    elif isinstance(node.value, tuple):
        parts = [_text(item, key, path) for item in node.value]
    else:
        _off(node, key, path, "a list of words")
    return tuple(dict.fromkeys(clean(part)[0] for part in parts if part))


def _names(node: Node, key: str, path: str) -> str:
    # Several authors become one line: "Une Telle, Un Tel".
    if isinstance(node.value, tuple):
        return ", ".join(_text(item, key, path) for item in node.value)
    return _text(node, key, path)


def _moment(node: Node, key: str, path: str) -> dt.date | dt.datetime:
    moment = parse_moment(node.value) if isinstance(node.value, str) else None
    if moment is None:
        _off(node, key, path, "a date such as 2025-07-04")
    return moment


def _instant(node: Node, key: str, path: str) -> dt.datetime:
    moment = parse_instant(node.value) if isinstance(node.value, str) else None
    if moment is None:
        _off(node, key, path, "a time such as 2025-07-04T10:00:00+02:00")
    return moment


def _flag(node: Node, key: str, path: str) -> bool:
    word = node.value.lower() if isinstance(node.value, str) else ""
    if word not in _TRUE | _FALSE:
        _off(node, key, path, "true or false")
    return word in _TRUE


def _language(node: Node, key: str, path: str) -> str:
    code = language_code(node.value) if isinstance(node.value, str) else "und"
    if code == "und" and node.value != "und":
        _off(node, key, path, "a language code such as fr or en")
    return code


def _address(node: Node, key: str, path: str) -> str:
    if not isinstance(node.value, str) or not is_web_address(node.value):
        _off(node, key, path, "an address that begins with https:// or http://")
    return node.value


def _status(node: Node, key: str, path: str) -> ArticleStatus:
    try:
        return ArticleStatus(str(node.value))
    except ValueError:
        _off(node, key, path, f"one of {', '.join(ArticleStatus)}")


def _subjects(node: Node, key: str, path: str) -> tuple[Subject, ...]:
    return tuple(
        Subject(fields.get("code") or fields.get("name", ""), fields.get("name", ""))
        for fields in _records(node, key, path, ("code", "name"))
    )


def _named(node: Node, key: str, path: str) -> tuple[NamedByProvider, ...]:
    named = []
    for fields in _records(node, key, path, ("name", "type", "role", "uri")):
        kind = fields.get("type")
        if kind is not None and kind not in set(NameType):
            _off(replace(node, value=kind), f"{key} type", path, f"one of {', '.join(NameType)}")
        type_ = NameType(kind) if kind else None
        row = NamedByProvider(
            fields.get("name", ""), type_, fields.get("role", ""), fields.get("uri", "")
        )
        named.append(row)
    return tuple(named)


def _records(node: Node, key: str, path: str, allowed: tuple[str, ...]) -> list[dict[str, str]]:
    # A list of words or of small mappings; a word alone is the first of the allowed fields.
    items = node.value if isinstance(node.value, tuple) else (node,)
    records = []
    for item in items:
        if isinstance(item.value, Mapping):
            for name, value in item.value.items():
                if name not in allowed:
                    would_do = remedy(name, allowed)
                    message = f"unknown field `{short_form(name)}` in {key}; {would_do}"
                    raise InputError(
                        message,
                        code="unknown-key",
                        path=path,
                        line=value.key_line,
                        column=value.key_column,
                        field=key,
                    )
            records.append({n: _text(v, key, path) for n, v in item.value.items() if v.value})
        else:
            records.append({allowed[0]: _text(item, key, path)})
    return records


# Key in the file → field of `Found`, and how its value is read.
KEYS: Mapping[str, tuple[str, Callable[[Node, str, str], Any]]] = {
    "title": ("title", _text),
    "published": ("published", _moment),
    "updated": ("updated", _moment),
    "lang": ("language", _language),
    "byline": ("byline", _names),
    "dateline": ("dateline", _text),
    "located": ("located", _text),
    "url": ("url", _address),
    "source": ("publisher", _text),
    "provider": ("provider", _text),
    "rights": ("rights", _text),
    "usage_terms": ("usage_terms", _text),
    "tags": ("tags", _texts),
    "story": ("story", _text),
    "draft": ("draft", _flag),
    "status": ("status", _status),
    "embargo": ("embargo", _instant),
    "guid": ("guid", _text),
    "version": ("version", _text),
    "first_created": ("first_created", _instant),
    "version_created": ("version_created", _instant),
    "subjects": ("subjects", _subjects),
    "named": ("named", _named),
    "imported": ("imported", _text),  # written by `briefgen import`, for its own eyes
}
