"""What lists and indexes need to know of a briefing: a small part of its record.

A site is sorted, counted and compared by cards; the record behind one is read only when
something of it is printed. So a build costs what it prints, in time and in memory.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from briefgen.model import (
    Actor,
    Article,
    ArticleStatus,
    Briefing,
    NameType,
    Quote,
    QuoteType,
    Status,
)


class ActorCard(NamedTuple):
    """An actor of a briefing."""

    id: str
    name: str
    type: NameType
    key: bool
    has_page: bool
    "key actors and speakers earn a page"
    aliases: Sequence[str]
    roles: Sequence[tuple[int, int, str]]
    "offsets into the article's text, and the words there"


class QuoteCard(NamedTuple):
    """A quote of a briefing."""

    actor: str | None
    "id of the speaker"
    speaker: str | None
    "the actor's name, else the phrase that names the source"
    is_direct: bool
    about: Sequence[str]
    "ids of the actors that the words mention, the speaker apart"


class EventCard(NamedTuple):
    """An entry of a briefing's timeline."""

    value: str
    "of the TIMEX3"
    key: bool
    status: Status
    actors: Sequence[str]
    "ids"


class Card(NamedTuple):
    """A briefing; actors, quotes and events in its order."""

    title: str
    language: str
    published: dt.date | None
    updated: dt.date | None
    tags: Sequence[str]
    story: str | None
    hidden: bool
    "a draft, or one that its provider took back"
    embargo: dt.datetime | None
    actors: Sequence[ActorCard]
    quotes: Sequence[QuoteCard]
    events: Sequence[EventCard]

    @property
    def changed(self) -> dt.date | None:
        """The day the article last changed."""
        return self.updated or self.published

    def is_public(self, now: dt.datetime) -> bool:
        """Tell whether the article may be shown at the instant *now*, as `Article.is_public`."""
        return not self.hidden and (self.embargo is None or self.embargo <= now)


def card_of(briefing: Briefing) -> Card:
    """Return the card of *briefing*."""
    article = briefing.article
    speakers = {quote.actor for quote in briefing.quotes}
    actors = {actor.id: actor for actor in briefing.actors}
    return Card(
        article.title,
        article.language,
        article.published,
        article.updated,
        article.tags,
        article.story,
        article.draft or article.status is not ArticleStatus.USABLE,
        article.embargo,
        tuple(_actor_card(actor, article, speakers) for actor in briefing.actors),
        _quote_cards(briefing.quotes, article, actors),
        tuple(
            EventCard(event.timex.value, event.key, event.status, event.actors)
            for event in briefing.timeline
        ),
    )


def _actor_card(actor: Actor, article: Article, speakers: set[str | None]) -> ActorCard:
    roles = tuple((role.start, role.end, role.of(article.text)) for role in actor.roles)
    has_page = actor.key or actor.id in speakers
    return ActorCard(actor.id, actor.name, actor.type, actor.key, has_page, actor.aliases, roles)


def _quote_cards(
    quotes: Sequence[Quote], article: Article, actors: Mapping[str, Actor]
) -> tuple[QuoteCard, ...]:
    ids = tuple(actors)
    mentions = sorted(
        (mention.span.start, mention.span.end, number)
        for number, actor in enumerate(actors.values())
        for mention in actor.mentions
    )
    starts = [start for start, *_ in mentions]
    cards = []
    for quote in quotes:
        speaker = quote.speaker.of(article.text) if quote.speaker else None
        if quote.actor and quote.actor in actors:
            speaker = actors[quote.actor].name
        inside = {
            number
            for part in quote.content
            for _, end, number in mentions[
                bisect_left(starts, part.start) : bisect_right(starts, part.end)
            ]
            if end <= part.end
        }
        about = tuple(ids[number] for number in sorted(inside) if ids[number] != quote.actor)
        cards.append(QuoteCard(quote.actor, speaker, quote.type is QuoteType.DIRECT, about))
    return tuple(cards)


def card_to_json(card: Card) -> list[Any]:
    """Return *card* as lists, numbers and texts."""
    days = [day.isoformat() if day else None for day in (card.published, card.updated)]
    embargo = card.embargo.isoformat() if card.embargo else None
    return [
        *(card.title, card.language, *days, card.tags, card.story, card.hidden, embargo),
        *(card.actors, card.quotes, card.events),
    ]


def card_from_json(data: Sequence[Any]) -> Card:
    """Return the card that `card_to_json` gave *data* for; *data* is used up.

    Raises:
        ValueError, TypeError, KeyError: it gave none such.
    """
    title, language, published, updated, tags, story, hidden, embargo, *lists = data
    actors, quotes, events = lists
    for actor in actors:
        actor[2] = _TYPES[actor[2]]
    for event in events:
        event[2] = _STATUSES[event[2]]
    return Card(
        title,
        language,
        dt.date.fromisoformat(published) if published else None,
        dt.date.fromisoformat(updated) if updated else None,
        tags,
        story,
        hidden,
        dt.datetime.fromisoformat(embargo) if embargo else None,
        tuple(map(_actor_card_of, actors)),
        tuple(map(_quote_card_of, quotes)),
        tuple(map(_event_card_of, events)),
    )


# There may be some hundred thousand of them; a call of the class takes thrice as long.
_actor_card_of = partial(tuple.__new__, ActorCard)
_quote_card_of = partial(tuple.__new__, QuoteCard)
_event_card_of = partial(tuple.__new__, EventCard)
_TYPES = {kind.value: kind for kind in NameType}
_STATUSES = {status.value: status for status in Status}
