"""Train a network: seeded, bounded in steps, by Adam, its weights averaged over time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from training.network import Arrays

WARM = 200  # steps until the learning rate's peak
SHOWN = 200  # steps between two lines of the log
FIRST, SECOND = 0.9, 0.98  # what Adam keeps of its moments
AVERAGE = 0.998  # what the averaged weights keep
DECAY = 0.02  # of matrices; tables are left alone
TABLES = ("pieces", "words")


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how hard a network is trained."""

    steps: int
    rate: float = 0.003
    "the learning rate's peak"
    dropout: float = 0.25


def learn(
    loss: Callable[[Arrays, Arrays, Any], Any],
    weights: Arrays,
    batches: Iterator[Arrays],
    plan: Plan,
    seed: int,
) -> Arrays:
    """Return the averaged weights after ``plan.steps`` steps of Adam on *loss*."""
    weights = {name: jnp.asarray(value) for name, value in weights.items()}
    moments = [{name: jnp.zeros_like(value) for name, value in weights.items()} for _ in "12"]
    mean = {name: jnp.array(value, copy=True) for name, value in weights.items()}
    state: Any = (weights, *moments, mean)

    @partial(jax.jit, donate_argnums=(0,))
    def step(state: Any, batch: Arrays, key: Any, number: Any) -> Any:
        (_, parts), slopes = jax.value_and_grad(loss, has_aux=True)(state[0], batch, key)
        size = jnp.sqrt(sum((slope**2).sum() for slope in slopes.values()))
        scale = jnp.minimum(1.0, 1.0 / (size + 1e-9))
        falling = 0.5 * (1 + jnp.cos(jnp.pi * number / plan.steps))
        rate = plan.rate * jnp.minimum(1.0, (number + 1) / WARM) * (0.02 + 0.98 * falling)
        keep = jnp.minimum(AVERAGE, (number + 1) / (number + 20))
        new: tuple[Arrays, ...] = ({}, {}, {}, {})
        for name, value in state[0].items():
            slope = slopes[name] * scale
            first = FIRST * state[1][name] + (1 - FIRST) * slope
            second = SECOND * state[2][name] + (1 - SECOND) * slope**2
            move = first / (1 - FIRST ** (number + 1))
            move /= jnp.sqrt(second / (1 - SECOND ** (number + 1))) + 1e-8
            decay = DECAY if value.ndim > 1 and name not in TABLES else 0.0
            after = value - rate * (move + decay * value)
            mean = keep * state[3][name] + (1 - keep) * after
            for part, changed in zip(new, (after, first, second, mean), strict=True):
                part[name] = changed
        return new, parts

    key = jax.random.key(seed)
    began = time.monotonic()
    total: Any = 0.0
    for number in range(plan.steps):
        state, parts = step(state, next(batches), jax.random.fold_in(key, number), float(number))
        total = total + parts
        if (number + 1) % SHOWN == 0:
            seen = ", ".join(f"{value:.3f}" for value in np.asarray(total) / SHOWN)
            print(f"{number + 1}, {time.monotonic() - began:.0f} s: {seen}", flush=True)
            total = 0.0
    return {name: np.asarray(value) for name, value in state[3].items()}
