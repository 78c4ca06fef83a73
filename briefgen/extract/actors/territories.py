"""Names of territories and of the cities CLDR knows, through Babel."""

from __future__ import annotations

from collections.abc import Mapping

from babel import Locale, UnknownLocaleError
from babel.core import get_global

_NOT_A_PLACE = frozenset({"001", "UN", "ZZ", "XA", "XB", "QO", "EZ", "EU"})
# Zones that are named after no city.
_NOT_A_CITY = ("Etc/", "Antarctica/", "SystemV/")


def territory_names(language: str) -> dict[str, str]:
    """Return country and world-region names in *language*, each to its CLDR code.

    Empty for a language that CLDR does not know.
    """
    locale = _locale(language)
    if locale is None:
        return {}
    return {name: code for code, name in locale.territories.items() if code not in _NOT_A_PLACE}


def is_country(code: str) -> bool:
    """Tell whether *code* is a country's, after ISO 3166-1, and no continent's or union's."""
    return len(code) == 2 and code.isalpha() and code not in _NOT_A_PLACE


def city_countries(language: str) -> dict[str, str]:
    """Return the cities that name time zones, in *language*, to the codes of their countries.

    Most capitals are among them. Zones within a state ("America/Indiana/Vincennes") are left
    out: their towns bear the names of greater ones.
    """
    territories = get_global("zone_territories")
    return {
        name: territories[zone]
        for zone, name in _zone_cities(language).items()
        if zone.count("/") == 1 and is_country(territories[zone])
    }


def exemplar_cities(language: str) -> tuple[str, ...]:
    """Return the cities that name time zones, in *language*, some four hundred."""
    return tuple(_zone_cities(language).values())


def _zone_cities(language: str) -> Mapping[str, str]:
    """Return the city that names each time zone, in *language*, by zone."""
    locale = _locale(language)
    if locale is None:
        return {}
    names = {zone: data.get("city") for zone, data in locale.time_zones.items()}
    return {
        zone: name
        for zone in sorted(get_global("zone_territories"))
        if "/" in zone and not zone.startswith(_NOT_A_CITY)
        for name in [names.get(zone) or zone.rpartition("/")[2].replace("_", " ")]
        if not set("([") & set(name)
    }


def _locale(language: str) -> Locale | None:
    try:
        return Locale(language)
    except (UnknownLocaleError, ValueError):
        return None
