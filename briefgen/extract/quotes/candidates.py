"""A possible quotation, before it is weighed against the others that claim the same words."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.extract.quotes.reading import QUOTE_MARKS, Reading
from briefgen.model import QuoteType, Span

_STRAY = frozenset("«»“”„") | {">>", "<<"}
_TRAILING = frozenset(" \t\n\u00a0\u202f.,;:–—-")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Content, cue and source of what may be a quotation."""

    content: tuple[Span, ...]
    type: QuoteType
    cue: Span | None
    source: int | None
    "head token of the source phrase"
    order: int
    "token of the cue, or of the content without one; later steps look back from here"
    speaker: Span | None = None
    "when the source is no phrase on the tree, as in a signature"
    weight: int = 0
    "wins over others that claim the same words"

    @property
    def extent(self) -> Span:
        """From the start of the content to its end."""
        return Span(self.content[0].start, self.content[-1].end)


def content_of(
    reading: Reading, first: int, last: int
) -> tuple[tuple[Span, ...], QuoteType] | None:
    """Return the content in tokens *first* to *last* (half-open) and its type.

    A single quotation without further words is direct and loses its marks; words with a
    quotation among them are mixed and keep them. None when nothing is left.
    """
    tokens = reading.tokens
    while first < last and tokens[first].pos == "PUNCT" and reading.is_free(first):
        first += 1
    while last > first and reading.is_free(last - 1) and _is_trailing(reading, last - 1):
        last -= 1
    if first >= last:
        return None
    inside = {n for n in reading.within[first:last] if n >= 0}
    if len(inside) == 1:
        marked = reading.marked[next(iter(inside))]
        if all(not reading.is_free(k) for k in range(first, last)):
            return tuple(without_comma(reading.text, p) for p in marked.parts), QuoteType.DIRECT
    start, end = tokens[first].start, tokens[last - 1].end
    for n in inside:  # a quotation that begins inside ends inside
        start = min(start, reading.marked[n].outer.start)
        end = max(end, reading.marked[n].outer.end)
    return (Span(start, end),), QuoteType.MIXED if inside else QuoteType.INDIRECT


def _is_trailing(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    if token.text in QUOTE_MARKS:
        return token.text in _STRAY  # a closing mark that closes nothing
    return token.pos == "PUNCT" and token.text not in {")", "]"}


def without_comma(text: str, span: Span) -> Span:
    """Leave out the comma that English puts before a closing mark."""
    end = span.end
    while end > span.start and text[end - 1] in ", \u00a0\u202f\n":
        end -= 1
    return Span(span.start, end) if end > span.start else span
