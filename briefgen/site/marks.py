"""The article's text with everything found in it marked: nested, well-formed, lossless.

Marks may overlap each other freely; HTML elements may not. So each layer of marks is cut
where a mark of an outer layer begins or ends, and the pieces are nested. The text is gone
through once: time grows with the marks, however long a paragraph is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from operator import itemgetter

from markupsafe import Markup

from briefgen.model import Span
from briefgen.site.written import written

_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Highlight:
    """An element around a stretch of text."""

    span: Span
    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    anchor: str | None = None
    "the id of the first piece, when the mark is cut in several"
    tail: Markup = field(default_factory=Markup)
    "what follows the text inside the last piece: a way back"


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
    begun = _by_start(layers, within)
    ends = {min(mark.span.end, within.end) for marks in begun.values() for _, mark in marks}
    cuts = sorted({within.start, within.end, *begun, *ends})
    html: list[str] = []
    open_marks: list[tuple[int, Highlight]] = []
    "outermost first, each with the number of its layer"
    for position, end in pairwise(cuts):
        open_marks = _change(open_marks, begun.get(position, ()), position, html)
        html.append(written(text[position:end]))
    _change(open_marks, (), within.end, html)
    return Markup("".join(html))  # noqa: S704 - every piece is escaped


def _by_start(
    layers: Sequence[Sequence[Highlight]], within: Span
) -> dict[int, list[tuple[int, Highlight]]]:
    """Return the marks of *layers*, by number of the layer, at the places where they begin."""
    begun: dict[int, list[tuple[int, Highlight]]] = {}
    for number, layer in enumerate(layers):
        first = bisect_right(layer, within.start, key=_end_of)
        for mark in islice(layer, first, None):
            if mark.span.start >= within.end:
                break
            if mark.span.start < mark.span.end:
                begun.setdefault(max(mark.span.start, within.start), []).append((number, mark))
    return begun


def _end_of(mark: Highlight) -> int:
    return mark.span.end


def _change(
    before: list[tuple[int, Highlight]],
    begun: Sequence[tuple[int, Highlight]],
    position: int,
    html: list[str],
) -> list[tuple[int, Highlight]]:
    """Close and open elements at *position*; return the marks that are open behind it.

    An element that closes closes those inside it; those that go on are opened anew.
    """
    lasting = [pair for pair in before if pair[1].span.end > position]
    after = sorted([*lasting, *begun], key=itemgetter(0)) if begun else lasting
    same = 0
    for old, new in zip(before, after, strict=False):
        if old is not new:
            break
        same += 1
    html += [_end_tag(mark, position) for _, mark in reversed(before[same:])]
    html += [_start_tag(mark, position) for _, mark in after[same:]]
    return after


def _start_tag(mark: Highlight, position: int) -> str:
    attributes = "".join([f' {name}="{written(value)}"' for name, value in mark.attributes])
    if mark.anchor and position == mark.span.start:
        return f'<{mark.tag} id="{written(mark.anchor)}"{attributes}>'
    return f"<{mark.tag}{attributes}>"


def _end_tag(mark: Highlight, position: int) -> str:
    return f"{mark.tail if position == mark.span.end else ''}</{mark.tag}>"
