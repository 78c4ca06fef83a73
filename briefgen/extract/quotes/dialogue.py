"""Lines of dialogue that a dash opens: ``— A, répond X. B``."""

from __future__ import annotations

from briefgen.extract.quotes.candidates import Candidate
from briefgen.extract.quotes.lexicon import Frame
from briefgen.extract.quotes.predicates import Predicate
from briefgen.extract.quotes.reading import Reading
from briefgen.model import QuoteType, Span

DASHES = frozenset({"—", "–", "―", "-"})
MAX_LINE = 300  # tokens of a line of dialogue before its cue
MAX_CLAUSE = 16  # tokens of the reporting clause


def line_of_dialogue(reading: Reading, predicate: Predicate) -> Candidate | None:
    """Return what the line says in which *predicate* stands, if a dash opens the line.

    Only a verb with its source behind it tells a line of dialogue from an item of a list.
    """
    if not (predicate.is_finite and predicate.source_follows and Frame.DIRECT in predicate.frames):
        return None
    before = predicate.first - 1
    if before < 0 or reading.word(before) not in {",", "?", "!", "…"}:
        return None
    dash = _dash(reading, before)
    if dash is None or dash + 1 >= before:
        return None
    tokens = reading.tokens
    end = tokens[before].start if reading.word(before) == "," else tokens[before].end
    parts = (
        Span(tokens[dash + 1].start, len(reading.text[:end].rstrip())),
        *_rest(reading, predicate),
    )
    cue = predicate.cue(reading)
    return Candidate(parts, QuoteType.DIRECT, cue, predicate.source, predicate.verb, weight=3)


def _dash(reading: Reading, index: int) -> int | None:
    """Return the dash that opens the line of a token."""
    tokens = reading.tokens
    for k in range(index, max(-1, index - MAX_LINE), -1):
        if not reading.is_free(k):
            return None
        if k == 0 or "\n" in reading.text[tokens[k - 1].end : tokens[k].start]:
            return k if tokens[k].text in DASHES else None
    return None


def _rest(reading: Reading, predicate: Predicate) -> tuple[Span, ...]:
    """Return the rest of the line after the reporting clause."""
    tokens = reading.tokens
    source = predicate.source if predicate.source is not None else predicate.last
    first = max(predicate.last, source + 1)
    for k in range(first, min(first + MAX_CLAUSE, len(tokens))):
        if "\n" in reading.text[tokens[k - 1].end : tokens[k].start]:
            return ()
        if reading.word(k) in {",", ".", ";"}:
            return _to_line_end(reading, k + 1)
    return ()


def _to_line_end(reading: Reading, first: int) -> tuple[Span, ...]:
    if first >= len(reading.tokens):
        return ()
    start = reading.tokens[first].start
    gap = reading.text[reading.tokens[first - 1].end : start]
    end = reading.text.find("\n", start)
    end = len(reading.text) if end < 0 else end
    return () if "\n" in gap else (Span(start, len(reading.text[:end].rstrip())),)
