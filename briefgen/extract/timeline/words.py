"""A text as the words that rules are matched against: numbers, letters, single marks.

The engine's tokens are not used here, so that a date is read the same way with a parser,
without one, and however a tokenizer cuts « l’après-midi » or "10a.m.".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "‑": "-", "–": "-", "—": "-", "−": "-"})


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text; the four tuples run in parallel."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    plain: tuple[str, ...]
    "as written, with typographic apostrophes and dashes made plain"
    lower: tuple[str, ...]
    "``plain`` in lower case"
    tight: tuple[bool, ...]
    "no blank stands before the word"
    breaks: tuple[bool, ...]
    "a blank line stands before the word"

    def __len__(self) -> int:
        return len(self.starts)


def split_words(text: str) -> Words:
    """Return the words of *text*; a text of blanks has none."""
    spans = [match.span() for match in _WORD.finditer(text)]
    even = text.translate(_PLAIN)  # one character for one: offsets hold
    plain = tuple([even[start:end] for start, end in spans])
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    gaps = [start - end for start, end in zip(starts, [0, *ends], strict=False)]
    return Words(
        text=text,
        starts=tuple(starts),
        ends=tuple(ends),
        plain=plain,
        lower=tuple([word.lower() for word in plain]),
        tight=tuple([gap == 0 for gap in gaps]),
        breaks=tuple(
            [
                gap > 1 and _PARAGRAPH.search(text, start - gap, start) is not None
                for gap, start in zip(gaps, starts, strict=True)
            ]
        ),
    )
