"""What the networks learn from: losses of the readers over a batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import jax
import jax.numpy as jnp

from briefgen.language.chain import lawful
from training.network import (
    Arrays,
    Shape,
    embed,
    encode,
    read_arcs,
    read_labels,
    read_relations,
)

SMOOTH = 0.03  # of labels
LEMMA = 0.7  # weight of the lemmas' loss beside the others'
NAMES = 8.0  # weight of the names' loss, a word
NEVER = -1e4


def _cross_entropy(scores: Any, gold: Any, smooth: float, weight: Any = 1.0) -> Any:
    known = weight * (gold >= 0)
    logs = jax.nn.log_softmax(scores, -1)
    right = jnp.take_along_axis(logs, jnp.maximum(gold, 0)[..., None], -1)[..., 0]
    even = jnp.where(logs > -1e8, logs, 0).mean(-1)
    loss = -(1 - smooth) * right - smooth * even
    return (loss * known).sum() / jnp.maximum(known.sum(), 1)


def parse_loss(weights: Arrays, batch: Arrays, key: Any, shape: Shape, dropout: float) -> Any:
    """Return the sum of the losses of tags, lemmas, arcs and relations, and each of them."""
    drop = _dropper(key, dropout)
    types = embed(weights, batch)
    alone, x = encode(weights, shape.layers, types, batch, drop)
    tag = _cross_entropy(read_labels(weights, "tag", x, drop), batch["gold.tag"], SMOOTH)
    both = jnp.concatenate([x, alone], -1)
    lemma = _cross_entropy(read_labels(weights, "lemma", both, drop), batch["gold.lemma"], SMOOTH)
    arc = _cross_entropy(
        read_arcs(weights, x, batch["mask"], drop), batch["gold.head"], 0.0, batch["weight"]
    )
    relation = _cross_entropy(
        read_relations(weights, x, jnp.maximum(batch["gold.head"], 0), drop),
        batch["gold.relation"],
        SMOOTH,
        batch["weight"],
    )
    return tag + LEMMA * lemma + arc + relation, jnp.stack([tag, lemma, arc, relation])


def names_loss(
    weights: Arrays,
    batch: Arrays,
    key: Any,
    shape: Shape,
    dropout: float,
    labels: Sequence[str],
    below: Any,
) -> Any:
    """Return the mean loss a word of a chain over the labels of each sentence.

    *below* is what the parser makes of each word, B x T x its width.
    """
    drop = _dropper(key, dropout)
    _, x = encode(weights, shape.layers, embed(weights, batch), batch, drop, below)
    scores = read_labels(weights, "name", x, drop)
    after, begins, ends = lawful(tuple(labels))
    follows = jnp.where(after, weights["name.next"], NEVER)
    mask, gold = batch["mask"], jnp.maximum(batch["gold.name"], 0)
    lengths = mask.sum(1).astype(int)
    own = (jnp.take_along_axis(scores, gold[..., None], -1)[..., 0] * mask).sum(1)
    pairs = (follows[gold[:, :-1], gold[:, 1:]] * mask[:, 1:]).sum(1)
    first = jnp.where(begins, scores[:, 0], NEVER)

    def step(state: Any, now: Any) -> tuple[Any, None]:
        score, on = now
        grown = jax.nn.logsumexp(state[:, :, None] + follows[None], 1) + score
        return jnp.where(on[:, None] > 0, grown, state), None

    last, _ = jax.lax.scan(
        step, first, (jnp.swapaxes(scores, 0, 1)[1:], jnp.swapaxes(mask, 0, 1)[1:]), unroll=2
    )
    total = jax.nn.logsumexp(jnp.where(ends, last, NEVER), -1)
    loss = ((total - own - pairs) * (lengths > 0)).sum() / mask.sum()
    return NAMES * loss, jnp.stack([loss])


def _dropper(key: Any, rate: float) -> Callable[[str, Any], Any]:
    """Return what makes masks that hide the same units all through a sentence."""

    def drop(name: str, x: Any) -> Any:
        one = jax.random.fold_in(key, sum(name.encode()))
        share = 1 - (rate if name != "word" else rate * 0.6)
        return jax.random.bernoulli(one, share, (x.shape[0], 1, x.shape[-1])) / share

    return drop
