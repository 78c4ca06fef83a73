"""Expressions relative to an event the text has told: « avant cet appel », "after the vote".

They have no date of their own; they are kept, undated, to stand beside that event. Which words
lead to one, point back and name events is said by ``settings.before_event`` in ``timex.yaml``.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Mapping, Sequence
from typing import Any

from briefgen.model import Document, Span, Timex, TimexType


def find_beside_events(
    document: Document, entries: Sequence[Timex], settings: Mapping[str, Any]
) -> tuple[Timex, ...]:
    """Return the undated expressions of *document* that overlap none of *entries*."""
    rules = settings.get("before_event")
    if not rules:
        return ()
    pattern = _pattern(tuple(rules["lead"]), tuple(rules["pointing"]), tuple(rules["events"]))
    taken = [entry.span for entry in entries]  # in text order, without overlap
    out = []
    for match in pattern.finditer(document.text):
        span = Span(*match.span())
        after = bisect.bisect_left(taken, span)
        if not any(span.overlaps(other) for other in taken[max(0, after - 1) : after + 1]):
            out.append(Timex(span, TimexType.DATE, ""))
    return tuple(out)


@functools.lru_cache(maxsize=32)
def _pattern(
    lead: tuple[str, ...], pointing: tuple[str, ...], events: tuple[str, ...]
) -> re.Pattern[str]:
    def choice(words: tuple[str, ...]) -> str:
        return "|".join(
            re.escape(word).replace("'", "['’]") for word in sorted(words, key=len, reverse=True)
        )

    return re.compile(
        rf"\b(?:{choice(lead)}) (?:{choice(pointing)}) ?(?:{choice(events)})\b", re.IGNORECASE
    )
