"""Whether two findings are the same: words folded, overlaps counted, pairs made."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from briefgen.model import Span

Ours = TypeVar("Ours")
Theirs = TypeVar("Theirs")

_WORD = re.compile(r"\w+")
# Words that may stand before a name or a content without changing it, French and English.
_BEFORE_NAME = {
    *("m", "mm", "mme", "mlle", "dr", "me", "mr", "mrs", "ms", "monsieur", "madame"),
    *("president", "the", "le", "la", "les", "l"),
}
_BEFORE_CONTENT = {
    *("que", "qu", "that", "the", "le", "la", "les", "l"),
    *("un", "une", "des", "du", "de", "d", "a", "an"),
}


def fold(text: str) -> tuple[str, ...]:
    """Return the words of *text* without case and accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return tuple(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))


def name_key(name: str) -> tuple[str, ...]:
    """Return the words by which two spellings of a name are one."""
    words = fold(name)
    return words[1:] if words and words[0] in _BEFORE_NAME else words


def content_key(spans: Sequence[Span], text: str) -> tuple[str, ...]:
    """Return the words by which two contents are exactly equal."""
    words = tuple(word for span in spans for word in fold(span.of(text)))
    return words[1:] if len(words) > 1 and words[0] in _BEFORE_CONTENT else words


def token_places(spans: Sequence[Span], text: str) -> frozenset[int]:
    """Return where the words covered by *spans* begin."""
    return frozenset(
        span.start + match.start() for span in spans for match in _WORD.finditer(span.of(text))
    )


def set_f1(ours: frozenset[int], theirs: frozenset[int]) -> float:
    """Return the harmonic mean of precision and recall; 0 when either is empty."""
    if not ours or not theirs:
        return 0.0
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


def words_f1(ours: str, theirs: str) -> float:
    """Return the F1 of two phrases as bags of words."""
    a, b = Counter(fold(ours)), Counter(fold(theirs))
    return 2 * (a & b).total() / max(1, a.total() + b.total())


def pair_up(
    gold: Sequence[Theirs],
    found: Sequence[Ours],
    likeness: Callable[[Theirs, Ours], float],
    least: float,
) -> list[tuple[int, int]]:
    """Return index pairs, one to one, the most alike first, none less alike than *least*."""
    candidates: Iterable[tuple[float, int, int]] = (
        (-alike, i, j)
        for i, theirs in enumerate(gold)
        for j, ours in enumerate(found)
        if (alike := likeness(theirs, ours)) >= least
    )
    free_gold, free_found, pairs = set(range(len(gold))), set(range(len(found))), []
    for _, i, j in sorted(candidates):
        if i in free_gold and j in free_found:
            free_gold.remove(i)
            free_found.remove(j)
            pairs.append((i, j))
    return pairs
