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

    def touches(self, index: int) -> bool:
        """Tell whether no blank stands before word *index*."""
        return index > 0 and self.ends[index - 1] == self.starts[index]

    def breaks(self, index: int) -> bool:
        """Tell whether a blank line stands before word *index*."""
        if index == 0:
            return False
        gap = self.text[self.ends[index - 1] : self.starts[index]]
        return len(gap) > 1 and _PARAGRAPH.search(gap) is not None

    def __len__(self) -> int:
        return len(self.starts)


def split_words(text: str) -> Words:
    """Return the words of *text*; a text of blanks has none."""
    spans = [match.span() for match in _WORD.finditer(text)]
    even = text.translate(_PLAIN)  # one character for one: offsets hold
    plain = tuple([even[start:end] for start, end in spans])
    return Words(
        text=text,
        starts=tuple([start for start, _ in spans]),
        ends=tuple([end for _, end in spans]),
        plain=plain,
        lower=tuple([word.lower() for word in plain]),
    )
