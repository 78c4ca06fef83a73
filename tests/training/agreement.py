"""What is trained in JAX and what runs in numpy are one network.

Run by test_networks_agree.py in a process of its own: JAX's threads forbid other tests' forks.
"""

from __future__ import annotations

import numpy as np

from briefgen.language import network
from training.desk import Desk, Inventory
from training.network import Shape, embed, encode, initial, read_labels, read_relations
from training.sentences import Lesson
from training.vectors import Vectors

LENGTHS = (5, 9, 1, 9, 3)


def main() -> None:
    dice = np.random.default_rng(0)
    known = [f"w{number}abc"[: dice.integers(3, 8)] for number in range(300)]
    table = dice.standard_normal((80, 6)).astype("float32")
    vectors = Vectors(table, {word: row for row, word in enumerate(known[20:100])}, lower=False)
    labels = {"tag": ["A", "B"], "relation": ["root", "x", "y"]}
    inventory = Inventory(labels, known[:50], vectors, sees_classes=False)
    shape = Shape(
        width=16, layers=3, pieces=100, words=51, vector=6, outputs={"tag": 2, "relation": 3},
        arc=8, relation=6, hidden=10,
    )  # fmt: skip
    weights = {
        name: (value + dice.standard_normal(value.shape) * 0.1).astype("float32")
        for name, value in initial(shape, 1).items()
    }
    sentences = [[known[dice.integers(300)] for _ in range(length)] for length in LENGTHS]
    lessons = [Lesson(tuple(words), ("",) * len(words)) for words in sentences]
    batch = Desk(inventory, shape).batch(lessons, 10)
    _, trained = encode(weights, 3, embed(weights, batch), batch)
    inside = batch["mask"] > 0
    heads = np.zeros(batch["tokens"].shape, "int32")

    words = network.Words(weights, known[:50], vectors.rows, table, lower=False)
    flat = [word for sentence in sentences for word in sentence]
    alone = network.normalise(words.look_up(flat, [""] * len(flat)))
    run = network.encode(weights, 3, alone, network.Order(LENGTHS))
    np.testing.assert_allclose(np.asarray(trained)[inside], run, atol=1e-4)
    tags = np.asarray(read_labels(weights, "tag", trained))[inside]
    np.testing.assert_allclose(tags, network.read_labels(weights, "tag", run), atol=1e-4)
    relations = np.asarray(read_relations(weights, trained, heads))[inside]
    dependents = network.read_side(weights, "relation", "dependent", run)
    roots = np.broadcast_to(weights["relation.root"], dependents.shape)
    both = weights["relation.both"]
    flat_both = {**weights, "relation.both": both.swapaxes(0, 1).reshape(both.shape[1], -1)}
    found = network.read_relations(flat_both, dependents, roots)
    np.testing.assert_allclose(relations, found, atol=1e-4)


if __name__ == "__main__":
    main()
