"""The networks that are trained, in JAX; ``briefgen.language.network`` runs them in numpy.

A word is the sum of its pieces, its own row if it is frequent, and its vector; a sentence is
read by recurrent layers that need one matrix product each (quasi-recurrent, both directions);
on them stand the readers of tags, lemmas, governors, relations, or names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

Arrays = dict[str, Any]
WINDOW = 3  # words that a layer's gates see
FAR = 12  # words; governors further away share one bias


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of a network."""

    width: int
    layers: int
    pieces: int
    "rows of the hashed table"
    words: int
    "rows of frequent words, the first for all others"
    vector: int
    "dimensions of the word vectors"
    outputs: Mapping[str, int]
    "labels of each reader"
    arc: int = 96
    relation: int = 48
    hidden: int = 128
    below: int = 0
    "width of a network whose reading this one sees as well"


def initial(shape: Shape, seed: int) -> Arrays:
    """Return fresh weights."""
    dice = np.random.default_rng(seed)

    def matrix(rows: int, columns: int, gain: float = 1.0) -> np.ndarray:
        scale = gain * np.sqrt(2.0 / (rows + columns))
        return (dice.standard_normal((rows, columns)) * scale).astype("float32")

    width, half = shape.width, shape.hidden
    weights: Arrays = {
        "pieces": (dice.standard_normal((shape.pieces, width)) * 0.3).astype("float32"),
        "words": (dice.standard_normal((shape.words, width)) * 0.1).astype("float32"),
        "vector": matrix(shape.vector, width),
        "bias": np.zeros(width, "float32"),
    }
    if shape.below:
        weights["below"] = matrix(shape.below, width, 0.5)
    for layer in range(shape.layers):
        gates = matrix(WINDOW * width, 3 * width)
        weights[f"gates{layer}"] = gates
        weights[f"gates{layer}.bias"] = np.concatenate(
            [np.zeros(width), np.full(width, 0.5), np.full(width, 0.0)]
        ).astype("float32")
    for name, count in shape.outputs.items():
        if name == "relation":
            size = shape.relation
            for side in ("dependent", "governor"):
                weights[f"relation.{side}"] = matrix(width, size)
                weights[f"relation.{side}.bias"] = np.zeros(size, "float32")
                weights[f"relation.{side}.label"] = matrix(size, count)
            weights["relation.root"] = np.zeros(size, "float32")
            weights["relation.both"] = (
                dice.standard_normal((count, size, size)) * (0.5 / size)
            ).astype("float32")
            weights["relation.bias"] = np.zeros(count, "float32")
            for side in ("dependent", "governor"):
                weights[f"arc.{side}"] = matrix(width, shape.arc)
                weights[f"arc.{side}.bias"] = np.zeros(shape.arc, "float32")
            weights["arc.both"] = matrix(shape.arc, shape.arc, 0.3)
            weights["arc.prior"] = np.zeros(shape.arc, "float32")
            weights["arc.root"] = np.zeros(shape.arc, "float32")
            weights["arc.distance"] = np.zeros(2 * FAR + 1, "float32")
            continue
        source = 2 * width if name == "lemma" else width
        weights[f"{name}.hidden"] = matrix(source, half)
        weights[f"{name}.hidden.bias"] = np.zeros(half, "float32")
        weights[f"{name}.label"] = matrix(half, count)
        weights[f"{name}.label.bias"] = np.zeros(count, "float32")
        if name == "name":
            weights["name.next"] = np.zeros((count, count), "float32")
    return weights


def _norm(x: Any) -> Any:
    mean = x.mean(-1, keepdims=True)
    return (x - mean) * jax.lax.rsqrt(x.var(-1, keepdims=True) + 1e-5)


def embed(weights: Arrays, batch: Arrays) -> Any:
    """Return a vector a word type, U x width."""
    mask = batch["piece_mask"]
    found = weights["pieces"][batch["pieces"]] * mask[..., None]
    spelled = found.sum(1) * jax.lax.rsqrt(jnp.maximum(mask.sum(1), 1.0))[:, None]
    vector = batch["vectors"] @ weights["vector"]
    return spelled + weights["words"][batch["words"]] + vector + weights["bias"]


