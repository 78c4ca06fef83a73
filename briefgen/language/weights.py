"""Weights of a pipeline as one file: large tables in bytes with a scale a row, lists as text.

The file is what ``numpy.savez_compressed`` writes, without pickles. A table ``x`` in bytes has
its scales in ``x/scale``; a list of words is their UTF-8 text, a line each, in ``x/text``.
Whole numbers stay what they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

SMALL = 2000  # values; below that an array stays in half precision
LEAST = 1e-5  # so that a row of zeros has a scale
SCALE = "/scale"
TEXT = "/text"

Stored = dict[str, Any]


def write_weights(path: Path, arrays: Mapping[str, Any], lists: Mapping[str, Sequence[str]]) -> int:
    """Write *path* and return its size in bytes; the same weights give the same bytes."""
    stored: dict[str, Any] = {}
    for name, value in sorted(arrays.items()):
        if value.ndim < 2 or value.size < SMALL:
            stored[name] = value if value.dtype.kind in "iu" else value.astype("float16")
            continue
        scale = (np.maximum(np.abs(value).max(axis=-1, keepdims=True), LEAST) / 127).astype(
            "float16"
        )
        rows = np.round(value / scale.astype("float32"))
        stored[name] = np.clip(rows, -127, 127).astype("int8")
        stored[name + SCALE] = scale
    for name, words in sorted(lists.items()):
        stored[name + TEXT] = np.frombuffer("\n".join(words).encode(), dtype="uint8")
    np.savez_compressed(path, **stored)
    return path.stat().st_size


def read_weights(path: Path) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """Return the arrays of *path* in single precision, and its lists."""
    arrays: dict[str, Any] = {}
    lists: dict[str, list[str]] = {}
    with np.load(path, allow_pickle=False) as stored:
        for name in stored.files:
            if name.endswith(TEXT):
                lists[name.removesuffix(TEXT)] = stored[name].tobytes().decode().split("\n")
            elif not name.endswith(SCALE):
                arrays[name] = stored[name]
                if name + SCALE in stored.files:
                    scale = stored[name + SCALE].astype("float32")
                    arrays[name] = arrays[name].astype("float32") * scale
                elif arrays[name].dtype.kind == "f":
                    arrays[name] = arrays[name].astype("float32")
    return arrays, lists
