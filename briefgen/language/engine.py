"""The trained pipelines: loaded once a process, on first need; the only door to spaCy.

A pipeline of ours is a folder of ``briefgen/models``: ``config.cfg`` and
``weights.msgpack``, whose arrays are stored in half precision, tables in bytes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.errors import EnvironmentMissingError
from briefgen.language.gazetteer import classify
from briefgen.model import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

WEIGHTS = "weights.msgpack"
VECTORS = "word vectors"
_WITHOUT_MODEL = frozenset(("vocab", "tokenizer", "meta.json", "config.cfg"))


def has_pipeline(language: str) -> bool:
    """Tell whether briefgen ships a pipeline for *language*."""
    return language.isalpha() and (files("briefgen.models") / language / WEIGHTS).is_file()


@cache
def load_shipped(language: str) -> Language:
    """Return our pipeline for *language*, which `has_pipeline` vouched for."""
    return read_pipeline(Path(str(files("briefgen.models") / language)))


@cache
def load_named(name: str) -> Language:
    """Return the installed spaCy package *name*, or the pipeline in the folder *name*.

    Raises:
        EnvironmentMissingError: there is no such package or folder.
    """
    import spacy

    try:
        return spacy.load(name)
    except OSError as error:
        command = f"python -m spacy download {name}"
        message = f"pipeline '{name}' is not installed; run `{command}`, or give a folder"
        raise EnvironmentMissingError(message, code="missing-pipeline") from error


def read_pipeline(folder: Path) -> Language:
    """Return the pipeline stored in *folder* by ``training/pack.py``."""
    import srsly
    from spacy.util import load_config, load_model_from_config

    from briefgen.language.blas import use_blas
    from briefgen.language.vectors import unpack_vectors

    use_blas()
    pipeline = load_model_from_config(load_config(folder / "config.cfg"), validate=False)
    stored = srsly.msgpack_loads((folder / WEIGHTS).read_bytes())
    if VECTORS in stored:
        pipeline.vocab.vectors = unpack_vectors(stored.pop(VECTORS))
    return pipeline.from_bytes(srsly.msgpack_dumps(restore(stored)))


def restore(stored: dict[str, Any]) -> dict[str, Any]:
    """Return a pipeline's ``to_bytes`` mapping with its weights in single precision."""
    return convert_weights(stored, _restored)


def convert_weights(stored: dict[str, Any], convert: Callable[[Any], Any]) -> dict[str, Any]:
    """Return a pipeline's ``to_bytes`` mapping with *convert* applied to each weight array."""
    import srsly

    def of_model(data: bytes) -> bytes:
        model = srsly.msgpack_loads(data)
        model["params"] = [
            {name: convert(value) for name, value in params.items()} for params in model["params"]
        ]
        return bytes(srsly.msgpack_dumps(model))

    def of_component(data: bytes) -> bytes:
        component = srsly.msgpack_loads(data)
        if isinstance(component.get("model"), bytes):
            component["model"] = of_model(component["model"])
        return bytes(srsly.msgpack_dumps(component))

    return {
        name: data if name in _WITHOUT_MODEL else of_component(data)
        for name, data in stored.items()
    }


def _restored(value: Any) -> Any:
    """Return an array as float32; rows of tables are stored as int8 with a scale each."""
    if isinstance(value, dict):
        return value["rows"].astype("float32") * value["scale"].astype("float32")
    return value.astype("float32") if getattr(value, "dtype", None) == "float16" else value


def make_doc(
    vocab: Vocab,
    text: str,
    tokens: Sequence[Span],
    starts: Sequence[int],
    language: str,
) -> Doc:
    """Return an engine document over our *tokens*, with sentence *starts* fixed.

    Words are given in the form the pipelines were trained on: composed accents, straight
    apostrophes, no lone surrogates. Offsets stay those of *tokens*. The tag of a token is
    its gazetteer class.
    """
    from spacy.tokens import Doc

    words = [engine_form(span.of(text)) for span in tokens]
    follows = [span.start for span in tokens[1:]] + [len(text)]
    spaces = [span.end < start for span, start in zip(tokens, follows, strict=True)]
    first = set(starts)
    return Doc(
        vocab,
        words=words,
        spaces=spaces,
        tags=classify(words, language),
        sent_starts=[index in first for index in range(len(words))],
    )


def engine_form(word: str) -> str:
    """Return *word* as the pipelines know it."""
    if word.isascii():
        return word
    plain = word.replace("\u2019", "'").replace("\u00a0", " ").replace("\u202f", " ")
    plain = unicodedata.normalize("NFC", plain)
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in plain)
