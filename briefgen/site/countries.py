"""Which countries a briefing speaks of, and what another language calls them, after CLDR."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from briefgen.model import Briefing, NameType
from briefgen.site.moment import locale_for
from briefgen.slug import slugify


def country_names(briefing: Briefing, language: str) -> tuple[str, ...]:
    """Return the countries of *briefing* in *language*, sorted by code.

    They are those found in the text, and places that an editor named.
    """
    territories = locale_for(language).territories
    codes = sorted({*briefing.countries, *_of_places(briefing)})
    return tuple(str(territories[code]) for code in codes if code in territories)


def _of_places(briefing: Briefing) -> Iterator[str]:
    known = _codes(briefing.article.language)
    for actor in briefing.actors:
        if actor.type is NameType.LOC and (code := known.get(slugify(actor.name))):
            yield code


@cache
def _codes(language: str) -> dict[str, str]:
    """Return the countries' codes by folded name; ISO's two letters, continents left out."""
    territories = locale_for(language).territories
    return {slugify(str(name)): code for code, name in territories.items() if code.isalpha()}
