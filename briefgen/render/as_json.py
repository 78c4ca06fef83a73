"""The briefing as the JSON object that `briefgen extract` prints: every span with its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefgen.model import Actor, Article, Briefing, Event, Note, Quote, Span, Timex
from briefgen.render.front_matter import SCHEMA


def briefing_to_json(briefing: Briefing) -> dict[str, Any]:
    """Return *briefing* as JSON-ready data.

    All offsets are code points into ``text``, half-open, and for every span
    ``text[start:end]`` is its ``text``.
    """
    article = briefing.article
    text = article.text
    return {
        "schema": SCHEMA,
        "id": article.id,
        "title": article.title,
        "lang": article.language,
        "published": article.published.isoformat() if article.published else None,
        "source": _source(article),
        "text": text,
        "summary": _spans(briefing.summary, text),
        "actors": [_actor(actor, text) for actor in briefing.actors],
        "quotes": [_quote(quote, text) for quote in briefing.quotes],
        "timeline": [_event(event, text) for event in briefing.timeline],
        "timexes": [_timex(timex, text) for timex in briefing.timexes],
        "notes": [_note(note, text) for note in briefing.notes],
        **({"countries": list(briefing.countries)} if briefing.countries else {}),
        **_sections(briefing, text),
    }


def _span(span: Span, text: str) -> dict[str, Any]:
    return {"text": span.of(text), "start": span.start, "end": span.end}


def _spans(spans: Sequence[Span], text: str) -> list[dict[str, Any]]:
    return [_span(span, text) for span in spans]


def _span_or_none(span: Span | None, text: str) -> dict[str, Any] | None:
    return None if span is None else _span(span, text)


def _source(article: Article) -> dict[str, Any]:
    names = ("path", "sha256", "url", "publisher", "byline", "dateline", "rights")
    return {name: getattr(article.source, name) for name in names}


def _actor(actor: Actor, text: str) -> dict[str, Any]:
    return {
        "id": actor.id,
        "name": actor.name,
        "type": actor.type.value,
        "aliases": list(actor.aliases),
        "roles": _spans(actor.roles, text),
        "mentions": [{**_span(m.span, text), "kind": m.kind.value} for m in actor.mentions],
        "salience": actor.salience,
        "key": actor.key,
    }


def _quote(quote: Quote, text: str) -> dict[str, Any]:
    return {
        "type": quote.type.value,
        "content": _spans(quote.content, text),
        "speaker": _span_or_none(quote.speaker, text),
        "actor": quote.actor,
        "cue": _span_or_none(quote.cue, text),
        "sentence": _span(quote.sentence, text),
        "confidence": quote.confidence.value,
    }


def _event(event: Event, text: str) -> dict[str, Any]:
    return {
        "timex": _timex(event.timex, text),
        "sentence": _span(event.sentence, text),
        "label": event.label,
        "actors": list(event.actors),
        "status": event.status.value,
        "key": event.key,
    }


def _sections(briefing: Briefing, text: str) -> dict[str, Any]:
    """Return what sections of other packages found; nothing when there are none."""
    found = {
        section.name: [
            {**_span(item.span, text), "label": item.label, "value": item.value}
            for item in section.items
        ]
        for section in briefing.sections
    }
    return {"sections": found} if found else {}


def _note(note: Note, text: str) -> dict[str, Any]:
    data: dict[str, Any] = {"code": note.code, "message": note.message}
    return {**data, "span": _span(note.span, text)} if note.span else data


def _timex(timex: Timex, text: str) -> dict[str, Any]:
    data = {**_span(timex.span, text), "type": timex.type.value, "value": timex.value}
    return {**data, "mod": timex.mod} if timex.mod else data
