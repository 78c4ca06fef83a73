"""A briefing as lines of a terminal: sections first, then the text with its findings marked."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import click

from briefgen.model import Actor, Briefing, Confidence, Event, Quote, QuoteType, Span

_WORD = re.compile(r"\S+")
_STYLES: dict[str, dict[str, Any]] = {
    "quote": {"fg": "green"},
    "cue": {"fg": "green", "bold": True},
    "actor": {"underline": True},
    "timex": {"fg": "yellow"},
}


def paint(briefing: Briefing, width: int) -> str:
    """Return *briefing* in lines of at most *width* columns, styled; `click.echo` strips styles."""
    article = briefing.article
    facts = [str(article.published or "undated"), article.language, article.source.path]
    lines = [click.style(line, bold=True) for line in _wrapped(article.title, width)]
    lines.append(click.style(_plain(" · ".join(facts)), dim=True))
    lines += _section("Summary", (s.of(article.text) for s in briefing.summary), width)
    lines += _section("Actors", (_actor(a, briefing) for a in briefing.actors if a.key), width)
    lines += _section("Timeline", (_event(e) for e in briefing.timeline if e.key), width)
    lines += _section("Quotes", (_quote(q, briefing) for q in briefing.quotes), width)
    for section in briefing.sections:
        found = (f"{i.label}: {i.span.of(article.text)}" for i in section.items)
        lines += _section(section.title, found, width)
    lines += _section("To be checked", (note.message for note in briefing.notes), width)
    legend = ", ".join(click.style(name, **style) for name, style in _STYLES.items())
    lines += ["", f"{click.style('Article', bold=True, fg='cyan')} ({legend})"]
    lines += _text(briefing, width)
    return "\n".join(lines)


def _section(title: str, items: Iterator[str], width: int) -> Iterator[str]:
    for number, item in enumerate(items):
        if number == 0:
            yield ""
            yield click.style(title, bold=True, fg="cyan")
        first, *others = _wrapped(item, width - 2) or [""]
        yield f"• {first}"
        yield from (f"  {line}" for line in others)


def _actor(actor: Actor, briefing: Briefing) -> str:
    roles = dict.fromkeys(role.of(briefing.article.text) for role in actor.roles)
    return f"{actor.name} ({actor.type})" + (f": {', '.join(roles)}" if roles else "")


def _event(event: Event) -> str:
    return f"{event.timex.value or event.status}: {event.label} [{event.status}]"


def _quote(quote: Quote, briefing: Briefing) -> str:
    text = briefing.article.text
    words = " […] ".join(part.of(text) for part in quote.content)
    known = (actor.name for actor in briefing.actors if actor.id == quote.actor)
    phrase = quote.speaker.of(text) if quote.speaker else "?"
    doubt = " (not sure)" if quote.confidence is Confidence.LOW else ""
    shown = words if quote.type is QuoteType.INDIRECT else f"“{words}”"
    return f"{next(known, phrase)}{doubt}: {shown}"


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(_plain(text), width)


def _plain(text: str) -> str:
    """Return *text* without controls, as long as it was."""
    return "".join(c if c.isprintable() else " " for c in text)


def _text(briefing: Briefing, width: int) -> Iterator[str]:
    text = briefing.article.text
    marks = _marks(briefing)
    for paragraph in re.finditer(r"[^\n]+", text):
        yield ""
        for line in _lines(text, Span(*paragraph.span()), width):
            yield "".join(_painted(text, line, marks))


def _lines(text: str, paragraph: Span, width: int) -> Iterator[Span]:
    """Yield the lines of *paragraph*: as many words as fit in *width*, at least one."""
    start = end = None
    for match in _WORD.finditer(text, paragraph.start, paragraph.end):
        if start is not None and end is not None and match.end() - start > width:
            yield Span(start, end)
            start = None
        start = match.start() if start is None else start
        end = match.end()
    if start is not None and end is not None:
        yield Span(start, end)


def _marks(briefing: Briefing) -> Sequence[tuple[Span, str]]:
    named = [(m.span, "actor") for actor in briefing.actors for m in actor.mentions]
    said = [(part, "quote") for quote in briefing.quotes for part in quote.content]
    cues = [(quote.cue, "cue") for quote in briefing.quotes if quote.cue]
    return [*said, *cues, *((timex.span, "timex") for timex in briefing.timexes), *named]


def _painted(text: str, line: Span, marks: Sequence[tuple[Span, str]]) -> Iterator[str]:
    """Yield the pieces of *line* between the borders of marks, each in the styles over it."""
    near = [(span, name) for span, name in marks if span.overlaps(line)]
    borders = {line.start, line.end}
    for span, _ in near:
        borders |= {max(span.start, line.start), min(span.end, line.end)}
    places = sorted(borders)
    for start, end in pairwise(places):
        piece = Span(start, end)
        style: dict[str, Any] = {}
        for span, name in near:
            if span.contains(piece):
                style |= _STYLES[name]
        words = _plain(piece.of(text))
        yield click.style(words, **style) if style else words
