"""Laws of the networks' arithmetic: no word is read differently for what stands elsewhere."""

from __future__ import annotations

import numpy as np
import pytest

from briefgen.language import network
from briefgen.language.network import Order, Words, encode

WIDTH = 6


def weights(layers: int = 2) -> dict[str, np.ndarray]:
    dice = np.random.default_rng(1)
    found = {
        "pieces": dice.standard_normal((50, WIDTH)),
        "words": dice.standard_normal((4, WIDTH)),
        "vector": dice.standard_normal((3, WIDTH)),
        "bias": dice.standard_normal(WIDTH),
    }
    for layer in range(layers):
        found[f"gates{layer}"] = dice.standard_normal((3 * WIDTH, 3 * WIDTH))
        found[f"gates{layer}.bias"] = dice.standard_normal(3 * WIDTH)
    return {name: value.astype("float32") for name, value in found.items()}


def words() -> Words:
    table = np.eye(3, dtype="float32")
    return Words(weights(), ["the", "of"], {"the": 0, "sea": 2}, table, lower=True)


def test_sentences_read_together_are_read_as_each_alone() -> None:
    lengths = [4, 1, 7, 4]
    x = np.random.default_rng(2).standard_normal((sum(lengths), WIDTH)).astype("float32")
    together = encode(weights(), 2, x, Order(lengths))
    start = 0
    for length in lengths:
        alone = encode(weights(), 2, x[start : start + length], Order([length]))
        np.testing.assert_allclose(together[start : start + length], alone, atol=1e-5)
        start += length


def test_a_sentence_is_read_from_both_ends() -> None:
    x = np.zeros((5, WIDTH), "float32")
    x[0, 0] = 1
    changed = encode(weights(), 2, x, Order([5])) != encode(weights(), 2, 0 * x, Order([5]))
    assert changed.any(axis=1).all()
    x[0, 0], x[4, 0] = 0, 1
    changed = encode(weights(), 2, x, Order([5])) != encode(weights(), 2, 0 * x, Order([5]))
    assert changed.any(axis=1).all()


def test_a_word_has_one_vector_whatever_was_asked_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "MAX_KNOWN", 3)
    lookup, other = words(), words()
    other.look_up(["of", "land", "sea"], [""] * 3)
    for asked in (["The", "sea", "the"], ["shore", "sea"], ["a", "b", "c", "d"], ["sea"]):
        classes = [""] * len(asked)
        assert (lookup.look_up(asked, classes) == other.look_up(asked, classes)).all()


def test_spelling_row_vector_and_class_all_count() -> None:
    lookup = words()
    rows = lookup.look_up(["the", "sea", "sea", "Sea"], ["", "", "T", ""])
    assert len({row.tobytes() for row in rows}) == 4
