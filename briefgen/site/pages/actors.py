"""A page per actor, and all of them from A to Z."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby, islice
from operator import attrgetter

from briefgen.site.basis import Whole
from briefgen.site.chronicle import in_time
from briefgen.site.entry import Entry, RoleAt
from briefgen.site.later import Later
from briefgen.site.library import Dossier, Library
from briefgen.site.network import network, shared_among
from briefgen.site.sheet import Part, Sheet, paged

ACTORS_PER_PAGE = 200
BRIEFINGS_PER_PAGE = 40
MOST_MET = 8  # a circle of more names is no longer read at a glance
MOST_ROLES = 30  # wordings; the newest


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
    for part in paged(actors, ACTORS_PER_PAGE, "actors/index.md", attrgetter("id")):
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
    """Yield the page of *dossier* with what all briefings know, and the further pages.

    Each has the quotes and events of its own briefings, so that a new one changes the first alone.
    """
    met = partial(most_met, dossier)
    for part in _parts(dossier):
        basis: object = _further_basis(dossier, part)
        ties = partial(tuple, [dossier.id])
        if part.number == 1:
            basis, ties = partial(_basis, dossier, part, met), partial(_ties, dossier, met)
        yield Sheet(
            part.source,
            dossier.name,
            "actor.html",
            Later(partial(_context, dossier, part, met)),
            feeds=(f"{dossier.source.removesuffix('.md')}/feed.xml",),
            basis=basis,
            ties=ties,
        )


def latest(dossier: Dossier) -> Dossier:
    """Return what the briefings on the first page of *dossier* know of the actor."""
    return _of_part(dossier, next(_parts(dossier)))


def _parts(dossier: Dossier) -> Iterator[Part[Entry]]:
    return paged(dossier.entries, BRIEFINGS_PER_PAGE, dossier.source, attrgetter("source"))


def _of_part(dossier: Dossier, part: Part[Entry]) -> Dossier:
    if part.total == 1:
        return dossier
    return dossier.within(part.start, part.start + len(part.items))


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


def _basis(dossier: Dossier, part: Part[Entry], met: Callable[[], Met]) -> tuple[object, ...]:
    others = met()
    names = [(other.id, other.name, shared) for other, shared in others]
    arcs = shared_among([dossier, *(other for other, _ in others)])  # with the names, all there is
    return (Whole(dossier), part, repr((names, arcs)))


def _further_basis(dossier: Dossier, part: Part[Entry]) -> tuple[object, ...]:
    return (dossier.id, dossier.name, dossier.type, part)


def _context(dossier: Dossier, part: Part[Entry], met: Callable[[], Met]) -> Mapping[str, object]:
    here = _of_part(dossier, part)
    is_first = part.number == 1
    return {
        "dossier": dossier,
        "pages": part,
        "events": sorted((event for event in here.events if event.moment), key=in_time),
        "said": here.said,
        "about": here.about,
        "others": _others(dossier) if is_first else (),
        "roles": _roles(dossier) if is_first else (),
        "met": met() if is_first else (),
        "network": network(dossier, met()) if is_first else None,
    }


def _others(dossier: Dossier) -> list[str]:
    names = (name for name in dossier.aliases if name != dossier.name)
    return sorted(names, key=str.lower)


def _roles(dossier: Dossier) -> tuple[Role, ...]:
    wordings: dict[str, list[RoleAt]] = {}
    for role in dossier.roles:
        wordings.setdefault(role.text.casefold(), []).append(role)
    newest = islice(wordings.values(), MOST_ROLES)
    return tuple(Role(places[0].text, tuple(places)) for places in newest)


def _letter(dossier: Dossier) -> str:
    first = dossier.sort_name[0].upper()
    return first if first.isalpha() else "#"
