"""The pipelines that briefgen ships: two networks a language, run in numpy.

In: words and the places where sentences begin. Out: a row a word, and names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

from briefgen.language.features import engine_form
from briefgen.language.gazetteer import classify
from briefgen.language.name_finder import NameFinder
from briefgen.language.network import Order, Words
from briefgen.language.parser import Parser
from briefgen.language.records import TokenRow
from briefgen.language.weights import read_weights
from briefgen.model import NameType

WEIGHTS = "weights.npz"
MAX_WORDS = 1500  # read together: their tables fit a cache, and memory does not grow with the text
MIN_NOISE = 40  # words; a sentence that long with hardly a letter in it is no language
WORD_SHARE = 0.1  # of words with a letter, below which there is hardly one


def has_pipeline(language: str) -> bool:
    """Tell whether briefgen ships a pipeline for *language*."""
    return language.isalpha() and (files("briefgen.models") / language / WEIGHTS).is_file()


@cache
def load_shipped(language: str) -> Pipeline:
    """Return our pipeline for *language*, which `has_pipeline` vouched for."""
    return Pipeline(Path(str(files("briefgen.models") / language / WEIGHTS)), language)


class Pipeline:
    """A parser and a name finder; called with words and sentence starts, as any engine."""

    def __init__(self, path: Path, language: str) -> None:
        """Read the weights in *path*."""
        arrays, lists = read_weights(path)
        vectors = dict(zip(lists["vectors"], arrays["vectors.rows"].tolist(), strict=True))
        lower = bool(arrays["vectors.lower"][0])

        def words(prefix: str) -> tuple[dict[str, Any], Words]:
            weights = {
                name.removeprefix(prefix): array
                for name, array in arrays.items()
                if name.startswith(prefix)
            }
            frequent = lists[f"{prefix}frequent"]
            return weights, Words(weights, frequent, vectors, arrays["vectors"], lower=lower)

        parse, parse_words = words("parse.")
        names, name_words = words("names.")
        self._language = language
        self._parser = Parser(parse, lists, parse_words)
        self._names = NameFinder(names, lists["name"], name_words)

    def __call__(
        self, words: Sequence[str], starts: Sequence[int]
    ) -> tuple[list[TokenRow], list[tuple[int, int, NameType]]]:
        """Return a row a word, and names as word bounds; *starts* begin the sentences.

        Rows of marks and digits, which would cost as much as prose, are not read: their words
        have no annotation.
        """
        forms = [engine_form(word) for word in words]
        classes = classify(forms, self._language)
        rows: list[TokenRow | None] = [None] * len(forms)
        names: list[tuple[int, int, NameType]] = []
        sentences = [
            bounds for bounds in pairwise([*starts, len(words)]) if not _is_noise(forms, *bounds)
        ]
        for portion in _portions(sentences):
            places = [place for bounds in portion for place in range(*bounds)]
            order = Order([end - start for start, end in portion])
            read = [forms[place] for place in places]
            alone, parsed = self._parser.read(read, order)
            for place, row in zip(
                places, self._parser.rows(read, places, (alone, parsed), order), strict=True
            ):
                rows[place] = row
            seen = [classes[place] for place in places]
            names.extend(
                (places[first], places[last - 1] + 1, NameType(kind))
                for first, last, kind in self._names.find(read, seen, parsed, order)
            )
        return [row or TokenRow(form) for form, row in zip(forms, rows, strict=True)], names


def _is_noise(forms: Sequence[str], start: int, end: int) -> bool:
    if end - start < MIN_NOISE:
        return False
    words = sum(form[0].isalpha() for form in forms[start:end])
    return words < WORD_SHARE * (end - start)


def _portions(sentences: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Yield the sentences in runs of at most MAX_WORDS words, or of one sentence."""
    portion: list[tuple[int, int]] = []
    size = 0
    for start, end in sentences:
        if portion and size + end - start > MAX_WORDS:
            yield portion
            portion, size = [], 0
        portion.append((start, end))
        size += end - start
    if portion:
        yield portion
