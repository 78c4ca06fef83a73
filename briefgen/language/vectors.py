"""Word vectors of a pipeline: stored as bytes with a scale a row, looked up by word.

In: an engine's vectors table. Out: what goes into ``weights.msgpack``, and the way back.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.vectors import Vectors

LEAST = 1e-4  # so that a row of zeros has a scale in half precision


def pack_vectors(vectors: Vectors) -> dict[str, Any]:
    """Return *vectors* as small arrays; `unpack_vectors` undoes it but for the rounding."""
    table = vectors.data
    scale = (np.maximum(np.abs(table).max(axis=1), LEAST) / 127).astype("float16")
    rounded = np.round(table / scale[:, None].astype("float32"))
    stored = {
        "attribute": vectors.attr,
        "rows": np.clip(rounded, -127, 127).astype("int8"),
        "scale": scale,
        "keys": np.array(list(vectors.key2row.keys()), dtype="uint64"),
    }
    row_of_key = list(vectors.key2row.values())
    if row_of_key != list(range(len(row_of_key))):
        stored["row_of_key"] = np.array(row_of_key, dtype="uint16")
    return stored


def unpack_vectors(stored: Mapping[str, Any]) -> Vectors:
    """Return the vectors that `pack_vectors` stored."""
    from spacy.vectors import Vectors

    table = stored["rows"] * stored["scale"].astype("float32")[:, None]
    vectors = Vectors(data=table, attr=stored["attribute"])
    keys = stored["keys"].tolist()
    rows = stored["row_of_key"].tolist() if "row_of_key" in stored else range(len(keys))
    vectors.key2row = dict(zip(keys, rows, strict=True))
    return vectors
