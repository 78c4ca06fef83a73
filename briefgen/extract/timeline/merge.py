"""The same event told twice is one entry: same value, and labels of the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefgen.model import Event

MIN_LIKENESS = 0.8  # shared words of the two labels, by Dice; a rewording stays two entries
MAX_COMPARED = 16  # earlier entries of the same value that one is held against
_WORD = re.compile(r"\w{3,}")


def merge_events(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return *events* (in text order) without those that repeat an earlier one."""
    kept: list[Event] = []
    words: list[frozenset[str]] = []
    by_value: dict[str, list[int]] = {}
    for event in events:
        bag = frozenset(_WORD.findall(event.label.lower()))
        same = by_value.setdefault(event.timex.value, [])
        twin = next(
            (
                i
                for i in same[-MAX_COMPARED:]
                if event.sentence != kept[i].sentence and _likeness(words[i], bag) >= MIN_LIKENESS
            ),
            None,
        )
        if twin is None:
            same.append(len(kept))
            kept.append(event)
            words.append(bag)
        else:
            first = kept[twin]
            actors = tuple(dict.fromkeys((*first.actors, *event.actors)))
            kept[twin] = replace(first, key=first.key or event.key, actors=actors)
    return tuple(kept)


def _likeness(left: frozenset[str], right: frozenset[str]) -> float:
    total = len(left) + len(right)
    return 2 * len(left & right) / total if total else 0.0
