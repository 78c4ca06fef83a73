"""A text that is put together block by block, and the marks over it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.model import Mark, MarkKind, Span
from briefgen.readers.decode import clean

_BLANKS = re.compile(r"[ \t\n\r\f\v]+")


class MarkedText:
    """Blocks stand apart by a blank line; marks are laid from a remembered place to here."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.marks: list[Mark] = []
        self._is_at_start = True
        self._owes_blank = False
        self._owes_break = False

    @property
    def next_place(self) -> int:
        """Where the next visible character will stand."""
        if self._is_at_start:
            return self.length + 2 if self.length else 0
        return self.length + (1 if self._owes_blank or self._owes_break else 0)

    def end_block(self) -> None:
        """Make what follows a new block; blocks without words leave no trace."""
        self._is_at_start = True
        self._owes_blank = self._owes_break = False

    def add(self, words: str) -> None:
        """Append *words* as they are (already clean)."""
        if not words:
            return
        if self._is_at_start:
            if self.length:
                self._append("\n\n")
            self._is_at_start = False
        elif self._owes_break:
            self._append("\n")
        elif self._owes_blank:
            self._append(" ")
        self._owes_blank = self._owes_break = False
        self._append(words)

    def add_flowing(self, words: str) -> None:
        """Append *words* of a markup language: clean, each run of blanks as one space."""
        words = _BLANKS.sub(" ", clean(words)[0])
        core = words.strip(" ")
        if not core.strip():
            self._owes_blank = self._owes_blank or (bool(words) and not self._is_at_start)
            return
        if words[0] == " " and not self._is_at_start:
            self._owes_blank = True
        self.add(core)
        self._owes_blank = words[-1] == " "

    def break_line(self) -> None:
        """Begin a new line within the block; two in a row begin a new block."""
        if self._owes_break:
            self.end_block()
        elif not self._is_at_start:
            self._owes_break = True

    def mark(self, kind: MarkKind, start: int, target: str = "") -> None:
        """Lay a mark from *start* to here; an empty one is dropped."""
        if start < self.length:
            self.marks.append(Mark(kind, Span(start, self.length), target))

    def finish(self) -> tuple[str, tuple[Mark, ...]]:
        """Return the text and its marks, by start and widest first."""
        order = sorted(self.marks, key=lambda mark: (mark.span.start, -mark.span.end))
        return "".join(self.parts), tuple(order)

    def _append(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)


def moved(marks: Sequence[Mark], by: int) -> tuple[Mark, ...]:
    """Return *marks* for a text that lost its first *by* characters."""
    return tuple(
        Mark(mark.kind, Span(mark.span.start - by, mark.span.end - by), mark.target)
        for mark in marks
        if mark.span.start >= by
    )
