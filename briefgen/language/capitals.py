"""Names by capital letters alone, for languages without a pipeline."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from briefgen.model import NameType, Span

MAX_NAME = 6  # tokens


def find_capitalised_names(
    text: str, tokens: Sequence[Span], starts: Sequence[int]
) -> list[tuple[int, int, NameType]]:
    """Return runs of capitalised words as token bounds, in order.

    A sentence's first word counts only where the same word stands capitalised inside a
    sentence elsewhere. Two words or more are taken for a person, an acronym for an
    organisation, any other single word for a place, unless it ends a person's name
    elsewhere: rough, and a note tells the editor so.
    """
    words = [span.of(text) for span in tokens]
    first = set(starts)
    inside = {word for index, word in enumerate(words) if index not in first and _is_capital(word)}
    names: list[tuple[int, int]] = []
    for start, end in pairwise([*starts, len(words)]):
        index = start
        while index < end:
            last = index
            while last < min(end, index + MAX_NAME) and _is_capital(words[last]):
                last += 1
            begin = index + 1 if index == start and words[index] not in inside else index
            if last > begin:
                names.append((begin, last))
            index = max(last, index + 1)
    surnames = {words[last - 1] for begin, last in names if last - begin > 1}
    return [(begin, last, _kind(words[begin:last], surnames)) for begin, last in names]


def _is_capital(word: str) -> bool:
    return word[0].isupper() and len(word) > 1 and not word.endswith(".")


def _kind(words: Sequence[str], surnames: set[str]) -> NameType:
    if len(words) == 1 and words[0].isupper():
        return NameType.ORG
    if len(words) > 1 or words[0] in surnames:
        return NameType.PER
    return NameType.LOC
