"""Which place names are countries, and what another language calls them, after CLDR."""

from __future__ import annotations

from functools import cache

from briefgen.site.moment import locale_for
from briefgen.slug import slugify


def country_name(name: str, language: str, wanted: str) -> str | None:
    """Return what *wanted* calls the country that *language* calls *name*, or None."""
    code = _codes(language).get(slugify(name))
    return str(locale_for(wanted).territories.get(code)) if code else None


@cache
def _codes(language: str) -> dict[str, str]:
    """Return the countries' codes by folded name; ISO's two letters, continents left out."""
    territories = locale_for(language).territories
    return {slugify(str(name)): code for code, name in territories.items() if code.isalpha()}
