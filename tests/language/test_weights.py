from __future__ import annotations

from pathlib import Path

import numpy as np

from briefgen.language.weights import read_weights, write_weights


def test_what_is_written_comes_back_but_for_the_rounding(tmp_path: Path) -> None:
    dice = np.random.default_rng(0)
    arrays = {
        "table": dice.standard_normal((100, 30)).astype("float32"),
        "bias": dice.standard_normal(30).astype("float32"),
        "rows": np.array([0, 40_000], "uint16"),
        "nothing": np.zeros((50, 50), "float32"),
    }
    lists = {"words": ["été", "", "L'Aquila"]}
    write_weights(tmp_path / "weights.npz", arrays, lists)
    back, words = read_weights(tmp_path / "weights.npz")
    assert words == lists
    assert back["rows"].tolist() == [0, 40_000]
    assert not back["nothing"].any()
    assert np.abs(back["table"] - arrays["table"]).max() < np.abs(arrays["table"]).max() / 120
    assert np.abs(back["bias"] - arrays["bias"]).max() < 2e-3
    assert back["table"].dtype == back["bias"].dtype == "float32"


def test_the_same_weights_give_the_same_bytes(tmp_path: Path) -> None:
    arrays = {"b": np.ones((60, 60), "float32"), "a": np.zeros(3, "float32")}
    first, second = tmp_path / "first.npz", tmp_path / "second.npz"
    write_weights(first, arrays, {})
    write_weights(second, dict(reversed(arrays.items())), {})
    assert first.read_bytes() == second.read_bytes()
