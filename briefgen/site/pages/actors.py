"""A page per actor, and all of them from A to Z."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby

from briefgen.site.basis import Whole
from briefgen.site.chronicle import in_time
from briefgen.site.entry import Entry, RoleAt
from briefgen.site.later import Later
from briefgen.site.library import Dossier, Library
from briefgen.site.network import network, shared_among
from briefgen.site.sheet import Part, Sheet, paged

ACTORS_PER_PAGE = 200
QUOTES_PER_PAGE = 40
EVENTS_PER_PAGE = 60
BRIEFINGS_PER_PAGE = 50
MOST_MET = 8  # a circle of more names is no longer read at a glance


Met = Sequence[tuple[Dossier, int]]
"other actors, and in how many briefings each was met; those met most first"


@dataclass(frozen=True, slots=True)
class Role:
    """One wording of a role, and the briefings that word it so, newest first."""

    words: str
    places: tuple[RoleAt, ...]


def actor_sheets(library: Library, gettext: Callable[[str], str]) -> Iterator[Sheet]:
    """Yield the index, then each actor's page."""
    actors = library.actors
    # On the first page alone, else one actor more would have all pages printed anew.
    total = {"total": len(actors)}
    for part in paged(actors, ACTORS_PER_PAGE, "actors/index.md"):
        letters = [(k, list(g)) for k, g in groupby(part.items, key=_letter)]
        yield Sheet(
            part.source,
            gettext("Actors"),
            "actors.html",
            {"letters": letters, "pages": part, **(total if part.number == 1 else {})},
        )
    most_met = cache(partial(_most_met, library))
    for dossier in actors:
        yield from _actor_sheets(dossier, most_met)


def _actor_sheets(dossier: Dossier, most_met: Callable[[Dossier], Met]) -> Iterator[Sheet]:
    met = partial(most_met, dossier)
    for part in paged(dossier.entries, BRIEFINGS_PER_PAGE, dossier.source):
        yield Sheet(
            part.source,
            dossier.name,
            "actor.html",
            Later(partial(_context, dossier, part, met)),
            feeds=(f"{dossier.source.removesuffix('.md')}/feed.xml",),
            basis=partial(_basis, dossier, met, part.total),
            ties=partial(_ties, dossier, met),
        )


def _most_met(library: Library, dossier: Dossier) -> Met:
    return [
        (library.dossiers[other], shared)
        for other, shared in sorted(dossier.met.items(), key=lambda pair: (-pair[1], pair[0]))
        if library.dossiers[other].has_page
    ][:MOST_MET]


def _ties(dossier: Dossier, met: Callable[[], Met]) -> tuple[str, ...]:
    """Return the actors whose briefings decide what the pages of *dossier* show.

    Who is met most, its own tell; names and meetings of these, theirs.
    """
    return (dossier.id, *(other.id for other, _ in met()))


def _basis(dossier: Dossier, met: Callable[[], Met], total: int) -> tuple[object, ...]:
    names = [(other.id, other.name) for other, _ in met()]
    shared = shared_among([dossier, *(other for other, _ in met())])
    return (Whole(dossier), repr((names, shared)), total)


def _context(dossier: Dossier, part: Part[Entry], met: Callable[[], Met]) -> Mapping[str, object]:
    events = sorted((e for e in dossier.events if e.moment), key=in_time)
    at = (part.number - 1) * QUOTES_PER_PAGE
    first = (part.number - 1) * EVENTS_PER_PAGE
    return {
        "dossier": dossier,
        "pages": part,
        "roles": _roles(dossier),
        "events": events[first : first + EVENTS_PER_PAGE],
        "said": dossier.said[at : at + QUOTES_PER_PAGE],
        "about": dossier.about[at : at + QUOTES_PER_PAGE],
        "met": met(),
        "network": network(dossier, met()),
    }


def _roles(dossier: Dossier) -> tuple[Role, ...]:
    wordings: dict[str, list[RoleAt]] = {}
    for role in dossier.roles:
        wordings.setdefault(role.text.casefold(), []).append(role)
    return tuple(Role(places[0].text, tuple(places)) for places in wordings.values())


def _letter(dossier: Dossier) -> str:
    first = dossier.sort_name[0].upper()
    return first if first.isalpha() else "#"
