"""Lessons to padded batches: the only place that knows how a network's input is laid out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from briefgen.language.features import pieces, rows_of
from training.network import Arrays, Shape
from training.sentences import Lesson
from training.vectors import Vectors

LENGTHS = (10, 16, 24, 34, 50, 90)  # words; a batch holds sentences of about one length
MAX_PIECES = 64
TYPES = 1024  # different words in a batch
WORDS_A_STEP = 1500
FIELDS = {
    "tag": "tags", "lemma": "lemmas", "relation": "relations", "name": "names", "head": "heads"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a network knows by name."""

    labels: Mapping[str, Sequence[str]]
    "of each reader"
    frequent: Sequence[str]
    "words in small letters with a row of their own, from row 1 on"
    vectors: Vectors
    sees_classes: bool
    "whether gazetteer classes count among the pieces of a word"


@dataclass(frozen=True, slots=True)
class Hiding:
    """How often a word is met as if it were new."""

    row: float = 0.15
    "share of words whose own row is hidden"
    vector: float = 0.08
    "share of words whose vector is hidden"


@dataclass(frozen=True, slots=True)
class Trained:
    """A network that has learnt."""

    weights: Arrays
    inventory: Inventory
    shape: Shape


class Desk:
    """Turns lessons into padded arrays for a network."""

    def __init__(self, inventory: Inventory, shape: Shape) -> None:
        """Take what the network knows and its sizes."""
        self.inventory, self.shape = inventory, shape
        self._frequent = {word: row for row, word in enumerate(inventory.frequent, 1)}
        self._index = {
            kind: {label: number for number, label in enumerate(labels)}
            for kind, labels in inventory.labels.items()
        }
        self._types: dict[tuple[str, str], int] = {}
        self._rows: list[tuple[list[int], int, int]] = []

    def batch(
        self,
        lessons: Sequence[Lesson],
        length: int,
        hiding: Hiding | None = None,
        dice: np.random.Generator | None = None,
    ) -> Arrays:
        """Return *lessons* of at most *length* words each, padded to as many as fit a step.

        Gold labels are -1 where nothing is known.
        """
        count = max(1, WORDS_A_STEP // length)
        tokens = np.zeros((count, length), "int32")
        mask = np.zeros((count, length), "float32")
        weight = np.ones((count, length), "float32")
        kinds = [*self._index, *(["head"] if "relation" in self._index else [])]
        gold = {kind: np.full((count, length), -1, "int32") for kind in kinds}
        types = np.array(
            [
                self._type(word, word_class)
                for lesson in lessons
                for word, word_class in zip(lesson.words, lesson.classes, strict=True)
            ]
        )
        distinct, inverse = np.unique(types, return_inverse=True)
        at = 0
        for row, lesson in enumerate(lessons):
            size = len(lesson.words)
            tokens[row, :size] = inverse[at : at + size]
            mask[row, :size] = 1
            at += size
            weight[row, :size] = lesson.weights or 1.0
            for kind, values in gold.items():
                labels = getattr(lesson, FIELDS[kind])
                if labels and kind == "head":
                    values[row, :size] = [-1 if head is None else head for head in labels]
                elif labels:
                    values[row, :size] = [self._index[kind].get(label, -1) for label in labels]
        batch: Arrays = {"tokens": tokens, "mask": mask, "weight": weight}
        batch |= self._words(distinct, hiding, dice)
        return batch | {f"gold.{kind}": values for kind, values in gold.items()}

    def _words(
        self, distinct: np.ndarray, hiding: Hiding | None, dice: np.random.Generator | None
    ) -> Arrays:
        spelled = np.zeros((TYPES, MAX_PIECES), "int32")
        spelled_mask = np.zeros((TYPES, MAX_PIECES), "float32")
        words = np.zeros(TYPES, "int32")
        vectors = np.zeros((TYPES, self.shape.vector), "float32")
        for place, number in enumerate(distinct):
            found, frequent, vector = self._rows[number]
            spelled[place, : len(found)] = found
            spelled_mask[place, : len(found)] = 1
            if hiding is None or dice is None or dice.random() >= hiding.row:
                words[place] = frequent
            if vector >= 0 and (hiding is None or dice is None or dice.random() >= hiding.vector):
                vectors[place] = self.inventory.vectors.table[vector]
        return {"pieces": spelled, "piece_mask": spelled_mask, "words": words, "vectors": vectors}

    def _type(self, word: str, word_class: str) -> int:
        key = (word, word_class if self.inventory.sees_classes else "")
        if key not in self._types:
            self._types[key] = len(self._rows)
            found = rows_of(pieces(*key), self.shape.pieces)[:MAX_PIECES]
            vectors, small = self.inventory.vectors, word.lower()
            row = vectors.rows.get(small if vectors.lower else word, -1)
            self._rows.append((found, self._frequent.get(small, 0), row))
        return self._types[key]


def shelves(lessons: Sequence[Lesson]) -> dict[int, list[Lesson]]:
    """Return lessons by the length they are padded to; what is longer than all is left out."""
    found: dict[int, list[Lesson]] = {length: [] for length in LENGTHS}
    for lesson in lessons:
        fits = next((length for length in LENGTHS if len(lesson.words) <= length), None)
        if fits and lesson.words:
            found[fits].append(lesson)
    return found


def stream(
    lessons: Sequence[Lesson], seed: int
) -> Iterator[tuple[list[Lesson], int, np.random.Generator]]:
    """Yield for ever the lessons of a batch, their length and dice; each once before one again."""
    dice = np.random.default_rng(seed)
    by_length = shelves(lessons)
    while True:
        groups = []
        for length, shelf in by_length.items():
            count = max(1, WORDS_A_STEP // length)
            order = dice.permutation(len(shelf))
            groups += [(length, order[at : at + count]) for at in range(0, len(shelf), count)]
        for number in dice.permutation(len(groups)):
            length, chosen = groups[number]
            yield [by_length[length][index] for index in chosen], length, dice


def frequent_words(lessons: Sequence[Lesson], limit: int) -> list[str]:
    """Return the words in small letters that come at least twice, the most frequent first."""
    counts = Counter(word.lower() for lesson in lessons for word in lesson.words)
    ordered = sorted(counts, key=lambda word: (-counts[word], word))
    return [word for word in ordered[:limit] if counts[word] > 1]


def label_list(lessons: Sequence[Lesson], kind: str, least: int = 1) -> list[str]:
    """Return the labels of *kind* that come at least *least* times, sorted."""
    counts = Counter(
        label for lesson in lessons for label in getattr(lesson, FIELDS[kind]) if label is not None
    )
    return sorted(label for label, count in counts.items() if count >= least)
