"""Names of territories and of the cities CLDR knows, through Babel."""

from __future__ import annotations

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


def exemplar_cities(language: str) -> tuple[str, ...]:
    """Return the cities that name time zones, in *language*, some four hundred."""
    locale = _locale(language)
    if locale is None:
        return ()
    names = {zone: data.get("city") for zone, data in locale.time_zones.items()}
    return tuple(
        name
        for zone in sorted(get_global("zone_territories"))
        if "/" in zone and not zone.startswith(_NOT_A_CITY)
        for name in [names.get(zone) or zone.rpartition("/")[2].replace("_", " ")]
        if not set("([") & set(name)
    )


def _locale(language: str) -> Locale | None:
    try:
        return Locale(language)
    except (UnknownLocaleError, ValueError):
        return None
