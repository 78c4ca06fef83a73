"""All briefings of a site, and what can be asked across them: actors, quotes, events, stories."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from briefgen.build.card import NOBODY, Card
from briefgen.model import NameType
from briefgen.site.chronicle import Chronicle, chronicle
from briefgen.site.entry import Entry, EventAt, QuoteAt, RoleAt, quote_at
from briefgen.slug import slugify

Word = TypeVar("Word", bound=str)

NEVER = dt.date.min  # sorts briefings without a date last, where the newest come first


@dataclass(eq=False)
class Dossier:
    """What all briefings together know of one actor. Newest first throughout.

    Most builds print few of them: what is counted is counted when it is asked for.
    """

    id: str
    entries: list[Entry] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    "of the actor among those of each of the entries"
    called: list[str] = field(default_factory=list)
    "the actor's name in each"
    taken_for: list[NameType] = field(default_factory=list)
    "the actor's type in each"
    called_too: list[str] = field(default_factory=list)
    "the actor's other names in all of them"
    roles: list[RoleAt] = field(default_factory=list)
    has_page: bool = False

    @cached_property
    def names(self) -> Counter[str]:
        """The actor's names, by briefings."""
        return Counter(self.called)

    @cached_property
    def types(self) -> Counter[NameType]:
        """The actor's types, by briefings."""
        return Counter(self.taken_for)

    @cached_property
    def aliases(self) -> Counter[str]:
        """The actor's other names, by briefings."""
        return Counter(self.called_too)

    @cached_property
    def said(self) -> list[QuoteAt]:
        """What the actor said."""
        return [
            quote_at((entry, number))
            for entry, place in self._shelf
            for number, by in enumerate(entry.card.of_quotes.by, 1)
            if by == place
        ]

    @cached_property
    def about(self) -> list[QuoteAt]:
        """Quotes of others that name the actor."""
        return [
            quote_at((entry, number))
            for entry, place in self._shelf
            for number, named in enumerate(entry.card.mentions.quotes, 1)
            if place in named
        ]

    @cached_property
    def events(self) -> list[EventAt]:
        """Key events that name the actor."""
        return [
            event
            for entry, place in self._shelf
            for event, key, named in zip(
                entry.events, entry.card.of_events.keys, entry.card.mentions.events, strict=True
            )
            if key and place in named
        ]

    @cached_property
    def homes(self) -> frozenset[str]:
        """Sources of the briefings in which the actor earns a page."""
        return frozenset(
            [entry.source for entry, place in self._shelf if entry.card.of_actors.pages[place]]
        )

    @cached_property
    def met(self) -> Counter[str]:
        """Ids of actors with a page, by briefings in which this one earns a page too."""
        having = [entry.having for entry, place in self._shelf if entry.card.of_actors.pages[place]]
        return Counter([other for ids in having for other in ids if other != self.id])

    def within(self, start: int, end: int) -> Dossier:
        """Return what the briefings at the places from *start* to *end* know of the actor."""
        some = slice(start, end)
        return Dossier(self.id, self.entries[some], self.places[some])

    @property
    def _shelf(self) -> Iterable[tuple[Entry, int]]:
        return zip(self.entries, self.places, strict=True)

    @cached_property
    def name(self) -> str:
        """The name most briefings use; the first in the alphabet among equals."""
        return _commonest(self.names)

    @cached_property
    def type(self) -> NameType:
        """The type most briefings give."""
        return _commonest(self.types)

    @cached_property
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
    stories: Mapping[str, tuple[Entry, ...]]
    "by name of the story"
    tags: Mapping[str, tuple[Entry, ...]]
    languages: Mapping[str, tuple[Entry, ...]]

    @property
    def quotes(self) -> Iterator[QuoteAt]:
        """Every quote."""
        return (quote for entry in self.entries for quote in entry.quotes)

    @cached_property
    def quote_count(self) -> int:
        """How many quotes there are."""
        return sum([len(entry.card.of_quotes.by) for entry in self.entries])

    @cached_property
    def said(self) -> Mapping[str, Sequence[QuoteAt]]:
        """What each actor said, by the actor's id; those who said nothing are left out."""
        said: dict[str, list[QuoteAt]] = defaultdict(list)
        for entry in self.entries:
            ids = entry.card.of_actors.ids
            for number, by in enumerate(entry.card.of_quotes.by, 1):
                if by != NOBODY:
                    said[ids[by]].append(quote_at((entry, number)))
        return said

    @cached_property
    def chronicle(self) -> Chronicle:
        """The key events; what is over is over on the day of the newest briefing.

        That day and not today's: the same briefings give the same pages.
        """
        return chronicle(self.entries, self.entries[0].card.published if self.entries else None)

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
    return Library(
        entries=ordered,
        dossiers=_dossiers(ordered),
        stories=_by(ordered, lambda card: (card.story,) if card.story else ()),
        tags=_by(ordered, lambda card: card.tags),
        languages=_by(ordered, lambda card: (card.language,)),
    )


def ties_of(card: Card) -> tuple[str, ...]:
    """Return what pages across briefings share with the briefing of *card*: actors, its story."""
    actors = tuple(card.of_actors.ids)
    return (*actors, f"s:{card.story}") if card.story else actors


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


def _dossiers(entries: Iterable[Entry]) -> dict[str, Dossier]:
    dossiers: dict[str, Dossier] = {}
    for entry in entries:
        rows = zip(*entry.card.of_actors, strict=True)
        for place, (actor, name, kind, _, has_page, aliases, roles) in enumerate(rows):
            dossier = dossiers.get(actor)
            if dossier is None:
                dossier = dossiers[actor] = Dossier(actor)
            dossier.entries.append(entry)
            dossier.places.append(place)
            dossier.called.append(name)
            dossier.taken_for.append(kind)
            if has_page:
                dossier.has_page = True
            if aliases:
                dossier.called_too += aliases
            if roles:
                dossier.roles += [RoleAt(entry, start, words) for start, _, words in roles]
    return dossiers
