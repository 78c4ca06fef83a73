"""Words to gazetteer classes: what lists of places and first names say of each token.

The name finder sees the class beside the form, so that a town it never read about still
looks like a town. Lists are data: ``names.tsv`` of the language's lexicon.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

MAX_PLACE = 6  # words

Entry = tuple[tuple[str, ...], str]  # words after the first, class of the whole


def classify(words: Sequence[str], language: str) -> list[str]:
    """Return a class a word: ``F`` first name, ``C`` country, ``R`` region, ``T`` town.

    The longest place that begins at a word wins; its later words have the class in small
    letters. A word that is both has both letters, first name first. No class is ``-``.
    A language without lists has no classes at all.
    """
    places, first_names = _lists(language)
    classes = ["-"] * len(words)
    index = 0
    while places and index < len(words):
        for rest, kind in places.get(words[index], ()):
            if tuple(words[index + 1 : index + 1 + len(rest)]) == rest:
                classes[index] = kind
                for later in range(index + 1, index + 1 + len(rest)):
                    classes[later] = kind.lower()
                index += len(rest)
                break
        index += 1
    for index, word in enumerate(words):
        if word in first_names:
            classes[index] = "F" + classes[index].strip("-")
    return classes


@cache
def _lists(language: str) -> tuple[Mapping[str, Sequence[Entry]], frozenset[str]]:
    path = files("briefgen.lexicons") / language / "names.tsv"
    if not (language.isalpha() and path.is_file()):
        return {}, frozenset()
    places: dict[str, list[Entry]] = {}
    first_names = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        kind, form = line.split("\t")
        if kind == "F":
            first_names.add(form)
            continue
        first, _, rest = form.partition(" ")
        places.setdefault(first, []).append((tuple(rest.split(" ")) if rest else (), kind))
    for entries in places.values():
        if len(entries) > 1:
            entries.sort(key=_length, reverse=True)
    return places, frozenset(first_names)


def _length(entry: Entry) -> int:
    return len(entry[0])
