"""The words that tell actors apart, read from ``briefgen/lexicons/<language>``.

Tables are TSV with one header line; ``#`` opens a comment line. Words are compared as
`fold` writes them.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from briefgen.errors import LexiconError
from briefgen.extract.actors.territories import city_countries, exemplar_cities, territory_names
from briefgen.lexicons import read_mapping

_MARKS = {"’": "'", "ʼ": "'", "‘": "'", "´": "'", "‑": "-", "–": "-"}
_NO_WORDS: frozenset[str] = frozenset()
_GENDERS = {"m": "Masc", "f": "Fem"}


@functools.lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Return *word* in lower case, without accents, with plain apostrophes and hyphens."""
    return _fold(word)


@functools.lru_cache(maxsize=1 << 14)
def name_words(name: str) -> tuple[str, ...]:
    """Return the folded words of *name*, parted at blanks, hyphens, stops and apostrophes."""
    folded = fold(name)
    if folded.isalnum():
        return (folded,)
    return tuple("".join(c if c.isalnum() else " " for c in folded).split())


def fold_all(words: Iterable[str]) -> list[str]:
    """Return each of *words*, none with a line break, as `fold` writes it."""
    many = [*words]
    return _fold("\n".join(many)).split("\n") if many else []


def plain_names(names: Iterable[str]) -> list[str]:
    """Return the `name_words` of each of *names*, none with a line break, joined by blanks."""
    many = [*names]
    folded = _fold("\n".join(many))
    for mark in {c for c in set(folded) if not c.isalnum()} - {"\n"}:
        folded = folded.replace(mark, " ")
    return [" ".join(line.split()) for line in folded.split("\n")] if many else []


def _fold(text: str) -> str:
    """Return what `fold` does, of one word or of a whole list parted by line breaks."""
    if text.isascii():
        return text.lower()
    for mark, usual in _MARKS.items():
        text = text.replace(mark, usual)
    plain = unicodedata.normalize("NFKD", text.casefold())
    for mark in set(filter(unicodedata.combining, set(plain))):
        plain = plain.replace(mark, "")
    return plain


@dataclass(frozen=True, slots=True, eq=False)
class ActorLexicon:
    """Word lists of one language; every key and member is folded.

    There is one a language, equal to none but itself: what is known by it is kept under it.
    """

    civil_titles: Mapping[str, str]
    "form to UD gender, empty when it tells none"
    role_nouns: Mapping[str, str]
    "noun of a function or trade to UD gender"
    kinship: Mapping[str, str]
    organisation_words: Mapping[str, str]
    "word to its use: institution, body, label or cue"
    place_words: Mapping[str, str]
    "word to its use: site, label or cue"
    skipped_words: Mapping[str, str]
    "first or last word of a name that is no actor, to its class"
    demonyms: Mapping[str, str]
    "adjective or noun to the code of its territory (ISO 3166-1)"
    places: Mapping[str, str]
    "territory or region, its words joined by blanks, to its code; empty for a region"
    cities: frozenset[str]
    city_countries: Mapping[str, str]
    "cities that name a time zone, most capitals among them, to the code of their territory"
    given_names: Mapping[str, str]
    "given name to UD gender"
    surnames: frozenset[str]
    "of all countries, the same for every language"
    organisations: frozenset[str]
    "companies and brands known in many countries, their words joined by blanks"
    speech_verbs: frozenset[str]
    "lemmas, reflexives without their pronoun"
    classes: Mapping[str, frozenset[str]]
    "closed classes of actors.yaml by name"
    pronouns: Mapping[str, Mapping[str, str]]

    def holds(self, name: str, word: str) -> bool:
        """Tell whether the folded *word* belongs to the closed class *name*."""
        return word in self.classes.get(name, _NO_WORDS)

    def holds_any(self, name: str) -> bool:
        """Tell whether the closed class *name* has members in this language."""
        return bool(self.classes.get(name))


@functools.cache
def actor_lexicon(language: str) -> ActorLexicon:
    """Return the word lists of *language*; empty ones for a language without a folder.

    Raises:
        LexiconError: a row or setting does not hold.
    """
    folder = files("briefgen") / "lexicons" / language
    settings = _settings(folder / "actors.yaml")
    pronouns = settings.pop("pronouns", {})
    gazetteer = _gazetteer(folder / "names.tsv")
    places = territory_names(language) | _raw_table(folder / "regions.tsv")
    return ActorLexicon(
        civil_titles=_table(folder / "civil_titles.tsv"),
        role_nouns=_table(folder / "role_nouns.tsv"),
        kinship=_table(folder / "kinship.tsv"),
        organisation_words=_table(folder / "organisation_words.tsv"),
        place_words=_table(folder / "place_words.tsv"),
        skipped_words=_table(folder / "skipped_words.tsv"),
        demonyms=_table(folder / "demonyms.tsv"),
        places=_by_plain_name(places),
        cities=frozenset(plain_names([*exemplar_cities(language), *gazetteer["T"]])),
        city_countries=_by_plain_name(city_countries(language)),
        given_names=dict.fromkeys(fold_all(gazetteer["F"]), "")
        | {
            name: _GENDERS.get(gender, "")
            for name, gender in _table(folder / "given_names.tsv", "name").items()
        },
        surnames=_names_of_all("surnames.tsv"),
        organisations=_organisations(),
        speech_verbs=frozenset(
            verb.rpartition(" ")[2] for verb in _table(folder / "quote_verbs.tsv", "verb")
        ),
        classes={
            name: frozenset(fold(str(word)) for word in words) for name, words in settings.items()
        },
        pronouns={fold(form): features for form, features in pronouns.items()},
    )


def _by_plain_name(codes: Mapping[str, str]) -> dict[str, str]:
    return dict(zip(plain_names(codes), codes.values(), strict=True))


@functools.cache
def _organisations() -> frozenset[str]:
    return frozenset(plain_names(_names_of_all("organisations.tsv")))


@functools.cache
def _names_of_all(table: str) -> frozenset[str]:
    """Return the folded names of a table that holds for every language."""
    return frozenset(_table(files("briefgen") / "lexicons" / "und" / table, "name"))


def _settings(path: Traversable) -> dict[str, Mapping[str, Mapping[str, str]]]:
    return read_mapping(path) if path.is_file() else {}


def _gazetteer(path: Traversable) -> Mapping[str, list[str]]:
    """Return the names of the engine's gazetteer by class: T towns, F first names."""
    names: dict[str, list[str]] = {"T": [], "F": []}
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            kind, _, name = line.partition("\t")
            if kind in names:
                names[kind].append(name)
    return names


def _table(path: Traversable, key: str = "form") -> dict[str, str]:
    """Return the second column of a table by its folded first column, which is *key*."""
    table = _raw_table(path, key)
    return dict(zip(fold_all(table), table.values(), strict=True))


def _raw_table(path: Traversable, key: str = "name") -> dict[str, str]:
    return dict(_rows(path, key)) if path.is_file() else {}


def _rows(path: Traversable, key: str) -> Iterator[tuple[str, str]]:
    columns = 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not columns:
            columns = len(cells)
            if cells[0] != key:
                message = f"first column is {cells[0]!r}; expected {key!r}"
                raise LexiconError(message, path=str(path), line=number)
            continue
        if len(cells) > columns or not cells[0].strip():
            message = f"row is {line!r}; expected {columns} cells parted by tabs"
            raise LexiconError(message, path=str(path), line=number)
        yield cells[0].strip(), cells[1].strip() if len(cells) > 1 else ""
