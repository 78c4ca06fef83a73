"""What a page says of its article in JSON-LD (schema.org NewsArticle and its kin)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.errors import InputError
from briefgen.model import NamedByProvider, NameType
from briefgen.readers.decode import clean
from briefgen.readers.safe_json import parse_json_text

_ARTICLES = frozenset(
    {
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "BackgroundNewsArticle",
        "LiveBlogPosting",
        "OpinionNewsArticle",
        "ReviewNewsArticle",
        "BlogPosting",
    }
)
_TYPES = {
    "Person": NameType.PER,
    "Organization": NameType.ORG,
    "NewsMediaOrganization": NameType.ORG,
    "GovernmentOrganization": NameType.ORG,
    "Place": NameType.LOC,
    "Country": NameType.LOC,
    "City": NameType.LOC,
}
_MAX_OBJECTS = 1000  # of one page; a site's whole graph can be listed on each page


@dataclass(frozen=True, slots=True)
class ArticleData:
    """The article object of a page; empty when the page has none."""

    fields: Mapping[str, Any]

    def text(self, *keys: str) -> str:
        """Return the first of *keys* that holds words, else the empty string."""
        for key in keys:
            value = self.fields.get(key)
            if isinstance(value, list) and value:
                value = value[0]
            if isinstance(value, str) and value.strip():
                return " ".join(clean(value)[0].split())
        return ""

    def names(self, key: str) -> str:
        """Return the names of the people or organisations under *key*, with commas."""
        found = (_name(row) for row in _rows(self.fields.get(key)))
        return ", ".join(dict.fromkeys(name for name in found if name))

    def words(self, key: str) -> tuple[str, ...]:
        """Return a list of words: a JSON list, or one string with commas."""
        value = self.fields.get(key)
        parts = value.split(",") if isinstance(value, str) else value
        if not isinstance(parts, list):
            return ()
        cleaned = (clean(part.strip())[0] for part in parts if isinstance(part, str))
        return tuple(dict.fromkeys(word for word in cleaned if word))

    def named(self) -> tuple[NamedByProvider, ...]:
        """Return who and what the page says the article is about."""
        found = []
        for key in ("about", "mentions"):
            for row in _rows(self.fields.get(key)):
                if isinstance(row, dict) and (name := _name(row)):
                    type_ = next((_TYPES[t] for t in _type_names(row) if t in _TYPES), None)
                    role, uri = row.get("jobTitle"), row.get("sameAs") or row.get("@id")
                    found.append(NamedByProvider(name, type_, _word(role), _word(uri)))
        return tuple(dict.fromkeys(found))


def find_article_data(scripts: Iterator[str]) -> ArticleData:
    """Return the first article object in the JSON-LD *scripts* of a page.

    A broken script is passed over: pages are full of them, and the page itself is read.
    """
    for script in scripts:
        try:
            data = parse_json_text(_repaired(script), "json-ld")
        except InputError:
            continue
        for index, row in enumerate(_objects(data)):
            if index > _MAX_OBJECTS:
                break
            if _ARTICLES.intersection(_type_names(row)):
                return ArticleData(row)
    return ArticleData({})


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for item in data:
            yield from _objects(item)
    elif isinstance(data, dict):
        yield data
        yield from _objects(data.get("@graph"))
        yield from _objects(data.get("mainEntity"))


def _repaired(script: str) -> str:
    # Raw line breaks within strings are the commonest fault, and harmless.
    script = script.strip().removeprefix("<!--").removesuffix("-->")
    try:
        return json.dumps(json.loads(script, strict=False)) if "\n" in script else script
    except (ValueError, RecursionError):
        return script


def _rows(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _name(row: Any) -> str:
    return _word(row.get("name")) if isinstance(row, dict) else _word(row)


def _word(value: Any) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    return " ".join(clean(value)[0].split()) if isinstance(value, str) else ""


def _type_names(row: Mapping[str, Any]) -> list[str]:
    return [str(name).rpartition("/")[2] for name in _rows(row.get("@type"))]
