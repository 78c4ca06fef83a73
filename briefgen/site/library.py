"""All briefings of a site, and what can be asked across them: actors, quotes, events, stories."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from itertools import repeat
from typing import NamedTuple, TypeVar

from briefgen.build.card import ActorCard, Card, EventCard, QuoteCard, card_of
from briefgen.build.wording import EventWords, QuoteWords, Wording, wording_of
from briefgen.model import Actor, Article, Briefing, Event, NameType, Quote, Status
from briefgen.site.moment import Moment, is_over, moment_of
from briefgen.slug import slugify

Word = TypeVar("Word", bound=str)

NEVER = dt.date.min  # sorts briefings without a date last, where the newest come first


class Entry:
    """A briefing and where it lies; the briefing itself is read when first asked for."""

    def __init__(
        self,
        briefing: Briefing | Callable[[], Briefing],
        source: str,
        path: str | None = None,
        card: Card | None = None,
        words: Wording | Callable[[], Wording] | None = None,
    ) -> None:
        """Take *briefing*, or what reads it; *card* and *words* are made when they are not given.

        *source* is a path below the content folder, ``briefings/2025/07/….md``; *path*
        that of the briefing's file, when it lies on disk; *words* is its wording, or reads it.
        """
        self._read = None if isinstance(briefing, Briefing) else briefing
        self._words = None if isinstance(words, Wording) else words
        if isinstance(briefing, Briefing):
            self.briefing = briefing
        if isinstance(words, Wording):
            self.wording = words
        self.source, self.path = source, path
        self.card = card or card_of(self.briefing)

    @cached_property
    def briefing(self) -> Briefing:
        """The whole briefing.

        Raises:
            InputError: its file cannot be read any more.
        """
        assert self._read is not None  # noqa: S101 - else the briefing was given
        return self._read()

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
        return tuple(map(_quote_at, zip(repeat(self), range(1, len(self.card.quotes) + 1))))

    @cached_property
    def events(self) -> tuple[EventAt, ...]:
        """The events, numbered in the order of the briefing's timeline."""
        cards = self.card.events
        moments = [moment_of(card.value) for card in cards]
        return tuple(map(_event_at, zip(repeat(self), range(1, len(cards) + 1), moments)))

    @cached_property
    def having(self) -> tuple[str, ...]:
        """The ids of the actors that earn a page here."""
        return tuple([actor.id for actor in self.card.actors if actor.has_page])

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
        return any(card.id == actor.id and card.has_page for card in self.card.actors)


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
    def card(self) -> QuoteCard:
        """What lists need to know of it."""
        return self.entry.card.quotes[self.number - 1]

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
        return self.card.speaker


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
    def words(self) -> EventWords:
        """What lists print of it."""
        return self.entry.wording.events[self.number - 1]

    @property
    def anchor(self) -> str:
        """Fragment of the event in its briefing's page."""
        return f"e{self.number}"


# There may be some hundred thousand of them; a call of the class takes thrice as long.
_quote_at = partial(tuple.__new__, QuoteAt)
_event_at = partial(tuple.__new__, EventAt)


class RoleAt(NamedTuple):
    """A role in the words of a briefing."""

    entry: Entry
    start: int
    "offset into the article's text"
    text: str


@dataclass
class Dossier:
    """What all briefings together know of one actor. Newest first throughout.

    Most builds print few of them: what is counted is counted when it is asked for.
    """

    id: str
    entries: list[Entry] = field(default_factory=list)
    cards: list[ActorCard] = field(default_factory=list)
    "the actor's in each of the entries"
    said: list[QuoteAt] = field(default_factory=list)
    about: list[QuoteAt] = field(default_factory=list)
    events: list[EventAt] = field(default_factory=list)
    has_page: bool = False

    @cached_property
    def names(self) -> Counter[str]:
        """The actor's names, by briefings."""
        return Counter(card.name for card in self.cards)

    @cached_property
    def types(self) -> Counter[NameType]:
        """The actor's types, by briefings."""
        return Counter(card.type for card in self.cards)

    @cached_property
    def aliases(self) -> Counter[str]:
        """The actor's other names, by briefings."""
        return Counter(alias for card in self.cards for alias in card.aliases)

    @cached_property
    def roles(self) -> list[RoleAt]:
        """The actor's roles."""
        return [
            RoleAt(entry, start, words)
            for entry, card in zip(self.entries, self.cards, strict=True)
            for start, _, words in card.roles
        ]

    @cached_property
    def met(self) -> Counter[str]:
        """Ids of actors with a page, by briefings in which this one earns a page too."""
        having = (
            entry.having
            for entry, card in zip(self.entries, self.cards, strict=True)
            if card.has_page
        )
        return Counter(other for ids in having for other in ids if other != self.id)

    @cached_property
    def name(self) -> str:
        """The name most briefings use; the first in the alphabet among equals."""
        return _commonest(self.names)

    @cached_property
    def type(self) -> NameType:
        """The type most briefings give."""
        return _commonest(self.types)

    @property
    def source(self) -> str:
        """Path of the actor's page below the content folder."""
        return actor_source(self.id)

    @cached_property
    def sort_name(self) -> str:
        """Persons by their last name, others by their first word; accents folded."""
        words = self.name.split()
        key = [words[-1], *words[:-1]] if self.type is NameType.PER and words else words
        return slugify(" ".join(key)) if key else self.id


