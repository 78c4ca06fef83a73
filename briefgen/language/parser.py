"""The network that reads tags, lemmas, governors and relations, and its scores made into rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from briefgen.language.consistency import make_consistent
from briefgen.language.lemmas import apply_rule
from briefgen.language.network import (
    Floats,
    Ints,
    Order,
    Words,
    count_layers,
    encode,
    normalise,
    read_labels,
    read_relations,
    read_side,
)
from briefgen.language.records import TokenRow
from briefgen.language.trees import NEVER, best_trees

MAX_RULES = 8  # lemma rules tried for a word, the best first
MIN_TABLE = 64  # words; most sentences are shorter
ROOT = "root"

Tag = tuple[str, Mapping[str, str]]


class Parser:
    """What a word is, and what it hangs on."""

    def __init__(
        self, weights: Mapping[str, Floats], labels: Mapping[str, Sequence[str]], words: Words
    ) -> None:
        """Take the network, the labels of its readers, and what it knows of single words."""
        self._words = words
        self._rules, self._labels = labels["lemma"], labels["relation"]
        self._tags = [_tag(label) for label in labels["tag"]]
        self._layers = count_layers(weights)
        self._far = len(weights["arc.distance"]) // 2
        self._far_apart: Floats = np.empty((0, 0), "float32")
        both = weights["relation.both"]
        flat = np.ascontiguousarray(both.swapaxes(0, 1).reshape(both.shape[1], -1))
        self._weights = {**weights, "relation.both": flat}

    def read(self, forms: Sequence[str], order: Order) -> tuple[Floats, Floats]:
        """Return what is known of each word alone, and in its sentence."""
        alone = normalise(self._words.look_up(forms, [""] * len(forms)))
        return alone, encode(self._weights, self._layers, alone, order)

    def rows(
        self,
        forms: Sequence[str],
        places: Sequence[int],
        state: tuple[Floats, Floats],
        order: Order,
    ) -> Iterator[TokenRow]:
        """Yield the row of each word; *places* are where the words stand in the text."""
        alone, x = state
        tags = read_labels(self._weights, "tag", x).argmax(axis=1).tolist()
        lemmas = self._lemmas(forms, np.concatenate([x, alone], axis=1))
        governors = self._heads(x, order)
        relations = self._relations(x, governors)
        heads = governors.tolist()
        classes = [self._tags[tag][0] for tag in tags]
        make_consistent(classes, heads, relations)
        for form, place, tag, lemma, head, relation in zip(
            forms, places, tags, lemmas, heads, relations, strict=True
        ):
            pos, morph = self._tags[tag]
            governor = place if head < 0 else places[head]
            yield TokenRow(form, lemma, pos, relation, governor, morph)

    def _lemmas(self, forms: Sequence[str], x: Floats) -> list[str]:
        scores = read_labels(self._weights, "lemma", x)
        found = []
        for index, (form, best) in enumerate(
            zip(forms, scores.argmax(axis=1).tolist(), strict=True)
        ):
            lemma = apply_rule(form, self._rules[best])
            if lemma is None:
                order = np.argsort(-scores[index], kind="stable")[1:MAX_RULES].tolist()
                tried = (apply_rule(form, self._rules[rule]) for rule in order)
                lemma = next((other for other in tried if other is not None), form)
            found.append(lemma)
        return found

    def _heads(self, x: Floats, order: Order) -> Ints:
        """Return each word's governor, -1 for a root."""
        weights = self._weights
        dependents = read_side(weights, "arc", "dependent", x) @ weights["arc.both"]
        governors = read_side(weights, "arc", "governor", x)
        prior = governors @ weights["arc.prior"]
        root = dependents @ weights["arc.root"] + weights["arc.root"] @ weights["arc.prior"]
        tables = []
        for start, last in zip(order.first.tolist(), order.last.tolist(), strict=True):
            end = last + 1
            scores = np.empty((end - start, end - start + 1), "float32")
            scores[:, 0] = root[start:end]
            inside = scores[:, 1:]
            np.matmul(dependents[start:end], governors[start:end].T, out=inside)
            inside += prior[start:end]
            inside += self._distances(end - start)
            tables.append(scores)
        trees = best_trees(tables)
        starts = np.repeat(order.first, order.last - order.first + 1)
        return np.where(trees == 0, -1, trees + starts - 1)

    def _distances(self, length: int) -> Floats:
        """Return what the distance from each of *length* words to each other counts for."""
        if length > len(self._far_apart):
            places = np.arange(max(length, MIN_TABLE))
            offsets = np.clip(places - places[:, None], -self._far, self._far) + self._far
            self._far_apart = self._weights["arc.distance"][offsets]
            np.fill_diagonal(self._far_apart, NEVER)
        return self._far_apart[:length, :length]

    def _relations(self, x: Floats, heads: Ints) -> list[str]:
        weights = self._weights
        governors = read_side(weights, "relation", "governor", x)
        governor = governors[heads]
        roots = heads < 0
        governor[roots] = weights["relation.root"]
        dependents = read_side(weights, "relation", "dependent", x)
        scores = read_relations(weights, dependents, governor)
        scores[:, self._labels.index(ROOT)] = NEVER
        labels = [self._labels[best] for best in scores.argmax(axis=1).tolist()]
        for index in np.flatnonzero(roots).tolist():
            labels[index] = ROOT
        return labels


def _tag(label: str) -> Tag:
    pos, _, morph = label.partition("|")
    features = (feature.partition("=") for feature in morph.split("|") if feature)
    return pos, {name: value for name, _, value in features}
