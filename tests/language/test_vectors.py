"""Word vectors survive being stored as bytes, and shipped pipelines know common words."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.strings import hash_string
from spacy.vectors import Vectors

from briefgen.language.engine import load_shipped
from briefgen.language.vectors import pack_vectors, unpack_vectors


@pytest.mark.parametrize("rows", [(0, 0, 1), (0, 1, 2)], ids=["shared rows", "a row each"])
def test_stored_vectors_come_back_but_for_the_rounding(rows: tuple[int, int, int]) -> None:
    table = np.array([[0.5, -2.0, 0.0], [3.0, 1.5, -0.75], [0.0, 0.0, 0.0]], dtype="float32")
    vectors = Vectors(data=table, attr="LOWER")
    words = (hash_string(word) for word in ("river", "stream", "town"))
    vectors.key2row = dict(zip(words, rows, strict=True))
    back = unpack_vectors(pack_vectors(vectors))
    assert back.attr == vectors.attr
    assert back.key2row == vectors.key2row
    assert np.abs(back.data - table).max() < 3.0 / 127


@pytest.mark.parametrize(
    ("language", "word", "near", "far"),
    [("en", "hospital", "clinic", "goalkeeper"), ("fr", "hôpital", "clinique", "gardien")],
)
def test_shipped_vectors_hold_what_words_share(
    language: str, word: str, near: str, far: str
) -> None:
    vectors = load_shipped(language).vocab.vectors
    first, second, third = (vectors[hash_string(w)] for w in (word, near, far))
    assert _cosine(first, second) > _cosine(first, third)


def _cosine(first: np.ndarray, second: np.ndarray) -> float:
    return float(first @ second / np.linalg.norm(first) / np.linalg.norm(second))
