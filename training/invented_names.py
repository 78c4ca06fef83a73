"""Names that nobody bears, made of the lexicon's lists: what names look like, by type."""

from __future__ import annotations

import random
from collections.abc import Iterable

from briefgen.extract.actors.lexicon import ActorLexicon
from briefgen.extract.actors.weights import CLASSES
from briefgen.model import NameType

SEED = 11
BODIES = {
    "en": ["Council", "Party", "University", "Ministry", "Institute", "Company", "Group", "Museum",
           "Association", "Union", "Bank", "Times", "Agency", "Foundation", "Court", "News"],
    "fr": [],
}  # fmt: skip
LONG = {
    "en": ["University of {}", "Bank of {}", "{} Department of Health", "Museum of {}",
           "Party of {}", "Institute of {}",
           "University of {} at {}", "Institute of Technology of {}"],
    "fr": ["Université de {}", "Banque de {}", "Parti {}", "Société {}", "Groupe {}",
           "Association {}", "Fédération {}"],
}  # fmt: skip
LETTERS = "ABCDEFGHIJKLMNOPRSTUVW"
SYLLABLES = (
    "ka", "wai", "kit", "ming", "hoi", "sun", "jin", "ho", "min", "young", "chi", "fai", "kin",
    "tat", "lok", "yan", "siu", "bin", "hua", "wei",
)  # fmt: skip


class Inventor:
    """Makes one name after the other, the same ones each time."""

    def __init__(self, language: str, lexicon: ActorLexicon) -> None:
        """Take the lists of *lexicon* for *language*."""
        self.language = language
        self.draw = random.Random(SEED)
        self.given = _capitalised(lexicon.given_names)
        self.surnames = _capitalised(lexicon.surnames)
        self.cities = _capitalised(lexicon.cities)

    def name(self, label: int) -> tuple[str, ...]:
        """Return the words of a name of class *label*; none for no name."""
        kind = CLASSES[label]
        if kind is NameType.PER:
            return self._person()
        if kind is NameType.ORG:
            return self._organisation()
        return (self.draw.choice(self.cities),) if kind is NameType.LOC else ()

    def _person(self) -> tuple[str, ...]:
        surname = self.draw.choice(self.surnames)
        chance = self.draw.random()
        if chance < 0.15:
            first, second = self.draw.sample(SYLLABLES, 2)
            return (surname, f"{first.title()}-{second}")
        if chance < 0.25:
            return (self.draw.choice(self.given), f"{self.draw.choice(LETTERS)}.", surname)
        if chance < 0.35:
            return (surname,)
        return (self.draw.choice(self.given), surname)

    def _organisation(self) -> tuple[str, ...]:
        chance = self.draw.random()
        if chance < 0.35:
            size = self.draw.choice((3, 3, 4, 5))
            return ("".join(self.draw.sample(LETTERS, size)),)
        place = self.draw.choice(self.cities)
        if chance < 0.6 or not BODIES[self.language]:
            return tuple(
                self.draw.choice(LONG[self.language])
                .format(place, self.draw.choice(self.cities))
                .split()
            )
        return (*place.split(), self.draw.choice(BODIES[self.language]))


def _capitalised(names: Iterable[str]) -> list[str]:
    """Return one-word names with their capital, sorted."""
    return sorted(name.capitalize() for name in names if " " not in name and len(name) > 2)
