"""The article's text with everything found in it marked: nested, well-formed, lossless.

Marks may overlap each other freely; HTML elements may not. So each layer of marks is cut
where a mark of an outer layer begins or ends, and the pieces are nested. The text is gone
through once: time grows with the marks, however long a paragraph is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import itemgetter
from sys import maxsize
from typing import NamedTuple

from markupsafe import Markup

from briefgen.model import Span
from briefgen.site.written import written

Open = tuple[int, int, "Highlight"]
"number of a mark's layer, the place where it ends, the mark"

Begun = dict[int, list[Open]]
"marks by the place where they begin"

_PARAGRAPH = re.compile(r"[^\n]+")


class Highlight(NamedTuple):
    """An element around a stretch of text."""

    span: Span
    tag: str
    attributes: str = ""
    "HTML, with a blank before each"
    anchor: str | None = None
    "the id of the first piece, when the mark is cut in several"
    tail: str = ""
    "HTML that follows the text inside the last piece: a way back"


class Ground:
    """Which characters of a text are taken, so that links never nest."""

    def __init__(self, text: str) -> None:
        """Begin with all of *text* free."""
        self._taken = bytearray(len(text))

    def is_free(self, span: Span) -> bool:
        """Tell whether no character of *span* is taken."""
        return 1 not in self._taken[span.start : span.end]

    def take(self, spans: Iterable[Span]) -> None:
        """Take the characters of *spans*."""
        for span in spans:
            self._taken[span.start : span.end] = b"\1" * len(span)


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the paragraphs of *text*: its lines that hold more than blanks."""
    lines = (Span(match.start(), match.end()) for match in _PARAGRAPH.finditer(text))
    return tuple(line for line in lines if line.of(text).strip())


def layered(marks: Iterable[Highlight]) -> tuple[tuple[Highlight, ...], ...]:
    """Return *marks* in layers, outermost first, so that no two of one layer overlap."""
    layers: list[list[Highlight]] = []
    for mark in sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)):
        for layer in layers:
            if layer[-1].span.end <= mark.span.start:
                layer.append(mark)
                break
        else:
            layers.append([mark])
    return tuple(tuple(layer) for layer in layers)


def mark_text(text: str, within: Span, layers: Sequence[Sequence[Highlight]]) -> Markup:
    """Return the part *within* of *text* as HTML, wrapped in the marks of *layers*.

    *layers* go from the outermost to the innermost; the marks of one layer are in text
    order and do not overlap. Without its tags and tails, the result is the escaped text.
    """
    return mark_blocks(text, (within,), layers)[0]


def mark_blocks(
    text: str, blocks: Sequence[Span], layers: Sequence[Sequence[Highlight]]
) -> list[Markup]:
    """Return each of *blocks*, parts of *text* in its order, as `mark_text` does."""
    marked = zip(blocks, _by_block(blocks, layers), strict=True)
    return [_mark_block(text, block, begun) for block, begun in marked]


def _by_block(blocks: Sequence[Span], layers: Sequence[Sequence[Highlight]]) -> list[Begun]:
    """Return for each block the marks of *layers*, at the places in it where they begin."""
    found: list[Begun] = [{} for _ in blocks]
    ends = [block.end for block in blocks]
    for number, layer in enumerate(layers):
        for mark in layer:
            start, end = mark.span.start, mark.span.end
            place = bisect_right(ends, start) if start < end else len(blocks)
            while place < len(blocks) and blocks[place].start < end:
                position = max(start, blocks[place].start)
                found[place].setdefault(position, []).append((number, end, mark))
                place += 1
    return found


def _mark_block(text: str, block: Span, begun: Begun) -> Markup:
    last = block.end
    ends = {end for marks in begun.values() for _, end, _ in marks}
    cuts = sorted({block.start, last, *begun, *[end for end in ends if end < last]})
    html: list[str] = []
    stack: list[Open] = []
    for position, end in pairwise(cuts):
        if position in begun or position in ends:
            _change(stack, begun.get(position, ()), position, html)
        html.append(written(text[position:end]))
    _change(stack, (), last, html)
    html += [_end_tag(mark, last) for _, _, mark in reversed(stack)]
    return Markup("".join(html))  # noqa: S704 - every piece is escaped


def _change(stack: list[Open], begun: Sequence[Open], position: int, html: list[str]) -> None:
    """Close and open elements at *position*.

    *stack* holds the open marks, outermost first. An element that closes closes those inside
    it; those that go on are opened anew.
    """
    outermost = begun[0][0] if begun else maxsize
    for depth, (number, end, _) in enumerate(stack):
        if number > outermost or end <= position:
            closed = stack[depth:]
            del stack[depth:]
            lasting = [one for one in closed if one[1] > position]
            if lasting:
                begun = sorted([*lasting, *begun], key=itemgetter(0))
            for *_, mark in reversed(closed):
                html.append(_end_tag(mark, position))
            break
    for one in begun:
        stack.append(one)
        html.append(_start_tag(one[2], position))


def _start_tag(mark: Highlight, position: int) -> str:
    if mark.anchor and position == mark.span.start:
        return f'<{mark.tag} id="{written(mark.anchor)}"{mark.attributes}>'
    return f"<{mark.tag}{mark.attributes}>"


def _end_tag(mark: Highlight, position: int) -> str:
    return f"{mark.tail if position == mark.span.end else ''}</{mark.tag}>"
