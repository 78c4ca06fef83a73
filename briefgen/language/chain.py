"""Scores of labels to names: the best lawful chain of labels of each sentence (Viterbi).

Labels are O, and with a type B (begins), I (goes on), E (ends) and S (is a name alone).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from briefgen.language.network import Floats, Order

NEVER = np.float32(-1e4)
Marks = NDArray[np.bool_]


@cache
def lawful(labels: tuple[str, ...]) -> tuple[Marks, Marks, Marks]:
    """Return which label may follow which, begin a sentence, and end one."""
    opens = np.array([label[0] in "BI" for label in labels])
    goes_on = np.array([label[0] in "IE" for label in labels])
    same = np.array([[first[2:] == second[2:] for second in labels] for first in labels])
    after = np.where(opens[:, None], goes_on & same, ~goes_on)
    return after, ~goes_on, ~opens


def best_labels(
    scores: Floats, following: Floats, labels: tuple[str, ...], order: Order
) -> list[int]:
    """Return a label a word; *following* scores a label (column) after another (row)."""
    after, begins, ends = lawful(labels)
    follows = np.where(after, following, NEVER).T[None]  # now x before
    packed = scores[order.forwards]
    count = order.counts[0]
    state = np.where(begins, packed[:count], NEVER)
    best = np.empty((len(order.sizes), len(labels)), "float32")
    grown: list[Floats] = []
    begin = count
    for count in order.counts[1:]:
        best[count : len(state)] = state[count:]
        grown.append(state[:count, None, :] + follows)
        state = grown[-1].max(axis=2) + packed[begin : begin + count]
        begin += count
    best[: len(state)] = state
    label = np.where(ends, best, NEVER).argmax(axis=1)
    result = np.empty(len(scores), dtype=np.intp)
    rows = np.arange(len(label))
    for place in range(len(order.counts) - 1, -1, -1):
        count = order.counts[place]
        result[order.starts[:count] + place] = label[:count]
        if place:
            label[:count] = grown[place - 1][rows[:count], label[:count]].argmax(axis=1)
    return result.tolist()


def spans(chain: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the names in a lawful chain of labels: first word, last word + 1, type."""
    first = 0
    for index, label in enumerate(chain):
        if label[0] in "BS":
            first = index
        if label[0] in "ES":
            yield first, index + 1, label[2:]
