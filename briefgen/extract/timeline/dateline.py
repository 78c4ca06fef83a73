"""The dateline: place, day and agency before the first words of a dispatch."""

from __future__ import annotations

import re

MAX_DATELINE = 90  # characters
_AFTER_DATE = re.compile(r"\s*(?:\([^()\n]{1,30}\)\s*)?\.?\s*(?:[-–—]{1,2})\s")


def dateline_end(text: str, date_end: int) -> int:
    """Return where the dateline ends, if a date that ends at *date_end* is in one; else 0.

    « 3 juillet 2012. - Le CERN », « PARIS, 3 juillet (AFP) — Le ».
    """
    if date_end > MAX_DATELINE or "\n\n" in text[:date_end].strip():
        return 0
    match = _AFTER_DATE.match(text, date_end)
    return match.end() if match else 0
