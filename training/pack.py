"""Join the parts of a pipeline, and store them small as package data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import srsly
from spacy.language import Language
from spacy.strings import StringStore

from briefgen.language.engine import VECTORS, WEIGHTS, convert_weights
from briefgen.language.vectors import pack_vectors

SMALL = 2000  # values; below that an array stays in half precision
LEAST = 1e-5  # so that a row of zeros has a scale


def join(parser: Language, names: Language) -> Language:
    """Return *parser* with the name finder of *names*, which has its own embedding."""
    parser.add_pipe("ner", source=names)
    return parser


def pack(pipeline: Language, folder: Path) -> int:
    """Write *pipeline* to *folder* and return the size of its weights in bytes.

    Words of the training texts are left out: hashes of the embedding need no list.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pipeline.config.to_disk(folder / "config.cfg")
    stored = srsly.msgpack_loads(pipeline.to_bytes(exclude=["tokenizer"]))
    vocab = srsly.msgpack_loads(stored["vocab"])
    vocab["strings"] = StringStore(_needed_strings(pipeline)).to_bytes()
    del vocab["vectors"]
    stored["vocab"] = srsly.msgpack_dumps(vocab)
    small = convert_weights(stored, _small)
    small[VECTORS] = pack_vectors(pipeline.vocab.vectors)
    data = srsly.msgpack_dumps(small)
    (folder / WEIGHTS).write_bytes(data)
    return len(data)


def _small(value: Any) -> Any:
    """Return a large array as int8 with a scale for each innermost row, a small one as float16."""
    if not isinstance(value, np.ndarray) or value.dtype != np.float32:
        return value
    if value.ndim >= 2 and value.size >= SMALL:
        largest = np.maximum(np.abs(value).max(axis=-1, keepdims=True), LEAST)
        scale = (largest / 127).astype("float16")
        rows = np.clip(np.round(value / scale.astype("float32")), -127, 127)
        return {"rows": rows.astype("int8"), "scale": scale}
    return value.astype("float16")


def _needed_strings(pipeline: Language) -> Sequence[str]:
    """Return the labels, and the pieces that edit trees of the lemmatizer put in."""
    needed: set[str] = set()
    for name, component in pipeline.pipeline:
        needed.update(str(label) for label in getattr(component, "labels", ()))
        if name == "trainable_lemmatizer":
            stored = srsly.msgpack_loads(component.trees.to_bytes())
            for tree in stored["trees"]:
                needed.update(
                    pipeline.vocab.strings[value]
                    for key, value in tree.items()
                    if key in ("orig", "subst")
                )
    for label in _labels(pipeline, "morphologizer"):
        needed.update(label.split("|"))
        needed.add("|".join(part for part in label.split("|") if not part.startswith("POS=")))
    for dep in _labels(pipeline, "parser"):
        needed.update(dep.split("||"))
    return sorted(needed)


def _labels(pipeline: Language, component: str) -> Sequence[str]:
    return pipeline.get_pipe(component).labels if pipeline.has_pipe(component) else ()
