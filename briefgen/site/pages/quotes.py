"""All quotes by speaker, from A to Z; sources without a name last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from briefgen.build.card import NOBODY
from briefgen.site.entry import QuoteAt
from briefgen.site.library import Dossier, Library
from briefgen.site.sheet import Part, Sheet, paged

SPEAKERS_PER_PAGE = 30
QUOTES_SHOWN = 3  # a speaker; the actor's page has them all


Place = tuple[int, int]
"of a quote: place of its briefing, newest first, and number"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone who is quoted: an actor, or a phrase such as « une source diplomatique »."""

    name: str | None
    dossier: Dossier | None
    quotes: Sequence[QuoteAt]
    total: int


def quote_sheets(library: Library, gettext: Callable[[str], str]) -> Iterator[Sheet]:
    """Yield the quotes of all briefings, some speakers a page."""
    known = [
        Speaker(actor.name, actor, said[:QUOTES_SHOWN], len(said))
        for actor in library.actors
        if (said := library.said.get(actor.id))
    ]
    speakers = [*known, *_others(library)]
    # On the first page alone, else one quote more would have all pages printed anew.
    totals = {"total": library.quote_count, "speakers": len(speakers)}
    for part in paged(speakers, SPEAKERS_PER_PAGE, "quotes/index.md", _name):
        more = totals if part.number == 1 else {}
        yield Sheet(
            part.source,
            gettext("Quotes"),
            "quotes.html",
            {"pages": part, **more},
            basis=partial(_basis, part, more),
        )


def _name(speaker: Speaker) -> str:
    return speaker.dossier.id if speaker.dossier else f"{speaker.name}"


def _basis(part: Part[Speaker], more: Mapping[str, int]) -> tuple[object, ...]:
    """Return what a page of quotes is made from, in few words."""
    speakers = [(one.name, one.dossier and one.dossier.id, one.total) for one in part.items]
    quotes = [quote for one in part.items for quote in one.quotes]
    return (repr(speakers), quotes, part.previous, part.next, part.number, part.total, more)


def _others(library: Library) -> list[Speaker]:
    """Return the sources that no actor is, by name; those without a name last."""
    spellings: dict[str, list[Place]] = defaultdict(list)
    for rank, entry in enumerate(library.entries):
        by, sources, _ = entry.card.of_quotes
        for number, (actor, source) in enumerate(zip(by, sources, strict=True), 1):
            if actor == NOBODY:
                spellings[source or ""].append((rank, number))
    groups: dict[str, list[Place]] = {}
    for source, places in spellings.items():
        folded = source.casefold()
        groups[folded] = sorted([*groups[folded], *places]) if folded in groups else places
    named = sorted(groups.items(), key=lambda pair: (not pair[0], pair[0]))
    return [_source(library, places) for _, places in named]


def _source(library: Library, places: Sequence[Place]) -> Speaker:
    quotes = [QuoteAt(library.entries[rank], number) for rank, number in places[:QUOTES_SHOWN]]
    return Speaker(quotes[0].speaker, None, quotes, len(places))
