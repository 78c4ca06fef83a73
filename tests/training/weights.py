"""The loss of a batch counts each arc by its weight.

Run by test_networks_agree.py in a process of its own: JAX's threads forbid other tests' forks.
"""

from __future__ import annotations

from dataclasses import replace

import jax
import numpy as np

from tests.training.tiny import tiny
from training.desk import Desk
from training.losses import parse_loss
from training.network import initial
from training.sentences import Lesson

LABELS = {"tag": ["A"], "lemma": ["x"], "relation": ["root", "x"]}


def main() -> None:
    inventory, shape = tiny(LABELS)
    weights = initial(shape, 1)
    desk = Desk(inventory, shape)
    right = Lesson(
        ("one", "two", "three"),
        ("",) * 3,
        tags=("A",) * 3,
        lemmas=("x",) * 3,
        heads=(2, 0, 2),
        relations=("x", "root", "x"),
    )

    def arcs(lesson: Lesson) -> float:
        batch = desk.batch([lesson], 10)
        return float(parse_loss(weights, batch, jax.random.key(1), shape, 0.0)[1][2])

    words = [replace(right, weights=tuple(row)) for row in np.eye(3).tolist()]
    even = replace(right, weights=(2.0,) * 3)
    assert np.isclose(arcs(right), arcs(even))
    assert np.isclose(arcs(right), np.mean([arcs(lesson) for lesson in words]))
    assert len({round(arcs(lesson), 4) for lesson in words}) > 1


if __name__ == "__main__":
    main()
