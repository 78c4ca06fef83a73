"""All briefings of a site, and what can be asked across them: actors, quotes, events, stories."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.model import Actor, Article, Briefing, Event, NameType, Quote, Span
from briefgen.site.moment import Moment, is_over, moment_of
from briefgen.slug import slugify

NEVER = dt.date.min  # sorts briefings without a date last, where the newest come first


@dataclass(frozen=True, slots=True)
class Entry:
    """A briefing and where it lies."""

    briefing: Briefing
    source: str
    "path below the content folder: ``briefings/2025/07/….md``"
    path: Path | None = field(default=None, compare=False)
    "the briefing's file, when it lies on disk"

    @property
    def article(self) -> Article:
        """The article behind the briefing."""
        return self.briefing.article

    @property
    def folder(self) -> str:
        """The source without its suffix; the entry's other files lie below it."""
        return self.source.removesuffix(".md")

    def actor(self, actor_id: str | None) -> Actor | None:
        """Return the actor of this briefing with that id."""
        return next((a for a in self.briefing.actors if a.id == actor_id), None)

    @property
    def speakers(self) -> frozenset[str]:
        """Ids of the actors that a quote resolves to."""
        return frozenset(quote.actor for quote in self.briefing.quotes if quote.actor)

    def has_page(self, actor: Actor) -> bool:
        """Tell whether *actor* earns a page by this briefing alone.

        Key actors and speakers do. No other briefing has a say, so that a new article
        changes no old page.
        """
        return actor.key or actor.id in self.speakers


@dataclass(frozen=True, slots=True)
class QuoteAt:
    """A quote and where it stands."""

    entry: Entry
    number: int
    "from 1, in text order"
    quote: Quote

    @property
    def anchor(self) -> str:
        """Fragment of the quote in its briefing's page."""
        return f"q{self.number}"

    @property
    def text(self) -> str:
        """The words said; « […] » where a cue interrupts."""
        text = self.entry.article.text
        return " […] ".join(part.of(text) for part in self.quote.content)

    @property
    def speaker(self) -> str | None:
        """The actor's name, else the phrase that names the source."""
        if actor := self.entry.actor(self.quote.actor):
            return actor.name
        return self.quote.speaker.of(self.entry.article.text) if self.quote.speaker else None


@dataclass(frozen=True, slots=True)
class EventAt:
    """An event and where it stands."""

    entry: Entry
    number: int
    "from 1, in the order of the briefing's timeline"
    event: Event
    moment: Moment | None

    @property
    def anchor(self) -> str:
        """Fragment of the event in its briefing's page."""
        return f"e{self.number}"


@dataclass(frozen=True, slots=True)
class RoleAt:
    """A role in the words of a briefing."""

    entry: Entry
    span: Span

    @property
    def text(self) -> str:
        """The role's words."""
        return self.span.of(self.entry.article.text)


@dataclass(slots=True)
class Dossier:
    """What all briefings together know of one actor. Newest first throughout."""

    id: str
    names: Counter[str] = field(default_factory=Counter)
    types: Counter[NameType] = field(default_factory=Counter)
    aliases: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    entries: list[Entry] = field(default_factory=list)
    roles: list[RoleAt] = field(default_factory=list)
    said: list[QuoteAt] = field(default_factory=list)
    about: list[QuoteAt] = field(default_factory=list)
    events: list[EventAt] = field(default_factory=list)
    met: Counter[str] = field(default_factory=Counter)
    "ids of actors with a page, by briefings shared"
    has_page: bool = False

    @property
    def name(self) -> str:
        """The name most briefings use; the first in the alphabet among equals."""
        return min(self.names, key=lambda name: (-self.names[name], name))

    @property
    def type(self) -> NameType:
        """The type most briefings give."""
        return min(self.types, key=lambda kind: (-self.types[kind], kind))

    @property
    def source(self) -> str:
        """Path of the actor's page below the content folder."""
        return actor_source(self.id)

    @property
    def sort_name(self) -> str:
        """Persons by their last name, others by their first word; accents folded."""
        words = self.name.split()
        key = [words[-1], *words[:-1]] if self.type is NameType.PER and words else words
        return slugify(" ".join(key)) if key else self.id


