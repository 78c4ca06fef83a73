"""A parser too small to learn anything, for tests of what surrounds it."""

from collections.abc import Mapping, Sequence

import numpy as np

from training.desk import Inventory
from training.network import Shape
from training.vectors import Vectors


def tiny(labels: Mapping[str, Sequence[str]]) -> tuple[Inventory, Shape]:
    """Return the inventory and the shape of a parser that gives *labels* by kind."""
    vectors = Vectors(np.ones((1, 6), "float32"), {"one": 0}, lower=False)
    outputs = {name: len(found) for name, found in labels.items()}
    shape = Shape(
        width=16, layers=1, pieces=100, words=1, vector=6, outputs=outputs, arc=8, relation=6,
        hidden=10,
    )  # fmt: skip
    known = {name: [*found] for name, found in labels.items()}
    return Inventory(known, [], vectors, sees_classes=False), shape
