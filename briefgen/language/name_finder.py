"""The network that reads names: it sees gazetteer classes, and what the parser made of words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefgen.language.chain import best_labels, spans
from briefgen.language.network import (
    Floats,
    Order,
    Words,
    count_layers,
    encode,
    normalise,
    read_labels,
)


class NameFinder:
    """Where names are, and of what type."""

    def __init__(self, weights: Mapping[str, Floats], labels: Sequence[str], words: Words) -> None:
        """Take the network, its labels, and what it knows of single words."""
        self._weights, self._labels, self._words = weights, tuple(labels), words
        self._layers = count_layers(weights)

    def find(
        self, forms: Sequence[str], classes: Sequence[str], parsed: Floats, order: Order
    ) -> Iterator[tuple[int, int, str]]:
        """Yield names as word bounds and type; *parsed* is what the parser read in each word."""
        words = self._words.look_up(forms, classes) + parsed @ self._weights["below"]
        x = encode(self._weights, self._layers, normalise(words), order)
        scores = read_labels(self._weights, "name", x)
        best = best_labels(scores, self._weights["name.next"], self._labels, order)
        return spans([self._labels[label] for label in best])
