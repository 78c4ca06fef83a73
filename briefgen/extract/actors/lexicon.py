"""The words that tell actors apart, read from ``briefgen/lexicons/<language>``.

Tables are TSV with one header line; ``#`` opens a comment line. Words are compared as
`fold` writes them.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

import yaml

from briefgen.errors import LexiconError
from briefgen.extract.actors.territories import exemplar_cities, territory_names

_MARKS = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "´": "'", "‑": "-", "–": "-"})


def fold(word: str) -> str:
    """Return *word* in lower case, without accents, with plain apostrophes and hyphens."""
    plain = unicodedata.normalize("NFKD", word.translate(_MARKS).casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def name_words(name: str) -> tuple[str, ...]:
    """Return the folded words of *name*, parted at blanks, hyphens, stops and apostrophes."""
    return tuple("".join(c if c.isalnum() else " " for c in fold(name)).split())


@dataclass(frozen=True, slots=True)
class ActorLexicon:
    """Word lists of one language; every key and member is folded."""

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
    classes: Mapping[str, frozenset[str]]
    "closed classes of actors.yaml by name"
    pronouns: Mapping[str, Mapping[str, str]]

    def holds(self, name: str, word: str) -> bool:
        """Tell whether the folded *word* belongs to the closed class *name*."""
        return word in self.classes.get(name, frozenset())


@functools.cache
def actor_lexicon(language: str) -> ActorLexicon:
    """Return the word lists of *language*; empty ones for a language without a folder.

    Raises:
        LexiconError: a row or setting does not hold.
    """
    folder = files("briefgen") / "lexicons" / language
    settings = _settings(folder / "actors.yaml")
    pronouns = settings.pop("pronouns", {})
    places = territory_names(language) | _raw_table(folder / "regions.tsv")
    return ActorLexicon(
        civil_titles=_table(folder / "civil_titles.tsv"),
        role_nouns=_table(folder / "role_nouns.tsv"),
        kinship=_table(folder / "kinship.tsv"),
        organisation_words=_table(folder / "organisation_words.tsv"),
        place_words=_table(folder / "place_words.tsv"),
        skipped_words=_table(folder / "skipped_words.tsv"),
        demonyms=_table(folder / "demonyms.tsv"),
        places={" ".join(name_words(name)): code for name, code in places.items()},
        cities=frozenset(" ".join(name_words(name)) for name in exemplar_cities(language)),
        classes={
            name: frozenset(fold(str(word)) for word in words) for name, words in settings.items()
        },
        pronouns={fold(form): features for form, features in pronouns.items()},
    )


def _settings(path: Traversable) -> dict[str, Mapping[str, Mapping[str, str]]]:
    if not path.is_file():
        return {}
    settings = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(settings, dict):
        message = "expected a mapping of classes to words"
        raise LexiconError(message, path=str(path))
    return settings


def _table(path: Traversable) -> dict[str, str]:
    return {fold(form): value for form, value in _raw_table(path).items()}


def _raw_table(path: Traversable) -> dict[str, str]:
    return dict(_rows(path)) if path.is_file() else {}


def _rows(path: Traversable) -> Iterator[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines[1:], start=2):
        if not line or line.startswith("#"):
            continue
        form, _, value = line.partition("\t")
        if not form.strip() or "\t" in value:
            message = f"row is {line!r}; expected a form, a tab and one value"
            raise LexiconError(message, path=str(path), line=number)
        yield form.strip(), value.strip()
