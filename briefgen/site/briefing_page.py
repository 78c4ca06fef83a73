"""What the page of one briefing shows, made from that briefing alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.model import Actor, Confidence, QuoteType, Status
from briefgen.site.article_text import article_html, event_anchors
from briefgen.site.entry import Entry, QuoteAt
from briefgen.site.note_words import note_words
from briefgen.site.press import Press

SECTIONS = ("summary", "actors", "timeline", "quotes", "article", "notes", "related")
_MAX_SAYINGS = 2  # on a card; the rest stands under the quotes


@dataclass(frozen=True, slots=True)
class Card:
    """A key actor as the page presents it."""

    actor: Actor
    roles: tuple[tuple[str, str], ...]
    "words and their anchor in the text, each wording once"
    said: tuple[QuoteAt, ...]
    more: int
    "quotes beyond those on the card"
    is_named_in_text: bool


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker and all the quotes of the page that are theirs."""

    name: str | None
    actor: Actor | None
    role: str
    quotes: tuple[QuoteAt, ...]


def briefing_context(entry: Entry, press: Press) -> dict[str, object]:
    """Return what ``briefing.html`` prints."""
    events = list(zip(entry.events, entry.briefing.timeline, strict=True))
    dated = [(at, event.key) for at, event in events if event.status is not Status.UNDATED]
    return {
        "entry": entry,
        "article": entry.article,
        "source": entry.article.source,
        "summary": [span.of(entry.article.text) for span in entry.briefing.summary],
        "cards": list(_cards(entry)),
        "timeline": [at for at, is_key in dated if is_key],
        "other_dates": [at for at, is_key in dated if not is_key],
        "undated": [at for at, event in events if event.status is Status.UNDATED],
        "event_anchor": event_anchors(entry),
        "voices": list(_voices(entry)),
        "body": article_html(entry, press),
        "notes": [note_words(n, press.language, press.gettext) for n in entry.briefing.notes],
        "quote_types": QuoteType,
        "confidences": Confidence,
    }


def _cards(entry: Entry) -> Iterator[Card]:
    text = entry.article.text
    sayings: dict[str | None, list[QuoteAt]] = defaultdict(list)
    for at, quote in zip(entry.quotes, entry.briefing.quotes, strict=True):
        sayings[quote.actor].append(at)
    for actor in entry.briefing.actors:
        if not actor.key:
            continue
        roles: dict[str, str] = {}
        for number, role in enumerate(actor.roles, 1):
            roles.setdefault(role.of(text), f"r-{actor.id}-{number}")
        said = tuple(sayings[actor.id])
        yield Card(
            actor,
            tuple(roles.items()),
            said[:_MAX_SAYINGS],
            len(said[_MAX_SAYINGS:]),
            any(mention.kind == "name" for mention in actor.mentions),
        )


def _voices(entry: Entry) -> Iterator[Voice]:
    """Yield the speakers in the order they first speak; the nameless one last."""
    groups: dict[str | None, list[QuoteAt]] = {}
    for quote in entry.quotes:
        groups.setdefault(quote.speaker, []).append(quote)
    groups[None] = groups.pop(None, [])
    for name, quotes in groups.items():
        if quotes:
            actor = entry.actor(quotes[0].quote.actor)
            role = actor.roles[0].of(entry.article.text) if actor and actor.roles else ""
            yield Voice(name, actor, role, tuple(quotes))
