"""Running a trained network in numpy: words to vectors, sentences to states, states to scores.

What each layer does is told in ``training/network.py``, which trains the same in JAX. Sentences
are read together, without padding: a recurrent step handles the words at one place of all
sentences that are long enough. Nothing depends on what was read before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from briefgen.language.features import pieces, rows_of

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]

GATES = 3  # of a layer: what is new, how much is kept of the state before, how much shown
FULL = 30  # a gate that sees more is open or shut all the same
MAX_KNOWN = 30_000  # words whose vectors are kept


class Words:
    """Vectors of words by themselves, each computed once."""

    def __init__(
        self,
        weights: Mapping[str, Floats],
        frequent: Sequence[str],
        vectors: Mapping[str, int],
        table: Floats,
        *,
        lower: bool,
    ) -> None:
        """Take the tables; *vectors* gives a word's row in *table*, *lower* that it is small."""
        self._pieces = weights["pieces"]
        self._own = weights["words"] + weights["bias"]
        self._table = table @ weights["vector"]
        self._frequent = {word: row for row, word in enumerate(frequent, 1)}
        self._vectors = vectors
        self._lower = lower
        self._forget()

    def _forget(self) -> None:
        self._known: dict[tuple[str, str], int] = {}
        self._rows: Floats = np.empty((256, self._own.shape[1]), "float32")

    def look_up(self, words: Sequence[str], classes: Sequence[str]) -> Floats:
        """Return a row a word; *classes* are empty where a network sees none."""
        keys = list(zip(words, classes, strict=True))
        if not self._known.keys() >= set(keys):
            new = [key for key in dict.fromkeys(keys) if key not in self._known]
            if len(self._known) + len(new) > MAX_KNOWN:
                self._forget()
                new = list(dict.fromkeys(keys))
            self._learn(new)
        return self._rows.take([*map(self._known.__getitem__, keys)], axis=0)

    def _learn(self, keys: Sequence[tuple[str, str]]) -> None:
        begin = len(self._known)
        while len(self._rows) < begin + len(keys):
            self._rows = np.concatenate([self._rows, np.empty_like(self._rows)])
        found = [rows_of(pieces(*key), len(self._pieces)) for key in keys]
        counts = np.array([len(rows) for rows in found])
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        spelled = np.add.reduceat(self._pieces[list(chain.from_iterable(found))], starts, axis=0)
        rows: Floats = spelled / np.sqrt(counts, dtype="float32")[:, None]
        small = [word.lower() for word, _ in keys]
        rows += self._own[[self._frequent.get(word, 0) for word in small]]
        looked_up = small if self._lower else [word for word, _ in keys]
        vectors = [self._vectors.get(word, -1) for word in looked_up]
        has = [index for index, vector in enumerate(vectors) if vector >= 0]
        rows[has] += self._table[[vectors[index] for index in has]]
        self._rows[begin : begin + len(keys)] = rows
        for index, key in enumerate(keys, begin):
            self._known[key] = index


class Order:
    """In which order the words of several sentences are read, forwards and backwards."""

    def __init__(self, lengths: Sequence[int]) -> None:
        """Take the number of words of each sentence, none of them 0."""
        sizes = np.array(lengths, dtype=np.intp)
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        longest_first = np.argsort(-sizes, kind="stable")
        self.sizes, self.starts = sizes[longest_first], starts[longest_first]
        places = np.arange(self.sizes[0])[:, None]
        on = places < self.sizes
        self.counts: list[int] = on.sum(1).tolist()
        self.forwards: Ints = (self.starts + places)[on]
        self.backwards: Ints = (self.starts + self.sizes - 1 - places)[on]
        self.first: Ints = starts
        self.last: Ints = starts + sizes - 1
        halves = np.stack([GATES * self.forwards, GATES * self.backwards], axis=1)
        self._halves: Ints = 2 * halves + [0, 1]
        self._unpacked: Ints = np.argsort(self._halves, axis=None)

    def pack(self, gates: Floats, gate: int) -> Floats:
        """Return what one *gate* of GATES gives each word, in order of reading.

        The first half of a row is that of a word read forwards, the second that of the
        word which is read backwards in the same step.
        """
        half = gates.shape[1] // (2 * GATES)
        packed = gates.reshape(-1, half).take(self._halves + 2 * gate, axis=0)
        return packed.reshape(len(gates), 2 * half)

    def unpack(self, rows: Floats) -> Floats:
        """Return in the text's order what `pack` put in that of reading."""
        half = rows.shape[1] // 2
        return rows.reshape(-1, half).take(self._unpacked, axis=0).reshape(rows.shape)


