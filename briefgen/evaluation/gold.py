"""Annotated articles: what a careful reader found, to measure ours against.

A gold file is a JSON list of articles, each with the fields of an article (``id``,
``lang``, ``title``, ``published``, ``text``) and what was found in it: ``actors``
(``name``, ``type``, ``aliases``, ``roles``, ``key``), ``quotes`` (``type``, ``content``,
``speaker``, ``entity``, ``cue``) and ``events`` (``sentence``, ``timex``, ``value``,
``key``). Annotators copy words; the offsets are found here.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.errors import InputError
from briefgen.model import Article, NameType, QuoteType, Source, Span


@dataclass(frozen=True, slots=True)
class GoldActor:
    """An actor that the article names."""

    name: str
    type: NameType
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    key: bool


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """An attribution of speech."""

    type: QuoteType
    content: tuple[Span, ...]
    entity: str | None
    "name of an actor, else the speaker's own phrase, None when there is none"
    optional: bool
    "annotators disagree: costs nothing, found or not"


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """A dated happening."""

    timex: Span
    value: str
    key: bool


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article and what people found in it."""

    article: Article
    actors: tuple[GoldActor, ...]
    quotes: tuple[GoldQuote, ...]
    events: tuple[GoldEvent, ...]


def read_gold(path: Path) -> tuple[GoldArticle, ...]:
    """Return the annotated articles of the gold file at *path*, in its order.

    Raises:
        InputError: the file is no gold file, or copies words its article does not hold.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        message = f"not a gold file: {error}"
        raise InputError(message, path=str(path)) from error
    try:
        return tuple(_read_article(item, str(path)) for item in data)
    except (KeyError, TypeError, ValueError) as error:
        message = f"not a gold file: {error!r}"
        raise InputError(message, path=str(path)) from error


def _read_article(data: dict[str, Any], path: str) -> GoldArticle:
    text, published = data["text"], data.get("published")
    article = Article(
        id=data["id"],
        title=data["title"],
        text=text,
        language=data["lang"],
        source=Source(path=path, sha256=""),
        published=dt.date.fromisoformat(published) if published else None,
    )
    return GoldArticle(
        article,
        tuple(_read_actor(actor) for actor in data["actors"]),
        _read_quotes(data["quotes"], text),
        _read_events(data["events"], text),
    )


def _read_actor(data: dict[str, Any]) -> GoldActor:
    return GoldActor(
        data["name"],
        NameType(data["type"]),
        tuple(data["aliases"]),
        tuple(data["roles"]),
        data["key"],
    )


def _read_quotes(rows: list[dict[str, Any]], text: str) -> tuple[GoldQuote, ...]:
    seen: Counter[tuple[str, ...]] = Counter()
    quotes = []
    for row in rows:
        parts = tuple(row["content"])
        if "spans" in row:
            content = tuple(Span(start, end) for start, end in row["spans"])
        else:
            content = _locate(parts, text, seen[parts])
        seen[parts] += 1
        optional = bool(row.get("optional"))
        quotes.append(GoldQuote(QuoteType(row["type"]), content, row["entity"], optional))
    return tuple(quotes)


def _locate(parts: tuple[str, ...], text: str, earlier: int) -> tuple[Span, ...]:
    """Return where *parts* stand; the first at its occurrence number *earlier*, from 0."""
    at = -1
    for _ in range(earlier + 1):
        further = text.find(parts[0], at + 1)
        at = further if further >= 0 else at
    spans = []
    for part in parts:
        start = text.find(part, max(at, 0))
        start = start if start >= 0 else text.index(part)
        at = start + len(part)
        spans.append(Span(start, at))
    return tuple(spans)


def _read_events(rows: list[dict[str, Any]], text: str) -> tuple[GoldEvent, ...]:
    seen: Counter[tuple[int, str]] = Counter()
    events = []
    for row in rows:
        words = row["timex"]
        sentence = text.index(row["sentence"])
        end = sentence + len(row["sentence"])
        start = text.index(words, sentence, end)
        for _ in range(seen[sentence, words]):
            further = text.find(words, start + 1, end)
            start = further if further >= 0 else start
        seen[sentence, words] += 1
        events.append(GoldEvent(Span(start, start + len(words)), row["value"], row["key"]))
    return tuple(events)
