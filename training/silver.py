"""Trees for sentences that nobody parsed: what several parsers agree on.

In: sentences without trees, and parsers trained on the same treebanks from different seeds. Out:
the sentences with the labels that the parsers hold likely on average; the others stay open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from training.desk import WORDS_A_STEP, Desk, Inventory, Trained, shelves
from training.network import Arrays, Shape, embed, encode, read_arcs, read_labels, read_relations
from training.sentences import Lesson

SURE = 0.6  # mean probability from which on a label is taken over


def silver_lessons(lessons: Sequence[Lesson], teachers: Sequence[Trained]) -> Iterator[Lesson]:
    """Yield *lessons* with the labels of *teachers*, which share inventory and shape."""
    inventory, shape = teachers[0].inventory, teachers[0].shape
    desk = Desk(inventory, shape)
    weights = [jax.tree.map(jnp.asarray, teacher.weights) for teacher in teachers]
    read = jax.jit(partial(_read, weights, shape))
    for length, shelf in shelves(lessons).items():
        count = max(1, WORDS_A_STEP // length)
        for at in range(0, len(shelf), count):
            group = shelf[at : at + count]
            found = {
                name: np.asarray(rows) for name, rows in read(desk.batch(group, length)).items()
            }
            for row, lesson in enumerate(group):
                own = {
                    name: rows[row, : len(lesson.words)].tolist() for name, rows in found.items()
                }
                yield _labelled(lesson, own, inventory)


def _read(weights: Sequence[Arrays], shape: Shape, batch: Arrays) -> dict[str, Any]:
    """Return the likeliest tags, lemma rules, governors and relations, -1 for what is unsure."""
    states = [encode(one, shape.layers, embed(one, batch), batch) for one in weights]
    pairs = list(zip(weights, states, strict=True))

    def mean(scores: Sequence[Any]) -> Any:
        return sum(jax.nn.softmax(score, -1) for score in scores) / len(scores)

    chances = {
        "tag": mean([read_labels(one, "tag", x) for one, (_, x) in pairs]),
        "lemma": mean(
            [
                read_labels(one, "lemma", jnp.concatenate([x, alone], -1))
                for one, (alone, x) in pairs
            ]
        ),
        "head": mean([read_arcs(one, x, batch["mask"]) for one, (_, x) in pairs]),
    }
    heads = chances["head"].argmax(-1)
    chances["relation"] = mean([read_relations(one, x, heads) for one, (_, x) in pairs])
    return {
        name: jnp.where(chance.max(-1) >= SURE, chance.argmax(-1), -1)
        for name, chance in chances.items()
    }


def _labelled(lesson: Lesson, found: dict[str, list[int]], inventory: Inventory) -> Lesson:
    def named(kind: str) -> tuple[str | None, ...]:
        labels = inventory.labels[kind]
        return tuple(labels[number] if number >= 0 else None for number in found[kind])

    heads = tuple(head if head >= 0 else None for head in found["head"])
    return replace(
        lesson,
        names=(),
        tags=named("tag"),
        lemmas=named("lemma"),
        heads=heads,
        relations=tuple(
            relation if head is not None else None
            for relation, head in zip(named("relation"), heads, strict=True)
        ),
    )
