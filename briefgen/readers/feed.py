"""RSS and Atom: an article for each entry, as far as the feed carries it."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Mapping
from typing import Any

import feedparser

from briefgen.errors import InputError
from briefgen.model import Article, Note
from briefgen.readers.body import Body, html_body, plain_body
from briefgen.readers.decode import clean
from briefgen.readers.found import Found, is_web_address, to_articles, with_words
from briefgen.readers.input import Input
from briefgen.readers.json_feed import SUMMARY_ONLY
from briefgen.readers.safe_xml import parse_xml

_UPDATED_ONLY = Note("date-from-update", "The feed dates the last change only: taken as published.")


def read(source: Input) -> tuple[Article, ...]:
    """Return the articles of the feed in its order, those `with_words`."""
    _, encoding = parse_xml(source)  # refuses what feedparser would swallow
    feed = feedparser.parse(
        io.BytesIO(source.data), sanitize_html=False, resolve_relative_uris=True
    )
    kept = with_words(_entry(entry, feed.feed, source.path) for entry in feed.entries)
    if not kept:
        message = "the feed holds no entry with a title and text"
        raise InputError(message, code="no-item", path=source.path)
    return to_articles(source, kept, format_name="feed", encoding=encoding)


def _entry(entry: Mapping[str, Any], feed: Mapping[str, Any], path: str) -> Found:
    body, notes = _body(entry, path)
    title = html_body(str(entry.get("title", "")), path).text.replace("\n", " ")
    published, updated = _moment(entry, "published"), _moment(entry, "updated")
    if published is None and updated is not None:
        published, notes = updated, (*notes, _UPDATED_ONLY)
    link = _text(entry, "link")  # feedparser puts a lone id here too
    publisher = (entry.get("source") or {}).get("title") or feed.get("title")
    return Found(
        title=title,
        text=body.text,
        marks=body.marks,
        language=_language(entry) or feed.get("language"),
        published=published,
        updated=updated,
        byline=_authors(entry) or None,
        url=link if is_web_address(link) else None,
        publisher=clean(str(publisher))[0] if publisher else None,
        rights=_text(entry, "rights") or _text(entry, "license") or _text(feed, "rights") or None,
        guid=_text(entry, "id") or None,
        tags=tuple(dict.fromkeys(_tags(entry))),
        notes=notes,
    )


def _moment(entry: Mapping[str, Any], key: str) -> dt.datetime | None:
    # Asked with `in` first: feedparser gives an entry without `updated` its `published`.
    return _instant(entry[f"{key}_parsed"]) if f"{key}_parsed" in entry else None


def _body(entry: Mapping[str, Any], path: str) -> tuple[Body, tuple[Note, ...]]:
    for content in entry.get("content", ()):
        body = _words(content, path)
        if body.text:
            return body, ()
    detail = entry.get("summary_detail") or {"value": entry.get("summary", "")}
    return _words(detail, path), (SUMMARY_ONLY,)


def _words(detail: Mapping[str, Any], path: str) -> Body:
    # RSS calls HTML plain as often as not: a tag or an entity in it decides.
    value = str(detail.get("value") or "")
    is_plain = detail.get("type") == "text/plain" and "<" not in value and "&" not in value
    return plain_body(value, path) if is_plain else html_body(value, path)


def _language(entry: Mapping[str, Any]) -> str | None:
    for detail in (*entry.get("content", ()), entry.get("summary_detail") or {}):
        if detail.get("language"):
            return str(detail["language"])
    return None


def _authors(entry: Mapping[str, Any]) -> str:
    names = [str(row["name"]) for row in entry.get("authors", ()) if row.get("name")]
    return clean(", ".join(dict.fromkeys(names)))[0] or _text(entry, "author")


def _tags(entry: Mapping[str, Any]) -> Iterator[str]:
    for row in entry.get("tags") or ():
        if word := row.get("label") or row.get("term"):
            yield clean(str(word))[0].strip()


def _instant(parsed: Any) -> dt.datetime | None:
    # feedparser's struct_time is in UTC; the feed's own zone is lost.
    if parsed is None:
        return None
    try:
        year, month, day, hour, minute, second = parsed[:6]
        return dt.datetime(year, month, day, hour, minute, min(second, 59), tzinfo=dt.UTC)
    except ValueError:
        return None


def _text(holder: Mapping[str, Any], key: str) -> str:
    value = holder.get(key)
    return clean(value.strip())[0] if isinstance(value, str) else ""
