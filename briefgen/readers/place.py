"""Where words of an article stand in the file it was read from."""

from __future__ import annotations

from pathlib import Path

from briefgen.model import Article, Span
from briefgen.readers.decode import clean

_PROBE = 40  # characters looked for; markup may begin after them
_LEAST = 8
_TEXT_FILES = frozenset({".md", ".markdown", ".txt", ".text", ".html", ".htm", ".xml", ".nitf"})


def place_of(span: Span, article: Article, file: Path) -> tuple[int, int]:
    """Return line and column, from 1, of the words at *span* of *article* in *file*.

    (1, 1) when they are not found there as they stand in the article: markup may split
    them, and a PDF has no lines.
    """
    if file.suffix.lower() not in _TEXT_FILES:
        return 1, 1
    try:
        text, _ = clean(file.read_bytes().decode("utf-8-sig", "replace"))
    except OSError:
        return 1, 1
    words = article.text[span.start : span.end].partition("\n")[0][:_PROBE]
    for size in (len(words), _LEAST):
        probe = words[:size]
        place = _nth(text, probe, article.text.count(probe, 0, span.start)) if probe else -1
        if place >= 0:
            return text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
    return 1, 1


def _nth(text: str, words: str, earlier: int) -> int:
    """Return where *words* stand in the body of *text*, past *earlier* others; -1 for nowhere."""
    at = _body(text) - 1
    for _ in range(earlier + 1):
        further = text.find(words, at + 1)
        if further < 0:
            return -1
        at = further
    return at


def _body(text: str) -> int:
    """Return where the front matter ends, 0 without one."""
    end = text.find("\n---", 3) if text.startswith("---") else -1
    return max(end, 0)
