"""The opening of a dispatch: its dateline, and the sentence that follows it.

The dateline dates the first sentence's main event, unless that sentence dates it to another day
itself: then the dateline is idle and no entry of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.extract.timeline import calendar
from briefgen.extract.timeline.clause import Clause, governing_verb, hangs_on, near
from briefgen.extract.timeline.dateline import dateline_end
from briefgen.extract.timeline.passage import sentence_at
from briefgen.model import Document, Span, Timex, Token

MAX_TIMEXES = 8  # expressions among which the dateline's is looked for
MAX_LEAD = 8  # characters (« Dans la ») before an expression that opens the sentence
MAX_TOKENS = 600  # tokens in which the first sentence's main verb is looked for


@dataclass(frozen=True, slots=True)
class Opening:
    """A dateline and its sentence."""

    timex: Timex
    text_start: int
    "where the dateline ends and the sentence's own words begin"
    sentence: Span
    "dateline included"

    @property
    def day(self) -> dt.date | None:
        """The day of the dateline; None when it gives no single day."""
        reach = calendar.bounds(self.timex.value)
        return reach[0] if reach and reach[0] == reach[1] else None


def find_opening(document: Document, timexes: Sequence[Timex]) -> Opening | None:
    """Return the opening of *document*; None without a dateline."""
    for timex in timexes[:MAX_TIMEXES] if document.sentences else ():
        start = dateline_end(document.text, timex.span.start, timex.span.end)
        if start:
            first = max(sentence_at(document, timex.span.start), 0)
            last = max(sentence_at(document, start), 0)
            span = Span(document.sentences[first].start, document.sentences[last].end)
            return Opening(timex, min(start, span.end), span)
    return None


def opening_clause(document: Document, opening: Opening) -> Clause:
    """Return what the dateline dates: the first sentence, by its main verb."""
    span = near(
        Span(opening.text_start, opening.sentence.end), opening.text_start, opening.text_start
    )
    return Clause(span, _root(document, opening), is_main=True)


def is_idle(document: Document, opening: Opening, entries: Sequence[Timex]) -> bool:
    """Tell whether the first sentence dates its main verb to another day than the dateline."""
    root = _root(document, opening)
    others = [e for e in entries if e is not opening.timex and opening.sentence.contains(e.span)]
    reaches = [(entry, calendar.bounds(entry.value)) for entry in others]
    if root is None or any(reach and reach[0] == opening.day for _, reach in reaches):
        return False
    return any(
        reach is not None
        and reach[0] == reach[1]
        and _dates_the_verb(document, opening, entry.span, root)
        for entry, reach in reaches
    )


def _dates_the_verb(document: Document, opening: Opening, span: Span, root: Token) -> bool:
    """Tell whether *span* opens the sentence, or is an adjunct of its main verb."""
    if span.start - opening.text_start <= MAX_LEAD:
        return True
    is_main = governing_verb(document, span.start, span.end) == root
    return is_main and hangs_on(document, span.start, span.end, root)


def _root(document: Document, opening: Opening) -> Token | None:
    if not document.is_parsed:
        return None
    roots = (
        token
        for token in document.tokens[:MAX_TOKENS]
        if opening.text_start <= token.start < opening.sentence.end and token.head == token.index
    )
    return next(roots, None)
