"""The best lawful chain of name labels, against all chains there are."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from briefgen.language.chain import best_labels, lawful, spans
from briefgen.language.network import Order

LABELS = ("B-PER", "E-PER", "I-PER", "O", "S-PER", "S-LOC")


@pytest.mark.parametrize("seed", range(5))
def test_no_lawful_chain_scores_better(seed: int) -> None:
    dice = np.random.default_rng(seed)
    lengths = [3, 1, 4]
    scores = dice.standard_normal((sum(lengths), len(LABELS))).astype("float32")
    follows = dice.standard_normal((len(LABELS), len(LABELS))).astype("float32")
    after, begins, ends = lawful(LABELS)

    def value(chain: tuple[int, ...], own: np.ndarray) -> float:
        if not (begins[chain[0]] and ends[chain[-1]] and all(after[p] for p in pairwise(chain))):
            return -np.inf
        pairs = sum(follows[pair] for pair in pairwise(chain))
        return float(own[np.arange(len(chain)), chain].sum() + pairs)

    found = best_labels(scores, follows, LABELS, Order(lengths))
    start = 0
    for length in lengths:
        own = scores[start : start + length]
        every = product(range(len(LABELS)), repeat=length)
        assert tuple(found[start : start + length]) == max(every, key=lambda c: value(c, own))
        start += length


def test_names_of_a_chain() -> None:
    chain = ["O", "B-PER", "I-PER", "E-PER", "S-LOC", "O"]
    assert list(spans(chain)) == [(1, 4, "PER"), (4, 5, "LOC")]
