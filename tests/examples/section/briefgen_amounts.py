"""Sums of money as a section of a briefing."""

import re
from collections.abc import Iterator

from briefgen import Briefing, Finding, Span
from briefgen.model import Document

_AMOUNT = re.compile(r"\$(\d+) (million|billion)")
_ZEROS = {"million": "000000", "billion": "000000000"}


def find(document: Document, briefing: Briefing) -> Iterator[Finding]:
    """Yield the sums that the text names."""
    del briefing
    for match in _AMOUNT.finditer(document.text):
        value = f"USD {match[1]}{_ZEROS[match[2]]}"
        yield Finding(Span(*match.span()), label="Sum", value=value)
