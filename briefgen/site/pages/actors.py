"""A page per actor, and all of them from A to Z."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from briefgen.site.library import Dossier, Library, RoleAt, in_time
from briefgen.site.network import network
from briefgen.site.sheet import Sheet, paged

ACTORS_PER_PAGE = 200
QUOTES_PER_PAGE = 40
EVENTS_PER_PAGE = 60
BRIEFINGS_PER_PAGE = 50
MOST_MET = 8  # a circle of more names is no longer read at a glance


@dataclass(frozen=True, slots=True)
class Role:
    """One wording of a role, and the briefings that word it so, newest first."""

    words: str
    places: tuple[RoleAt, ...]


def actor_sheets(library: Library, gettext: Callable[[str], str]) -> Iterator[Sheet]:
    """Yield the index, then each actor's page."""
    actors = library.actors
    for part in paged(actors, ACTORS_PER_PAGE, "actors/index.md"):
        letters = [(k, list(g)) for k, g in groupby(part.items, key=_letter)]
        yield Sheet(
            part.source,
            gettext("Actors"),
            "actors.html",
            {"letters": letters, "pages": part, "total": len(actors)},
        )
    for dossier in actors:
        yield from _actor_sheets(dossier, library)


def _actor_sheets(dossier: Dossier, library: Library) -> Iterator[Sheet]:
    met = [
        (library.dossiers[other], shared)
        for other, shared in sorted(dossier.met.items(), key=lambda pair: (-pair[1], pair[0]))
        if library.dossiers[other].has_page
    ][:MOST_MET]
    roles, drawing = _roles(dossier), network(dossier, met, library.dossiers)
    events = sorted((e for e in dossier.events if e.moment), key=in_time)
    for part in paged(dossier.entries, BRIEFINGS_PER_PAGE, dossier.source):
        at = (part.number - 1) * QUOTES_PER_PAGE
        first = (part.number - 1) * EVENTS_PER_PAGE
        yield Sheet(
            part.source,
            dossier.name,
            "actor.html",
            {
                "dossier": dossier,
                "pages": part,
                "roles": roles,
                "events": events[first : first + EVENTS_PER_PAGE],
                "said": dossier.said[at : at + QUOTES_PER_PAGE],
                "about": dossier.about[at : at + QUOTES_PER_PAGE],
                "met": met,
                "network": drawing,
            },
            feeds=(f"{dossier.source.removesuffix('.md')}/feed.xml",),
        )


def _roles(dossier: Dossier) -> tuple[Role, ...]:
    wordings: dict[str, list[RoleAt]] = {}
    for role in dossier.roles:
        wordings.setdefault(role.text.casefold(), []).append(role)
    return tuple(Role(places[0].text, tuple(places)) for places in wordings.values())


def _letter(dossier: Dossier) -> str:
    first = dossier.sort_name[0].upper()
    return first if first.isalpha() else "#"