def encode(weights: Mapping[str, Floats], layers: int, words: Floats, order: Order) -> Floats:
    """Return what is known of each word in its sentence, N x width."""
    x = words
    for layer in range(layers):
        x = _layer(weights[f"gates{layer}"], weights[f"gates{layer}.bias"], x, order)
    return normalise(x)


def count_layers(weights: Mapping[str, Floats]) -> int:
    """Return how many layers `encode` has to run."""
    return sum(name.startswith("gates") and not name.endswith(".bias") for name in weights)


def normalise(x: Floats) -> Floats:
    """Return rows of mean 0 and variance 1."""
    x = x - x.mean(axis=-1, keepdims=True)
    x /= np.sqrt(np.square(x).mean(axis=-1, keepdims=True) + np.float32(1e-5))
    return x


def _layer(matrix: Floats, bias: Floats, x: Floats, order: Order) -> Floats:
    count, width = x.shape
    window = np.zeros((count, 3 * width), "float32")
    window[1:, :width] = x[:-1]
    window[:, width : 2 * width] = x
    window[:-1, 2 * width :] = x[1:]
    window[order.first, :width] = 0
    window[order.last, 2 * width :] = 0
    gates: Floats = window @ matrix
    gates += bias
    new = order.pack(gates, 0)
    np.tanh(new, out=new)
    keep = _open(order.pack(gates, 1))
    show = _open(gates[:, 2 * width :])
    new *= 1 - keep
    _recur(keep, new, order)
    states = order.unpack(new)
    states -= x
    states *= show
    states += x
    return states


def _open(gates: Floats) -> Floats:
    """Return how far each of *gates* is open, from 0 to 1."""
    opened: Floats = np.maximum(gates, -FULL)
    np.negative(opened, out=opened)
    np.exp(opened, out=opened)
    opened += 1
    np.reciprocal(opened, out=opened)
    return opened


def _recur(keep: Floats, states: Floats, order: Order) -> None:
    """Make ``state = keep * state before + state`` of packed *states*; *keep* is used up."""
    begin = order.counts[0]
    before = states[:begin]
    for count in order.counts[1:]:
        end = begin + count
        kept, now = keep[begin:end], states[begin:end]
        kept *= before[:count]
        now += kept
        before, begin = now, end


def read_labels(weights: Mapping[str, Floats], name: str, x: Floats) -> Floats:
    """Return the scores of the labels of reader *name*, N x labels."""
    hidden: Floats = x @ weights[f"{name}.hidden"]
    hidden += weights[f"{name}.hidden.bias"]
    np.maximum(hidden, 0, out=hidden)
    scores: Floats = hidden @ weights[f"{name}.label"]
    scores += weights[f"{name}.label.bias"]
    return scores


def read_side(weights: Mapping[str, Floats], reader: str, side: str, x: Floats) -> Floats:
    """Return words as dependents or governors, for the scores of arcs or relations."""
    y: Floats = x @ weights[f"{reader}.{side}"]
    y += weights[f"{reader}.{side}.bias"]
    np.maximum(y, 0, out=y)
    return y


def read_relations(weights: Mapping[str, Floats], dependents: Floats, governors: Floats) -> Floats:
    """Return the scores of the relations of words to their governors, N x labels."""
    both = weights["relation.both"]  # size x (labels x size)
    size = dependents.shape[1]
    side = (dependents @ both).reshape(len(dependents), -1, size)
    scores: Floats = np.matmul(side, governors[:, :, None])[:, :, 0]
    scores += dependents @ weights["relation.dependent.label"]
    scores += governors @ weights["relation.governor.label"]
    scores += weights["relation.bias"]
    return scores
