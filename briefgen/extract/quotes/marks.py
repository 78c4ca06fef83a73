"""Quotation marks: from a text to the stretches that stand between them.

One pass over the marks of the text, with a stack. National habits are not asked for:
« », “ ”, „ “, ‹ ›, << >>, "straight", ‘single’ and 'straight single' marks open and close
by their shape and their neighbours. The odd cases:

- a closing mark without an opening one is no mark;
- an opening mark without a closing one runs to the end of its paragraph, single ones to nowhere;
- a paragraph that begins with a new opening mark goes on with the quotation that was left open
  in the one before: the quotation then has several parts;
- a quotation may go over a paragraph's end when the next mark of its kind closes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefgen.model import Span


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch between quotation marks that stands in no other one."""

    outer: Span
    "with its marks"
    parts: tuple[Span, ...]
    "without marks and the blanks beside them; several when marks were opened again"
    is_closed: bool
    "False when the paragraph's end closed it"

    @property
    def inner(self) -> Span:
        """From the start of the first part to the end of the last."""
        return Span(self.parts[0].start, self.parts[-1].end)


_EVENT = re.compile(r"<<|>>|``|''|[«»‹›“”„‟\"‘’‚']|\n\s*\n\s*|\n")
_CLOSERS = {"«": "»", "‹": "›", "“": "”", "„": "“", "‟": "”", "<<": ">>", "``": "''", "‘": "’"}
_SELF_CLOSING = {'"', "'", "''"}
_SINGLE = {"‘", "’", "'", "‚"}
_Event = tuple[str, int, int]
"a mark or line break, with its place"
MAX_CAPTION = 300  # characters of a paragraph inside a quotation that is none of its own
MAX_SINGLE = 1000  # characters between single marks; longer is an apostrophe gone astray


@dataclass(slots=True)
class _Open:
    mark: str
    closer: str
    start: int
    inner_start: int
    parts: list[tuple[int, int]] = field(default_factory=list)
    "of earlier paragraphs"
    paused_at: int = -1
    "where a paragraph of another text begins inside; -1 outside one"


def find_marked(text: str) -> tuple[Marked, ...]:
    """Return the outermost stretches between quotation marks, in text order."""
    events = [(m.group(), m.start(), m.end()) for m in _EVENT.finditer(text)]
    upcoming = _next_double_marks(events)
    found: list[Marked] = []
    stack: list[_Open] = []
    skip_mark_at = -1
    for i, (mark, start, end) in enumerate(events):
        if mark[0] == "\n":
            _end_paragraph(text, start, end, stack, upcoming[i], found)
            if stack and stack[0].parts and stack[0].inner_start > end:
                skip_mark_at = end
            continue
        if start == skip_mark_at:
            continue
        _take_mark(text, mark, start, end, stack, found)
    if stack:
        _close_all(text, len(text), stack, found)
    return tuple(found)


def _take_mark(
    text: str, mark: str, start: int, end: int, stack: list[_Open], found: list[Marked]
) -> None:
    depth = _closes(text, mark, start, end, stack)
    if depth is not None:
        opened = stack[depth]
        del stack[depth:]
        if not stack:
            _add(text, opened, start, end, found, is_closed=True)
        return
    closer = _opens(text, mark, start, end, stack)
    if closer is not None:
        stack.append(_Open(mark, closer, start, end))


def _closes(text: str, mark: str, start: int, end: int, stack: list[_Open]) -> int | None:
    """Return the place in *stack* of the mark that *mark* closes, if it closes one."""
    if mark in _SINGLE and not _ends_word(text, start, end):
        return None
    for depth in range(len(stack) - 1, max(-1, len(stack) - 4), -1):
        opened = stack[depth]
        if mark == opened.closer or (mark == "”" and opened.mark in {'"', "„", "”"}):
            if mark in _SINGLE and start - opened.start > MAX_SINGLE:
                return None
            if mark == '"' and depth == len(stack) - 1 and _begins_word(text, start, end):
                return None if _is_pair_ahead(text, start, end) else depth
            return depth
        if mark == '"' and opened.mark in {"“", "”"}:
            return depth
        if mark == "“" and opened.mark == '"' and _ends_word(text, start, end):
            return depth
        if mark == "«" and opened.mark == "»":
            return depth
    return None


