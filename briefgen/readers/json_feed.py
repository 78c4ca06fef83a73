"""JSON Feed 1 and 1.1: an article for each item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefgen.errors import InputError
from briefgen.model import Article, Note
from briefgen.readers.body import Body, html_body, plain_body
from briefgen.readers.dates import parse_moment
from briefgen.readers.decode import clean
from briefgen.readers.found import Found, to_articles, with_words
from briefgen.readers.input import Input
from briefgen.readers.safe_json import parse_json

SUMMARY_ONLY = Note("no-full-text", "The feed carries a summary only: fetch the article itself.")


def read(source: Input) -> tuple[Article, ...]:
    """Return the articles of the feed in its order, those `with_words`."""
    feed, encoding = parse_json(source)
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        message = "is no JSON Feed (no list `items`)"
        raise InputError(message, code="broken-file", path=source.path)
    kept = with_words(_item(item, feed, source.path) for item in items if isinstance(item, dict))
    if not kept:
        message = "the feed holds no item with a title and text"
        raise InputError(message, code="no-item", path=source.path)
    return to_articles(source, kept, format_name="json-feed", encoding=encoding)


def _item(item: Mapping[str, Any], feed: Mapping[str, Any], path: str) -> Found:
    body, notes = _body(item, path)
    tags = item.get("tags")
    return Found(
        title=_text(item, "title"),
        text=body.text,
        marks=body.marks,
        language=_text(item, "language") or _text(feed, "language") or None,
        published=parse_moment(_text(item, "date_published")),
        updated=parse_moment(_text(item, "date_modified")),
        byline=_authors(item) or _authors(feed) or None,
        url=_text(item, "url") or _text(item, "external_url") or None,
        publisher=_text(feed, "title") or None,
        guid=_text(item, "id") or None,
        tags=tuple(clean(tag)[0] for tag in tags if isinstance(tag, str) and tag.strip())
        if isinstance(tags, list)
        else (),
        notes=notes,
    )


def _body(item: Mapping[str, Any], path: str) -> tuple[Body, tuple[Note, ...]]:
    if html := _text(item, "content_html"):
        return html_body(html, path), ()
    if plain := _text(item, "content_text"):
        return plain_body(plain, path), ()
    return plain_body(_text(item, "summary"), path), (SUMMARY_ONLY,)


def _authors(holder: Mapping[str, Any]) -> str:
    rows = holder.get("authors") or [holder.get("author")]
    if not isinstance(rows, list):
        return ""
    return ", ".join(
        clean(row["name"])[0]
        for row in rows
        if isinstance(row, dict) and isinstance(row.get("name"), str)
    )


def _text(holder: Mapping[str, Any], key: str) -> str:
    value = holder.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # ids are numbers in some feeds
    return clean(value.strip())[0] if isinstance(value, str) else ""
