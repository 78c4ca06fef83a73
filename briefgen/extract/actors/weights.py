"""Weights of the features that tell a name's type: ``names.tsv`` of a language's model.

One row a feature: its name, then what it adds to the score of being no name, a person, an
organisation, a place, in hundredths.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from briefgen.errors import LexiconError
from briefgen.model import NameType

CLASSES: tuple[NameType | None, ...] = (None, NameType.PER, NameType.ORG, NameType.LOC)
COLUMNS = 5


@dataclass(frozen=True, slots=True)
class NameWeights:
    """By feature its weight for each of CLASSES."""

    rows: Mapping[str, tuple[float, float, float, float]]

    def scores(self, features: Mapping[str, float]) -> dict[NameType | None, float]:
        """Return the score of each class for a form with *features*; unknown ones add nothing."""
        none = person = organisation = place = 0.0
        known = self.rows.get
        for feature, value in features.items():
            if row := known(feature):
                toward_none, toward_person, toward_organisation, toward_place = row
                none += value * toward_none
                person += value * toward_person
                organisation += value * toward_organisation
                place += value * toward_place
        return dict(zip(CLASSES, (none, person, organisation, place), strict=True))


@functools.cache
def name_weights(language: str) -> NameWeights:
    """Return the weights of *language*; none for a language without a model of names.

    Raises:
        LexiconError: a row is not a feature and four numbers.
    """
    path = files("briefgen.models") / language / "names.tsv"
    rows: dict[str, tuple[float, float, float, float]] = {}
    if not path.is_file():
        return NameWeights(rows)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        try:
            none, person, organisation, place = (int(cell) / 100 for cell in cells[1:])
        except ValueError as error:
            message = f"row is {line!r}; expected a feature and {COLUMNS - 1} whole numbers"
            raise LexiconError(message, path=str(path), line=number) from error
        rows[cells[0]] = (none, person, organisation, place)
    return NameWeights(rows)
