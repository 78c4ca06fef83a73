"""The best tree over scores of governors, against all trees there are."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language.trees import NEVER, best_tree, best_trees, is_tree

SCORES = st.floats(-20, 20, width=16)


@st.composite
def scores(draw: st.DrawFn, most: int) -> np.ndarray:
    size = draw(st.integers(1, most))
    rows = draw(st.lists(SCORES, min_size=size * (size + 1), max_size=size * (size + 1)))
    found = np.array(rows, "float32").reshape(size, size + 1)
    np.fill_diagonal(found[:, 1:], NEVER)
    return found


def total(found: np.ndarray, heads: np.ndarray) -> float:
    return float(found[np.arange(len(heads)), heads].sum(dtype="float64"))


@given(scores(4))
def test_no_tree_scores_better(found: np.ndarray) -> None:
    size = len(found)
    every = (np.array(heads) for heads in product(range(size + 1), repeat=size))
    best = max(total(found, heads) for heads in every if is_tree(heads))
    assert total(found, best_tree(found)) == pytest.approx(best, abs=1e-3)


@given(scores(12))
def test_what_comes_out_is_a_tree_with_one_root(found: np.ndarray) -> None:
    assert is_tree(best_tree(found))


@given(st.lists(scores(6), min_size=1, max_size=5))
def test_sentences_together_have_the_trees_of_each_alone(tables: list[np.ndarray]) -> None:
    alone = np.concatenate([best_tree(found) for found in tables])
    assert best_trees(tables).tolist() == alone.tolist()


@pytest.mark.parametrize(
    ("heads", "tree"),
    [([0], True), ([0, 1, 2], True), ([2, 0], True), ([0, 0], False), ([2, 1, 0], False)],
    ids=["one word", "a row", "second governs", "two roots", "a circle"],
)
def test_a_tree_is_told_from_what_is_none(heads: list[int], tree: bool) -> None:
    assert is_tree(np.array(heads)) is tree


def test_long_sentence_of_one_circle_is_solved() -> None:
    size = 400
    found = np.zeros((size, size + 1), "float32")
    found[np.arange(size), (np.arange(size) + 1) % size + 1] = 5
    np.fill_diagonal(found[:, 1:], NEVER)
    assert is_tree(best_tree(found))
