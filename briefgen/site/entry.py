"""A briefing on a site, and where its quotes, events and roles stand."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from itertools import compress
from typing import NamedTuple

from briefgen.build.card import NOBODY, Card, EventCard, card_of
from briefgen.build.wording import EventWords, QuoteWords, Wording, wording_of
from briefgen.model import Actor, Article, Briefing, Event, Quote
from briefgen.site.moment import Moment, moment_of


class Entry:
    """A briefing and where it lies; the briefing itself is read when first asked for."""

    def __init__(
        self,
        briefing: Briefing | Callable[[], Briefing],
        source: str,
        path: str | None = None,
        card: Card | Callable[[], tuple[Card, str]] | None = None,
        words: Wording | Callable[[], Wording] | None = None,
    ) -> None:
        """Take *briefing*, or what reads it; *card* and *words* are made when they are not given.

        *source* is a path below the content folder, ``briefings/2025/07/….md``; *path*
        that of the briefing's file, when it lies on disk; *card* and *words* are those, or
        read them, the card with its face.
        """
        self._read = None if isinstance(briefing, Briefing) else briefing
        self._card = None if isinstance(card, Card) else card
        self._words = None if isinstance(words, Wording) else words
        if isinstance(briefing, Briefing):
            self.briefing = briefing
        if isinstance(card, Card):
            self.card = card
        if isinstance(words, Wording):
            self.wording = words
        self.source, self.path = source, path
        self._face = ""

    @cached_property
    def briefing(self) -> Briefing:
        """The whole briefing.

        Raises:
            InputError: its file cannot be read any more.
        """
        assert self._read is not None  # noqa: S101 - else the briefing was given
        return self._read()

    @cached_property
    def card(self) -> Card:
        """What lists need to know of the briefing."""
        if self._card is None:
            return card_of(self.briefing)
        card, self._face = self._card()
        return card

    @property
    def face(self) -> str:
        """A digest of all that lists print of the briefing; empty when it is not known."""
        _ = self.card  # is read with it
        return self._face

    @cached_property
    def wording(self) -> Wording:
        """What lists print of the briefing."""
        if self._words is None or "briefing" in self.__dict__:
            return wording_of(self.briefing)
        return self._words()

    def forget(self) -> None:
        """Let go of the briefing; it is read again when it is asked for."""
        if self._read is not None:
            self.__dict__.pop("briefing", None)

    @property
    def article(self) -> Article:
        """The article behind the briefing."""
        return self.briefing.article

    @cached_property
    def quotes(self) -> tuple[QuoteAt, ...]:
        """The quotes, numbered in text order."""
        return tuple([QuoteAt(self, number) for number, _ in enumerate(self.card.of_quotes.by, 1)])

    @cached_property
    def events(self) -> tuple[EventAt, ...]:
        """The events, numbered in the order of the briefing's timeline."""
        moments = map(moment_of, self.card.of_events.values)
        return tuple([EventAt(self, number, moment) for number, moment in enumerate(moments, 1)])

    @property
    def having(self) -> list[str]:
        """The ids of the actors that earn a page here."""
        actors = self.card.of_actors
        return list(compress(actors.ids, actors.pages))

    @property
    def folder(self) -> str:
        """The source without its suffix; the entry's other files lie below it."""
        return self.source.removesuffix(".md")

    def actor(self, actor_id: str | None) -> Actor | None:
        """Return the actor of this briefing with that id."""
        return next((a for a in self.briefing.actors if a.id == actor_id), None)

    def has_page(self, actor: Actor) -> bool:
        """Tell whether *actor* earns a page by this briefing alone.

        Key actors and speakers do. No other briefing has a say, so that a new article
        changes no old page.
        """
        return actor.id in self.having


class QuoteAt(NamedTuple):
    """A quote and where it stands."""

    entry: Entry
    number: int
    "from 1, in text order"

    @property
    def quote(self) -> Quote:
        """The quote itself."""
        return self.entry.briefing.quotes[self.number - 1]

    @property
    def is_direct(self) -> bool:
        """Whether all of it are the speaker's own words."""
        return self.entry.card.of_quotes.direct[self.number - 1]

    @property
    def anchor(self) -> str:
        """Fragment of the quote in its briefing's page."""
        return f"q{self.number}"

    @property
    def words(self) -> QuoteWords:
        """What lists print of it."""
        return self.entry.wording.quotes[self.number - 1]

    @property
    def text(self) -> str:
        """The words said; « […] » where a cue interrupts."""
        return self.words.text

    @property
    def speaker(self) -> str | None:
        """The actor's name, else the phrase that names the source."""
        card, place = self.entry.card, self.number - 1
        by = card.of_quotes.by[place]
        return card.of_quotes.sources[place] if by == NOBODY else card.of_actors.names[by]


class EventAt(NamedTuple):
    """An event and where it stands."""

    entry: Entry
    number: int
    "from 1, in the order of the briefing's timeline"
    moment: Moment | None

    @property
    def event(self) -> Event:
        """The event itself."""
        return self.entry.briefing.timeline[self.number - 1]

    @property
    def card(self) -> EventCard:
        """What lists need to know of it."""
        return self.entry.card.events[self.number - 1]

    @property
    def value(self) -> str:
        """The value of its TIMEX3."""
        return self.entry.card.of_events.values[self.number - 1]

    @property
    def words(self) -> EventWords:
        """What lists print of it."""
        return self.entry.wording.events[self.number - 1]

    @property
    def anchor(self) -> str:
        """Fragment of the event in its briefing's page."""
        return f"e{self.number}"


# There may be some hundred thousand of them; a call of the class takes thrice as long.
quote_at = partial(tuple.__new__, QuoteAt)
event_at = partial(tuple.__new__, EventAt)


class RoleAt(NamedTuple):
    """A role in the words of a briefing."""

    entry: Entry
    start: int
    "offset into the article's text"
    text: str
