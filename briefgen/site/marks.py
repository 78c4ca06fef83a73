"""The article's text with everything found in it marked: nested, well-formed, lossless.

Marks may overlap each other freely; HTML elements may not. So each layer of marks is cut
where a mark of an outer layer begins or ends, and the pieces are nested.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from briefgen.model import Span

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
    return Markup("".join(_pieces(text, within, _near(layers, within))))  # noqa: S704 - every piece is escaped


def _pieces(text: str, within: Span, layers: Sequence[Sequence[Highlight]]) -> Iterator[str]:
    """Yield HTML; as plain strings, since joining `Markup` escapes every piece once more."""
    if not layers:
        yield str(escape(within.of(text)))
        return
    outer, inner = layers[0], layers[1:]
    position = within.start
    for mark in outer:
        start, end = max(mark.span.start, within.start), min(mark.span.end, within.end)
        if start >= end:
            continue
        if position < start:
            between = Span(position, start)
            yield from _pieces(text, between, _near(inner, between))
        piece = Span(start, end)
        yield _element(mark, piece, "".join(_pieces(text, piece, _near(inner, piece))))
        position = end
    if position < within.end:
        rest = Span(position, within.end)
        yield from _pieces(text, rest, _near(inner, rest))


def _near(layers: Sequence[Sequence[Highlight]], within: Span) -> list[list[Highlight]]:
    start, end = within.start, within.end
    near = (
        [mark for mark in layer if mark.span.start < end and start < mark.span.end]
        for layer in layers
    )
    return [layer for layer in near if layer]


def _element(mark: Highlight, piece: Span, inside: str) -> str:
    attributes = list(mark.attributes)
    if mark.anchor and piece.start == mark.span.start:
        attributes.insert(0, ("id", mark.anchor))
    tail = mark.tail if piece.end == mark.span.end else ""
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes)
    return f"<{mark.tag}{written}>{inside}{escape(tail)}</{mark.tag}>"