@dataclass(frozen=True, slots=True)
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

    @property
    def ahead(self) -> tuple[EventAt, ...]:
        """Planned events that are not over on the day of the newest briefing, soonest first.

        That day and not today's: the same briefings give the same pages.
        """
        newest = self.entries[0].article.published if self.entries else None
        if newest is None:
            return self.planned
        return tuple(e for e in self.planned if not is_over(e.event.timex.value, newest))

    @property
    def actors(self) -> tuple[Dossier, ...]:
        """The actors that have a page, in alphabetical order."""
        having = (dossier for dossier in self.dossiers.values() if dossier.has_page)
        return tuple(sorted(having, key=lambda dossier: (dossier.sort_name, dossier.id)))


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


def quotes_of(entry: Entry) -> tuple[QuoteAt, ...]:
    """Return the quotes of *entry*, numbered in text order."""
    return tuple(QuoteAt(entry, n, quote) for n, quote in enumerate(entry.briefing.quotes, 1))


def events_of(entry: Entry) -> tuple[EventAt, ...]:
    """Return the events of *entry*, numbered in the order of its timeline."""
    return tuple(
        EventAt(entry, n, event, moment_of(event.timex.value))
        for n, event in enumerate(entry.briefing.timeline, 1)
    )


def gather(entries: Iterable[Entry]) -> Library:
    """Return *entries* as a library, newest first."""
    ordered = tuple(sorted(entries, key=_newest_first))
    quotes = tuple(quote for entry in ordered for quote in quotes_of(entry))
    dated = [event for entry in ordered for event in events_of(entry) if event.event.key]
    events = sorted((e for e in dated if e.moment), key=in_time)
    return Library(
        entries=ordered,
        dossiers=_dossiers(ordered),
        quotes=quotes,
        events=tuple(events),
        planned=tuple(event for event in events if event.event.status == "planned"),
        stories=_by(ordered, lambda article: (article.story,) if article.story else ()),
        tags=_by(ordered, lambda article: article.tags),
        languages=_by(ordered, lambda article: (article.language,)),
    )


def in_time(event: EventAt) -> tuple[Moment, str, int]:
    """Sort key of *event*: its moment, then its place."""
    return (event.moment or Moment(0), event.entry.source, event.number)


def _newest_first(entry: Entry) -> tuple[int, str]:
    return (-(entry.article.published or NEVER).toordinal(), entry.source)


def _by(
    entries: Sequence[Entry], names: Callable[[Article], tuple[str, ...]]
) -> dict[str, tuple[Entry, ...]]:
    """Group by name; names that share a slug share a group, under the first one met."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    spelling: dict[str, str] = {}
    for entry in entries:
        for slug in dict.fromkeys(map(slugify, names(entry.article))):
            groups[slug].append(entry)
        for name in names(entry.article):
            spelling.setdefault(slugify(name), name)
    return {spelling[slug]: tuple(groups[slug]) for slug in sorted(groups)}


def _dossiers(entries: Sequence[Entry]) -> dict[str, Dossier]:
    dossiers: dict[str, Dossier] = {}
    for entry in entries:
        for actor in entry.briefing.actors:
            _file(dossiers.setdefault(actor.id, Dossier(actor.id)), actor, entry)
        _file_quotes(dossiers, entry)
        for event in events_of(entry):
            for actor_id in event.event.actors if event.event.key else ():
                if actor_id in dossiers:
                    dossiers[actor_id].events.append(event)
    return dossiers


def _file(dossier: Dossier, actor: Actor, entry: Entry) -> None:
    dossier.names[actor.name] += 1
    dossier.types[actor.type] += 1
    dossier.aliases.update(actor.aliases)
    dossier.languages[entry.article.language] += 1
    dossier.entries.append(entry)
    dossier.roles += [RoleAt(entry, role) for role in actor.roles]
    dossier.has_page |= entry.has_page(actor)
    if entry.has_page(actor):
        dossier.met.update(
            other.id
            for other in entry.briefing.actors
            if other.id != actor.id and entry.has_page(other)
        )


def _file_quotes(dossiers: Mapping[str, Dossier], entry: Entry) -> None:
    for quote in quotes_of(entry):
        if quote.quote.actor and quote.quote.actor in dossiers:
            dossiers[quote.quote.actor].said.append(quote)
        for actor in entry.briefing.actors:
            if actor.id != quote.quote.actor and _speaks_of(quote.quote, actor):
                dossiers[actor.id].about.append(quote)


def _speaks_of(quote: Quote, actor: Actor) -> bool:
    return any(part.contains(mention.span) for mention in actor.mentions for part in quote.content)