@dataclass(frozen=True)
class Library:
    """The briefings, newest first, and their indexes."""

    entries: tuple[Entry, ...]
    dossiers: Mapping[str, Dossier]
    quotes: tuple[QuoteAt, ...]
    events: tuple[EventAt, ...]
    "key events that have a place on the calendar, oldest first"
    planned: tuple[EventAt, ...]
    "key events that were ahead when their article appeared, oldest first"
    stories: Mapping[str, tuple[Entry, ...]]
    "by name of the story"
    tags: Mapping[str, tuple[Entry, ...]]
    languages: Mapping[str, tuple[Entry, ...]]

    @cached_property
    def ahead(self) -> tuple[EventAt, ...]:
        """Planned events that are not over on the day of the newest briefing, soonest first.

        That day and not today's: the same briefings give the same pages.
        """
        newest = self.entries[0].card.published if self.entries else None
        if newest is None:
            return self.planned
        over = cache(partial(is_over, day=newest))
        return tuple([event for event in self.planned if not over(event.card.value)])

    @cached_property
    def actors(self) -> tuple[Dossier, ...]:
        """The actors that have a page, in alphabetical order."""
        having = (dossier for dossier in self.dossiers.values() if dossier.has_page)
        return tuple(sorted(having, key=lambda dossier: (dossier.sort_name, dossier.id)))


def _commonest(counts: Counter[Word]) -> Word:
    """Return what is counted most; the first in the alphabet among equals."""
    if len(counts) == 1:
        return next(iter(counts))
    return min(counts, key=lambda word: (-counts[word], word))


def actor_source(actor_id: str) -> str:
    """Return the path of an actor's page; ids from files are made safe again."""
    return _source("actors", actor_id)


def story_source(name: str) -> str:
    """Return the path of a story's page."""
    return _source("stories", name)


def tag_source(name: str) -> str:
    """Return the path of a tag's page."""
    return _source("tags", name)


def language_source(code: str) -> str:
    """Return the path of the page of a language."""
    return _source("languages", code)


def _source(folder: str, name: str) -> str:
    slug = slugify(name)
    return f"{folder}/{slug}-.md" if slug == "index" else f"{folder}/{slug}.md"


def gather(entries: Iterable[Entry]) -> Library:
    """Return *entries* as a library, newest first."""
    ordered = tuple(sorted(entries, key=_newest_first))
    shelves = [(entry, entry.quotes, entry.events) for entry in ordered]
    dated = [
        (event.moment, entry.source, event.number, event, told.status)
        for entry, _, events in shelves
        for event, told in zip(events, entry.card.events, strict=True)
        if told.key and event.moment
    ]
    dated.sort()  # as `in_time`, in a third of its time
    return Library(
        entries=ordered,
        dossiers=_dossiers(shelves),
        quotes=tuple(quote for _, quotes, _ in shelves for quote in quotes),
        events=tuple([event for *_, event, _ in dated]),
        planned=tuple([event for *_, event, status in dated if status is Status.PLANNED]),
        stories=_by(ordered, lambda card: (card.story,) if card.story else ()),
        tags=_by(ordered, lambda card: card.tags),
        languages=_by(ordered, lambda card: (card.language,)),
    )


def ties_of(card: Card) -> tuple[str, ...]:
    """Return what pages across briefings share with the briefing of *card*: actors, its story."""
    actors = tuple(actor.id for actor in card.actors)
    return (*actors, f"s:{card.story}") if card.story else actors


def in_time(event: EventAt) -> tuple[Moment, str, int]:
    """Sort key of *event*: its moment, then its place."""
    return (event.moment or Moment(0), event.entry.source, event.number)


def _newest_first(entry: Entry) -> tuple[int, str]:
    return (-(entry.card.published or NEVER).toordinal(), entry.source)


def _by(
    entries: Sequence[Entry], names: Callable[[Card], Sequence[str]]
) -> dict[str, tuple[Entry, ...]]:
    """Group by name; names that share a slug share a group, under the first one met."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    spelling: dict[str, str] = {}
    for entry in entries:
        for slug in dict.fromkeys(map(slugify, names(entry.card))):
            groups[slug].append(entry)
        for name in names(entry.card):
            spelling.setdefault(slugify(name), name)
    return {spelling[slug]: tuple(groups[slug]) for slug in sorted(groups)}


Shelf = tuple[Entry, tuple[QuoteAt, ...], tuple[EventAt, ...]]


def _dossiers(shelves: Iterable[Shelf]) -> dict[str, Dossier]:
    dossiers: dict[str, Dossier] = {}
    for entry, quotes, events in shelves:
        for actor in entry.card.actors:
            dossier = dossiers.get(actor.id)
            if dossier is None:
                dossier = dossiers[actor.id] = Dossier(actor.id)
            dossier.entries.append(entry)
            dossier.cards.append(actor)
            if actor.has_page:
                dossier.has_page = True
        _file_quotes(dossiers, quotes, entry.card.quotes)
        _file_events(dossiers, events, entry.card.events)
    return dossiers


def _file_quotes(
    dossiers: Mapping[str, Dossier], quotes: Sequence[QuoteAt], cards: Sequence[QuoteCard]
) -> None:
    for quote, card in zip(quotes, cards, strict=True):
        if card.actor and card.actor in dossiers:
            dossiers[card.actor].said.append(quote)
        for actor_id in card.about:
            dossiers[actor_id].about.append(quote)


def _file_events(
    dossiers: Mapping[str, Dossier], events: Sequence[EventAt], cards: Sequence[EventCard]
) -> None:
    for event, card in zip(events, cards, strict=True):
        for actor_id in card.actors if card.key else ():
            if actor_id in dossiers:
                dossiers[actor_id].events.append(event)
