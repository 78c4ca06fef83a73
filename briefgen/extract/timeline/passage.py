"""What a reader has in mind at a place of the text: sentence, quotation, last mentioned dates."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass

from briefgen.extract.timeline import calendar
from briefgen.model import Document

MEMORY = 3  # sentences after which a mentioned date no longer anchors the next
_DAY_LENGTH = len("2012-07-02")
_MARK = re.compile(r"[«“»”\"\n]")


@dataclass(slots=True)
class Memory:
    """The last mentioned date, and the last mentioned day, with their sentences."""

    date: str = ""
    date_sentence: int = -1
    day: str = ""
    day_sentence: int = -1

    def note(self, value: str, sentence: int) -> None:
        """Keep *value* if it is a calendar date."""
        value = value.partition("/")[0].partition("T")[0]
        if calendar.bounds(value) is None:
            return
        self.date, self.date_sentence = value, sentence
        if len(value) == _DAY_LENGTH and "W" not in value:
            self.day, self.day_sentence = value, sentence

    def reference(self, sentence: int) -> str:
        """Return the last mentioned date, if it is not too far back."""
        return self.date if sentence - self.date_sentence <= MEMORY else ""

    def last_day(self, sentence: int) -> str:
        """Return the last mentioned day, if it is not too far back."""
        return self.day if sentence - self.day_sentence <= MEMORY else ""


def sentence_at(document: Document, offset: int) -> int:
    """Return the position of the sentence that holds *offset*; -1 without sentences."""
    return bisect.bisect_right(document.sentences, offset, key=lambda s: s.start) - 1


def quoted_stretches(text: str) -> tuple[tuple[int, int], ...]:
    """Return what stands between quotation marks; a mark left open ends with its paragraph."""
    out: list[tuple[int, int]] = []
    opened = -1
    for match in _MARK.finditer(text):
        mark = match.group()
        if opened >= 0 and mark in '»”"\n':
            out.append((opened, match.start()))
            opened = -1
        elif mark in '«“"':
            opened = match.end()
    if opened >= 0:
        out.append((opened, len(text)))
    return tuple(out)


def is_within(stretches: tuple[tuple[int, int], ...], offset: int) -> bool:
    """Tell whether *offset* lies in one of the ordered *stretches*."""
    index = bisect.bisect_right(stretches, offset, key=lambda s: s[0]) - 1
    return index >= 0 and offset < stretches[index][1]