def encode(
    weights: Arrays, layers: int, types: Any, batch: Arrays, drop: Any = None, below: Any = None
) -> tuple[Any, Any]:
    """Return what is known of each word alone, and in its sentence: B x T x width both."""
    mask = batch["mask"][..., None]
    x = types[batch["tokens"]]
    if below is not None:
        x = x + below @ weights["below"]
    x = _norm(x) * mask
    if drop is not None:
        x = x * drop("word", x)
    alone = x
    for layer in range(layers):
        before = jnp.pad(x, ((0, 0), (1, 0), (0, 0)))[:, :-1]
        after = jnp.pad(x, ((0, 0), (0, 1), (0, 0)))[:, 1:]
        gates = jnp.concatenate([before, x, after], -1) @ weights[f"gates{layer}"]
        new, keep, show = jnp.split(gates + weights[f"gates{layer}.bias"], 3, -1)
        new, keep, show = jnp.tanh(new), jax.nn.sigmoid(keep), jax.nn.sigmoid(show)
        keep = jnp.where(mask > 0, keep, 1.0)
        half = new.shape[-1] // 2

        def both_ways(values: Any, half: int = half) -> Any:
            joined = jnp.concatenate([values[..., :half], values[:, ::-1, half:]], -1)
            return jnp.swapaxes(joined, 0, 1)

        def step(state: Any, now: Any) -> tuple[Any, Any]:
            kept, added = now
            state = kept * state + added
            return state, state

        first = jnp.zeros((x.shape[0], new.shape[-1]))
        _, states = jax.lax.scan(
            step, first, (both_ways(keep), both_ways((1 - keep) * new)), unroll=4
        )
        states = jnp.swapaxes(states, 0, 1)
        states = jnp.concatenate([states[..., :half], states[:, ::-1, half:]], -1)
        if drop is not None:
            states = states * drop(f"layer{layer}", states)
        x = (show * states + (1 - show) * x) * mask
    return alone, _norm(x) * mask


def read_labels(weights: Arrays, name: str, x: Any, drop: Any = None) -> Any:
    """Return the scores of the labels of reader *name*."""
    hidden = jax.nn.relu(x @ weights[f"{name}.hidden"] + weights[f"{name}.hidden.bias"])
    if drop is not None:
        hidden = hidden * drop(name, hidden)
    return hidden @ weights[f"{name}.label"] + weights[f"{name}.label.bias"]


def read_arcs(weights: Arrays, x: Any, mask: Any, drop: Any = None) -> Any:
    """Return B x T x (1 + T) scores of each word's governor, the root first."""
    sides = {}
    for side in ("dependent", "governor"):
        y = jax.nn.relu(x @ weights[f"arc.{side}"] + weights[f"arc.{side}.bias"])
        sides[side] = y if drop is None else y * drop(f"arc.{side}", y)
    root = jnp.broadcast_to(weights["arc.root"], (x.shape[0], 1, weights["arc.root"].shape[0]))
    governors = jnp.concatenate([root, sides["governor"]], 1)
    scores = (sides["dependent"] @ weights["arc.both"]) @ jnp.swapaxes(governors, 1, 2)
    scores = scores + (governors @ weights["arc.prior"])[:, None, :]
    length = x.shape[1]
    places = np.arange(length)
    offsets = np.clip(places[None, :] - places[:, None], -FAR, FAR) + FAR
    scores = scores.at[:, :, 1:].add(weights["arc.distance"][offsets])
    lawful = jnp.concatenate([jnp.ones((x.shape[0], 1)), mask], 1)[:, None, :]
    diagonal = np.concatenate([np.zeros((length, 1)), np.eye(length)], 1)[None]
    return jnp.where((lawful > 0) & (diagonal < 1), scores, -1e9)


def read_relations(weights: Arrays, x: Any, heads: Any, drop: Any = None) -> Any:
    """Return scores of the relation to the governor in *heads* (0 for the root)."""
    sides = {}
    for side in ("dependent", "governor"):
        y = jax.nn.relu(x @ weights[f"relation.{side}"] + weights[f"relation.{side}.bias"])
        sides[side] = y if drop is None else y * drop(f"relation.{side}", y)
    root = jnp.broadcast_to(
        weights["relation.root"], (x.shape[0], 1, weights["relation.root"].shape[0])
    )
    governors = jnp.concatenate([root, sides["governor"]], 1)
    governor = jnp.take_along_axis(governors, heads[..., None], 1)
    count, size, _ = weights["relation.both"].shape
    side = sides["dependent"] @ jnp.swapaxes(weights["relation.both"], 0, 1).reshape(
        size, count * size
    )
    side = side.reshape(*side.shape[:-1], count, size)
    scores = (side * governor[..., None, :]).sum(-1)
    scores = scores + sides["dependent"] @ weights["relation.dependent.label"]
    return scores + governor @ weights["relation.governor.label"] + weights["relation.bias"]