def _opens(text: str, mark: str, start: int, end: int, stack: list[_Open]) -> str | None:
    """Return the closing mark to wait for if *mark* opens a stretch here."""
    if mark in _SINGLE:
        if mark not in {"‘", "'"} or stack or not _begins_word(text, start, end):
            return None
        if text[end : end + 1].isdigit():
            return None  # the '90s
        return "’" if mark == "‘" else "'"
    if mark == '"':
        before = text[start - 1 : start]
        return None if before.isdigit() and not stack else '"'
    if mark == "”":
        return "”" if not stack and _begins_word(text, start, end) else None
    if mark == "“" and stack and stack[-1].mark == "“":
        return None  # opened again inside a paragraph: a slip, not a nested quotation
    return _CLOSERS.get(mark)


def _begins_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return (not before or before.isspace() or before in "([{—–-«“\"'’‘") and (
        bool(after) and not after.isspace() and after not in ",.;:!?)]}»”"
    )


def _ends_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return bool(before) and not before.isspace() and not (after and after.isalnum())


def _is_pair_ahead(text: str, start: int, end: int) -> bool:
    """Tell whether a straight mark that looks like an opening one has its own partner.

    True when an odd number of straight marks follows in the sentence's surroundings: then
    this mark opens, and the one before it was never closed.
    """
    window = text[end : end + 400].split("\n", 1)[0]
    return window.count('"') % 2 == 1 and start > 0


def _next_double_marks(events: list[_Event]) -> list[_Event | None]:
    """For each event, the next mark after it that is not a single one."""
    upcoming: list[_Event | None] = [None] * len(events)
    following: _Event | None = None
    for i in range(len(events) - 1, -1, -1):
        upcoming[i] = following
        if events[i][0][0] != "\n" and events[i][0] not in _SINGLE:
            following = events[i]
    return upcoming


def _end_paragraph(
    text: str,
    start: int,
    end: int,
    stack: list[_Open],
    upcoming: _Event | None,
    found: list[Marked],
) -> None:
    if not stack:
        return
    opened = stack[0]
    if opened.mark in _SINGLE:
        stack.clear()
        return
    reopening = next((m for m in (opened.mark, opened.closer) if text.startswith(m, end)), None)
    if reopening is None and upcoming is not None and _is_over_caption(text, opened, end, upcoming):
        opened.paused_at = start
        return
    if reopening is not None and _reopens(text, opened, reopening, end):
        del stack[1:]
        opened.parts.append(
            (opened.inner_start, start if opened.paused_at < 0 else opened.paused_at)
        )
        opened.paused_at = -1
        opened.inner_start = end + len(reopening)
    elif upcoming is not None and _goes_on(text, opened, upcoming):
        del stack[1:]
    else:
        _close_all(text, start, stack, found)


def _is_over_caption(text: str, opened: _Open, end: int, upcoming: _Event) -> bool:
    """Tell whether the quotation goes on under one paragraph without marks, like a caption."""
    mark, start, _ = upcoming
    between = text[end:start]
    return (
        mark == opened.mark
        and start - end <= MAX_CAPTION
        and between.endswith("\n")
        and between.strip("\n").count("\n") == 0
    )


def _reopens(text: str, opened: _Open, mark: str, start: int) -> bool:
    """Tell whether *mark*, at the head of a paragraph, goes on with the quotation left open."""
    end = start + len(mark)
    if opened.mark in _SELF_CLOSING:
        return _begins_word(text, start, end)
    return mark == opened.mark or text[end : end + 2].lstrip(" \u00a0\u202f")[:1].isalnum()


def _goes_on(text: str, opened: _Open, upcoming: _Event) -> bool:
    """Tell whether the next mark, in a later paragraph, closes what is open."""
    mark, start, end = upcoming
    if mark != opened.closer:
        return False
    return mark not in _SELF_CLOSING or (
        _ends_word(text, start, end) and not _begins_word(text, start, end)
    )


def _close_all(text: str, at: int, stack: list[_Open], found: list[Marked]) -> None:
    opened = stack[0]
    stack.clear()
    if opened.mark not in _SINGLE:
        _add(text, opened, at, at, found, is_closed=False)


def _add(
    text: str, opened: _Open, end: int, outer_end: int, found: list[Marked], *, is_closed: bool
) -> None:
    parts = [_trim(text, a, b) for a, b in [*opened.parts, (opened.inner_start, end)]]
    parts = [part for part in parts if len(part)]
    if parts:
        outer = _trim(text, opened.start, outer_end)
        found.append(Marked(outer, tuple(parts), is_closed))


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
