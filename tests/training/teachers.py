"""What parsers agree on is taken over, what they do not stays open.

Run by test_networks_agree.py in a process of its own: JAX's threads forbid other tests' forks.
"""

from __future__ import annotations

import numpy as np

from training.desk import Inventory, Trained
from training.network import Shape, initial
from training.sentences import Lesson
from training.silver import silver_lessons
from training.vectors import Vectors

WORDS = ("one", "two", "three")


def main() -> None:
    first, other = _teacher("A"), _teacher("B")
    lesson = Lesson(WORDS, ("",) * len(WORDS), names=("O",) * len(WORDS))
    (agreed,) = silver_lessons([lesson], [first, first])
    assert agreed.tags == ("A",) * len(WORDS)
    assert agreed.names == ()
    (torn,) = silver_lessons([lesson], [first, other])
    assert torn.tags == (None,) * len(WORDS)
    for lesson in (agreed, torn):
        for place, (head, relation) in enumerate(
            zip(lesson.heads, lesson.relations, strict=True), 1
        ):
            assert head is None or head in {*range(len(WORDS) + 1)} - {place}
            assert head is not None or relation is None


def _teacher(tag: str) -> Trained:
    """Return a parser that calls every word *tag*, and is else untrained."""
    labels = {"tag": ["A", "B"], "lemma": ["x", "y"], "relation": ["root", "x", "y"]}
    vectors = Vectors(np.ones((1, 6), "float32"), {"one": 0}, lower=False)
    outputs = {name: len(found) for name, found in labels.items()}
    shape = Shape(
        width=16, layers=1, pieces=100, words=1, vector=6, outputs=outputs, arc=8, relation=6,
        hidden=10,
    )  # fmt: skip
    weights = initial(shape, 1)
    weights["tag.label.bias"][labels["tag"].index(tag)] = 50
    return Trained(weights, Inventory(labels, [], vectors, sees_classes=False), shape)


if __name__ == "__main__":
    main()
