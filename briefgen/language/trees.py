"""Scores of governors to a tree: the best one with a single root (Chu-Liu and Edmonds)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]

NEVER = np.float32(-1e9)
ONE_ROOT = 1e5  # what a root costs: more than any difference of scores, so that one is enough


def best_trees(tables: Sequence[Floats]) -> Ints:
    """Return the governors of the words of several sentences, as `best_tree` of each does.

    *tables* hold the scores of a sentence each. All sentences are looked at in one go, since
    most are trees already.
    """
    heads: Ints = np.concatenate([scores.argmax(axis=1) for scores in tables])
    sizes = np.array([len(scores) for scores in tables])
    ends = np.cumsum(sizes)
    starts = ends - sizes
    is_root = heads == 0
    up = np.concatenate([[0], np.where(is_root, 0, heads + np.repeat(starts, sizes))])
    for _ in range(int(sizes.max()).bit_length()):
        up = up[up]
    is_loose = np.logical_or.reduceat(up[1:] != 0, starts)
    is_loose |= np.add.reduceat(is_root, starts, dtype=np.intp) != 1
    for number in np.flatnonzero(is_loose).tolist():
        heads[starts[number] : ends[number]] = best_tree(tables[number])
    return heads


def best_tree(scores: Floats) -> Ints:
    """Return each word's governor: 0 for the root, else a word's place counted from 1.

    *scores* has a row a word and a column a governor, the root's first. Most often the best
    governor of each word makes a tree already; else cycles are broken where that costs least,
    in O(n^2).
    """
    heads: Ints = scores.argmax(axis=1)
    if is_tree(heads):
        return heads
    size = len(scores)
    square = np.full((size + 1, size + 1), float(NEVER))
    square[1:] = scores
    heads = _without_cycles(square.copy())[1:]
    if is_tree(heads):
        return heads
    square[1:, 0] -= ONE_ROOT
    return _without_cycles(square)[1:]


def is_tree(heads: Ints) -> bool:
    """Tell whether one word has the root as governor and all others lead to it."""
    if np.count_nonzero(heads == 0) != 1:
        return False
    up = np.concatenate([[0], heads])
    for _ in range(len(heads).bit_length()):
        up = up[up]
    return not bool(up.any())


def _without_cycles(scores: NDArray[np.float64]) -> Ints:
    """Return the governors of the best tree; node 0 is the root, row and column alike.

    *scores* is used up. Every cycle of best governors becomes one node, which enters where
    that gains most; at the end the nodes are taken apart again, the last first.
    """
    np.fill_diagonal(scores, float(NEVER))
    heads: Ints = scores.argmax(axis=1)
    heads[0] = 0
    joined: list[tuple[int, Ints, Ints, Ints, Ints]] = []
    done = [True] + [False] * (len(heads) - 1)
    for start in range(1, len(heads)):
        path = [] if done[start] else [start]
        while path:
            up = int(heads[path[-1]])
            if done[up]:
                break
            if up not in path:
                path.append(up)
                continue
            cycle = np.array(path[path.index(up) :])
            del path[path.index(up) + 1 :]
            joined.append((up, cycle, *_join(scores, heads, cycle)))
            for node in cycle[1:].tolist():
                done[node] = True
        for node in path:
            done[node] = True
    for node, cycle, inside, enters, leaves in reversed(joined):
        governor = heads[node]
        below = heads == node
        heads[below] = leaves[below]
        heads[cycle] = inside
        heads[enters[governor]] = governor
    return heads


def _join(scores: NDArray[np.float64], heads: Ints, cycle: Ints) -> tuple[Ints, Ints, Ints]:
    """Make the first node of *cycle* stand for all of it.

    Returns the governors inside it, which of its nodes each governor would enter by, and
    which of them each dependent would hang on.
    """
    node = cycle[0]
    inside = heads[cycle]
    gain = scores[cycle] - scores[cycle, inside][:, None]
    gain[:, cycle] = NEVER
    out = scores[:, cycle]
    enters, leaves = cycle[gain.argmax(axis=0)], cycle[out.argmax(axis=1)]
    scores[node], scores[:, node] = gain.max(axis=0), out.max(axis=1)
    scores[node, node] = NEVER
    scores[:, cycle[1:]] = NEVER
    is_joined = np.zeros(len(heads), dtype=bool)
    is_joined[cycle] = True
    heads[is_joined[heads]] = node
    heads[node] = scores[node].argmax()
    return inside, enters, leaves
