"""What lists and indexes need to know of a briefing: a small part of its record.

A site is sorted, counted and compared by cards; the record behind one is read only when
something of it is printed. So a build costs what it prints, in time and in memory.
Ten thousand cards tell of some hundred thousand actors, quotes and events each: they are kept
by columns, which are read and looked through many times faster than rows.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from briefgen.build.fast_json import read_json
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

NOBODY = -1  # place of an actor that is not known


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


class EventCard(NamedTuple):
    """An entry of a briefing's timeline."""

    value: str
    "of the TIMEX3"
    key: bool
    status: Status


class ActorColumns(NamedTuple):
    """The actors of a briefing in its order; see `ActorCard`."""

    ids: Sequence[str]
    names: Sequence[str]
    types: Sequence[NameType]
    keys: Sequence[bool]
    pages: Sequence[bool]
    aliases: Sequence[Sequence[str]]
    roles: Sequence[Sequence[tuple[int, int, str]]]


class QuoteColumns(NamedTuple):
    """The quotes of a briefing in its order."""

    by: Sequence[int]
    "place of the speaker among the actors, or NOBODY"
    sources: Sequence[str | None]
    "the phrase that names the source, where no actor does"
    direct: Sequence[bool]


class EventColumns(NamedTuple):
    """The timeline of a briefing in its order; see `EventCard`."""

    values: Sequence[str]
    keys: Sequence[bool]
    statuses: Sequence[Status]


class Mentions(NamedTuple):
    """Places of the actors that are named, for each quote and each event."""

    quotes: Sequence[Sequence[int]]
    events: Sequence[Sequence[int]]


@dataclass
class Card:
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
    of_actors: ActorColumns
    of_quotes: QuoteColumns
    of_events: EventColumns
    _mentions: Mentions | str
    "or the JSON of them, which few builds read of most cards"

    @property
    def changed(self) -> dt.date | None:
        """The day the article last changed."""
        return self.updated or self.published

    def is_public(self, now: dt.datetime) -> bool:
        """Tell whether the article may be shown at the instant *now*, as `Article.is_public`."""
        return not self.hidden and (self.embargo is None or self.embargo <= now)

    @property
    def mentions(self) -> Mentions:
        """Who is named where."""
        if isinstance(self._mentions, str):
            self._mentions = Mentions(*read_json(self._mentions))
        return self._mentions

    @cached_property
    def actors(self) -> tuple[ActorCard, ...]:
        """The actors."""
        return tuple(map(ActorCard._make, zip(*self.of_actors, strict=True)))

    @cached_property
    def events(self) -> tuple[EventCard, ...]:
        """The entries of the timeline."""
        return tuple(map(EventCard._make, zip(*self.of_events, strict=True)))


def card_of(briefing: Briefing) -> Card:
    """Return the card of *briefing*."""
    article = briefing.article
    places = {actor.id: place for place, actor in enumerate(briefing.actors)}
    return Card(
        article.title,
        article.language,
        article.published,
        article.updated,
        article.tags,
        article.story,
        article.draft or article.status is not ArticleStatus.USABLE,
        article.embargo,
        _actor_columns(briefing),
        _quote_columns(briefing.quotes, article, places),
        EventColumns(
            [event.timex.value for event in briefing.timeline],
            [event.key for event in briefing.timeline],
            [event.status for event in briefing.timeline],
        ),
        Mentions(
            _mentioned(briefing.quotes, briefing.actors, places),
            [
                [places[actor] for actor in event.actors if actor in places]
                for event in briefing.timeline
            ],
        ),
    )


def _actor_columns(briefing: Briefing) -> ActorColumns:
    actors, text = briefing.actors, briefing.article.text
    speakers = {quote.actor for quote in briefing.quotes}
    return ActorColumns(
        [actor.id for actor in actors],
        [actor.name for actor in actors],
        [actor.type for actor in actors],
        [actor.key for actor in actors],
        [actor.key or actor.id in speakers for actor in actors],
        [actor.aliases for actor in actors],
        [[(role.start, role.end, role.of(text)) for role in actor.roles] for actor in actors],
    )


def _quote_columns(
    quotes: Sequence[Quote], article: Article, places: Mapping[str, int]
) -> QuoteColumns:
    by = [places.get(quote.actor or "", NOBODY) for quote in quotes]
    return QuoteColumns(
        by,
        [
            quote.speaker.of(article.text) if quote.speaker and place == NOBODY else None
            for quote, place in zip(quotes, by, strict=True)
        ],
        [quote.type is QuoteType.DIRECT for quote in quotes],
    )


def _mentioned(
    quotes: Sequence[Quote], actors: Sequence[Actor], places: Mapping[str, int]
) -> list[list[int]]:
    """Return for each of *quotes* the places of the actors that its words mention."""
    mentions = sorted(
        (mention.span.start, mention.span.end, place)
        for place, actor in enumerate(actors)
        for mention in actor.mentions
    )
    starts = [start for start, *_ in mentions]
    found = []
    for quote in quotes:
        inside = {
            place
            for part in quote.content
            for _, end, place in mentions[
                bisect_left(starts, part.start) : bisect_right(starts, part.end)
            ]
            if end <= part.end
        }
        found.append(sorted(inside - {places.get(quote.actor or "", NOBODY)}))
    return found


def card_to_json(card: Card) -> tuple[list[Any], list[Any]]:
    """Return *card* as lists, numbers and texts: all but its mentions, and these."""
    days = [day.isoformat() if day else None for day in (card.published, card.updated)]
    embargo = card.embargo.isoformat() if card.embargo else None
    actors, events = card.of_actors, card.of_events
    types = [_TYPES.index(kind) for kind in actors.types]
    statuses = [_STATUSES.index(status) for status in events.statuses]
    head = [
        *(card.title, card.language, *days, card.tags, card.story, card.hidden, embargo),
        (actors.ids, actors.names, types, *actors[3:]),
        card.of_quotes,
        (events.values, events.keys, statuses),
    ]
    return head, list(card.mentions)


def card_from_json(head: Sequence[Any], mentions: Sequence[Any] | str) -> Card:
    """Return the card that `card_to_json` gave *head* and *mentions* for, or the JSON of these.

    Raises:
        ValueError, TypeError, IndexError: it gave none such.
    """
    title, language, published, updated, tags, story, hidden, embargo, *columns = head
    (ids, names, types, *of_actors), of_quotes, (values, keys, statuses) = columns
    return Card(
        title,
        language,
        dt.date.fromisoformat(published) if published else None,
        dt.date.fromisoformat(updated) if updated else None,
        tags,
        story,
        hidden,
        dt.datetime.fromisoformat(embargo) if embargo else None,
        ActorColumns(ids, names, [_TYPES[place] for place in types], *of_actors),
        QuoteColumns(*of_quotes),
        EventColumns(values, keys, [_STATUSES[place] for place in statuses]),
        mentions if isinstance(mentions, str) else Mentions(*mentions),
    )


_TYPES = tuple(NameType)
_STATUSES = tuple(Status)
