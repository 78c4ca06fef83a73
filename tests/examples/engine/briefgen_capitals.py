"""An engine that parses nothing: capitalised words that open no sentence are persons."""

from collections.abc import Sequence

from briefgen.language import TokenRow
from briefgen.language.annotate import Engine
from briefgen.model import NameType

Names = list[tuple[int, int, NameType]]


def load(language: str) -> Engine:
    """Return the engine for *language*; called once for each text."""
    del language
    return _annotate


def _annotate(words: Sequence[str], starts: Sequence[int]) -> tuple[list[TokenRow], Names]:
    rows = [TokenRow(word, lemma=word.lower(), pos="X") for word in words]
    names = [
        (place, place + 1, NameType.PER)
        for place, word in enumerate(words)
        if word.istitle() and place not in set(starts)
    ]
    return rows, names
