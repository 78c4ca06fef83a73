"""The pages made of many briefings; one module a kind, each library → sheets."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.site.library import Library
from briefgen.site.pages.actors import actor_sheets
from briefgen.site.pages.archive import (
    archive_sheets,
    home_sheet,
    language_sheets,
    story_sheets,
    tag_sheets,
)
from briefgen.site.pages.quotes import quote_sheets
from briefgen.site.pages.timeline import timeline_sheets
from briefgen.site.press import Press
from briefgen.site.search_parts import parts_of
from briefgen.site.sheet import Sheet

SEARCH_PAGE = "search.md"


def all_sheets(
    library: Library, press: Press, site_name: str, own: frozenset[str] = frozenset()
) -> Iterator[Sheet]:
    """Yield every generated page of the site; *own* are sources of the author's pages."""
    gettext = press.gettext
    yield home_sheet(library, site_name)
    yield from actor_sheets(library, gettext)
    yield from timeline_sheets(library, gettext)
    yield from quote_sheets(library, gettext)
    yield from story_sheets(library, gettext)
    yield from archive_sheets(library, gettext)
    yield from tag_sheets(library, gettext)
    yield from language_sheets(library, gettext, press.language)
    yield search_sheet(library, press, own)


def search_sheet(library: Library, press: Press, own: frozenset[str]) -> Sheet:
    """Return the search page; a site without briefings has it too."""
    parts = parts_of(library, own, press.language)
    offered = ["year", "language", "country", "kind"]
    offered += [*(["actor"] if library.actors else []), *(["tag"] if library.tags else [])]
    days = (entry.card.published for entry in library.entries)
    context = {
        "count": len(library.entries),
        "years": sorted({day.year for day in days if day}),
        "indexes": [("", part.folder, part.languages) for part in parts],
        "offered": offered,
    }
    return Sheet(SEARCH_PAGE, press.gettext("Search"), "search.html", context)
