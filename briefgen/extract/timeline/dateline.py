"""The dateline: place, day and agency before the first words of a dispatch."""

from __future__ import annotations

import re

MAX_BEFORE = 60  # characters of the line before the date: the place
MAX_OPENING = 1500  # characters of headlines and notices in which a dateline may still come
_AFTER_DATE = re.compile(r"\s{0,9}+(?:\([^()\n]{1,30}\)\s{0,9}+)?\.?\s{0,9}+[-–—]{1,2}\s")
_BARE = re.compile(r"\s{1,9}+(?=[A-ZÀ-Ý])")


def dateline_end(text: str, start: int, end: int) -> int:
    """Return where the dateline ends, if the date [start, end) is in one; else 0.

    « 3 juillet 2012. - Le CERN », « PARIS, 3 juillet (AFP) — Le », and, as the first words of
    the text, "Thursday, May 7, 2015 On Tuesday".
    """
    if end > MAX_OPENING:
        return 0
    line = text.rfind("\n", 0, start) + 1
    if start - line > MAX_BEFORE or any(mark in text[line:start] for mark in '.!?;:«“"'):
        return 0
    match = _AFTER_DATE.match(text, end)
    if match is None and not text[:start].strip():
        match = _BARE.match(text, end)
    return match.end() if match else 0
