"""What a reader has in mind at a place of the text: sentence, quotation, last mentioned dates."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass

from briefgen.extract.timeline import calendar
from briefgen.model import Document

MEMORY = 3  # sentences after which a mentioned date no longer anchors the next
STORY_MEMORY = 1  # sentences for which a date of another time lends its year to a bare day or month

_DAY_LENGTH = len("2012-07-02")
_MARK = re.compile(r"[«“»”\"\n]")


@dataclass(slots=True)
class Memory:
    """The last mentioned date, day, evening, and what sets the scene, with their sentences."""

    date: str = ""
    date_sentence: int = -1
    day: str = ""
    day_sentence: int = -1
    front: str = ""
    front_sentence: int = -1
    evening: str = ""
    evening_sentence: int = -1
    scene: str = ""
    scene_sentence: int = -1
    scene_opens: bool = False

    def note(self, value: str, sentence: int, *, opens: bool = False) -> None:
        """Keep *value* if it is a calendar date; *opens* tells that it opens its sentence."""
        value, _, part = value.partition("/")[0].partition("T")
        if calendar.bounds(value) is None:
            return
        self.date, self.date_sentence = value, sentence
        is_day = len(value) == _DAY_LENGTH and "W" not in value
        if is_day:
            self.day, self.day_sentence = value, sentence
            if opens:
                self.front, self.front_sentence = value, sentence
        if part in ("EV", "NI"):
            self.evening, self.evening_sentence = value, sentence
        if opens or len(value) != len("2012"):
            self.scene, self.scene_sentence, self.scene_opens = value, sentence, opens

    def reference(self, sentence: int) -> str:
        """Return the last mentioned date, if it is not too far back."""
        return self.date if sentence - self.date_sentence <= MEMORY else ""

    def last_day(self, sentence: int) -> str:
        """Return the last mentioned day, if it is not too far back."""
        return self.day if sentence - self.day_sentence <= MEMORY else ""

    def front_day(self, sentence: int) -> str:
        """Return the last day that opened a sentence, if it is not too far back."""
        return self.front if sentence - self.front_sentence <= MEMORY else ""

    def last_evening(self, sentence: int) -> str:
        """Return the day of the last mentioned evening, if it is not too far back."""
        return self.evening if sentence - self.evening_sentence <= MEMORY else ""

    def story(self, sentence: int) -> str:
        """Return the date that sets the scene here.

        In its own sentence a day or month does, or a year in front; in the next one, only
        what stood in front.
        """
        reach = STORY_MEMORY if self.scene_opens else 0
        return self.scene if sentence - self.scene_sentence <= reach else ""


def sentence_at(document: Document, offset: int) -> int:
    """Return the position of the sentence that holds *offset*; -1 without sentences."""
    return bisect.bisect_right(document.sentences, offset, key=lambda s: s.start) - 1


def quoted_stretches(text: str) -> tuple[tuple[int, int], ...]:
    """Return what stands between quotation marks.

    A mark left open ends with its paragraph, unless the next mark in the text closes it.
    """
    out: list[tuple[int, int]] = []
    opened, broken = -1, -1
    for match in _MARK.finditer(text):
        mark = match.group()
        if opened < 0:
            opened = match.end() if mark in '«“"' else -1
        elif mark == "\n":
            broken = match.start() if broken < 0 else broken
        elif mark in "»”" or (mark == '"' and broken < 0):
            out.append((opened, match.start()))
            opened = broken = -1
        else:  # opened anew: the mark before was never closed
            if broken >= 0:
                out.append((opened, broken))
                opened = match.end()
            broken = -1
    if opened >= 0:
        out.append((opened, broken if broken >= 0 else len(text)))
    return tuple(out)


def is_within(stretches: tuple[tuple[int, int], ...], offset: int) -> bool:
    """Tell whether *offset* lies in one of the ordered *stretches*."""
    index = bisect.bisect_right(stretches, offset, key=lambda s: s[0]) - 1
    return index >= 0 and offset < stretches[index][1]
