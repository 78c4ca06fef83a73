"""The pages of the site of all years: the front page, and every actor with its years."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from briefgen.build.project import UNDATED
from briefgen.site.library import Dossier
from briefgen.site.pages.actors import ACTORS_PER_PAGE
from briefgen.site.search_parts import IndexPart
from briefgen.site.sheet import Sheet, paged
from briefgen.site.years import Across

HOME_ENTRIES = 16
HOME_ACTORS = 24


def across_sheets(
    across: Across, parts: Sequence[IndexPart], gettext: Callable[[str], str], site_name: str
) -> Iterator[Sheet]:
    """Yield every generated page of the site of all years, whose own search index has *parts*."""
    actors = across.library.actors
    busy = sorted(actors, key=lambda actor: (-across.total(actor.id), actor.sort_name))
    count = sum(year.briefings for year in across.years)
    context = {
        "years": across.years,
        "latest": across.library.entries[:HOME_ENTRIES],
        "actors": [(actor, across.total(actor.id)) for actor in busy[:HOME_ACTORS]],
        "total": count,
    }
    yield Sheet("index.md", site_name, "across/home.html", context, feeds=("feed.xml", "feed.json"))
    for part in paged(actors, ACTORS_PER_PAGE, "actors/index.md", attrgetter("id")):
        letters = [
            (letter, [(actor, across.total(actor.id)) for actor in group])
            for letter, group in groupby(part.items, key=_letter)
        ]
        context = {"letters": letters, "pages": part, "total": len(actors)}
        yield Sheet(part.source, gettext("Actors"), "across/actors.html", context)
    for actor in actors:
        context = {"actor": actor, "years": across.tallies[actor.id]}
        yield Sheet(actor.source, actor.name, "across/actor.html", context)
    indexes = [("", part.folder, part.languages) for part in parts]
    indexes += [
        (f"{year.part}/", folder, languages)
        for year in across.years
        for folder, languages in year.indexes
    ]
    offered = ("year", "language", "country", "kind", "actor", "tag")
    years = sorted(year.part for year in across.years if year.part != UNDATED)
    context = {"count": count, "years": years, "indexes": indexes, "offered": offered}
    yield Sheet("search.md", gettext("Search"), "search.html", context)


def _letter(dossier: Dossier) -> str:
    first = dossier.sort_name[0].upper()
    return first if first.isalpha() else "#"
