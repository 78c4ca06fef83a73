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
    """Return the undated expressions of *document* that overlap none of *entries*.

    A demonstrative points back by itself. After an article the noun must have been told before
    and stand alone: « après le vote de la loi » tells of it now.
    """
    words = settings.get("before_event")
    if not words:
        return ()
    text = document.text
    taken = [entry.span for entry in entries]  # in text order, without overlap
    out = []
    for match in _pattern(**{name: tuple(words[name]) for name in _PARTS}).finditer(text):
        span = Span(*match.span())
        after = bisect.bisect_left(taken, span)
        if any(span.overlaps(other) for other in taken[max(0, after - 1) : after + 1]):
            continue
        if match["named"] and _first_told(text).get(
            match["named"].lower(), span.start
        ) >= match.start("named"):
            continue
        out.append(Timex(span, TimexType.DATE, ""))
    return tuple(out)


_PARTS = ("lead", "pointing", "naming", "events", "complements")
_WORD = re.compile(r"[^\W\d_]+")


@functools.lru_cache(maxsize=4)
def _first_told(text: str) -> dict[str, int]:
    """Return where each word of *text* comes first."""
    first: dict[str, int] = {}
    for match in _WORD.finditer(text):
        first.setdefault(match.group().lower(), match.start())
    return first


@functools.lru_cache(maxsize=32)
def _pattern(
    lead: tuple[str, ...],
    pointing: tuple[str, ...],
    naming: tuple[str, ...],
    events: tuple[str, ...],
    complements: tuple[str, ...],
) -> re.Pattern[str]:
    def choice(words: tuple[str, ...]) -> str:
        written = (re.escape(word).replace("'", "['’]") for word in sorted(words, key=len)[::-1])
        return f"(?:{'|'.join(written)})"

    return re.compile(
        rf"\b{choice(lead)} (?:{choice(pointing)} {choice(events)}\b"
        rf"|{choice(naming)} ?(?P<named>{choice(events)})\b(?! {choice(complements)}))",
        re.IGNORECASE,
    )
