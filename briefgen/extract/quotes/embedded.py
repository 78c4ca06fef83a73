"""Cues inside the marks: ``« A, dit-il, B »`` says A and B, and the cue is the journalist's."""

from __future__ import annotations

from briefgen.extract.quotes.candidates import Candidate, without_comma
from briefgen.extract.quotes.lexicon import Frame
from briefgen.extract.quotes.predicates import Predicate
from briefgen.extract.quotes.reading import Reading
from briefgen.extract.quotes.sources import can_speak
from briefgen.extract.quotes.verb_groups import is_clitic_subject
from briefgen.model import QuoteType, Span

MAX_SOURCE = 16  # tokens between an inner cue and the comma that ends its clause


def embedded(reading: Reading, predicate: Predicate) -> Candidate | None:
    """Return the quotation that *predicate*, standing inside it, interrupts or closes."""
    n = reading.within[predicate.verb]
    source = predicate.source
    if n < 0 or Frame.DIRECT not in predicate.frames or not predicate.is_finite:
        return None
    if source is None or not predicate.source_follows or reading.within[source] != n:
        return None
    before = predicate.first - 1
    if reading.word(before) != "," or not (
        is_clitic_subject(reading, source) or can_speak(reading, source)
    ):
        return None
    inner = reading.marked[n].inner
    end = _clause_end(reading, max(predicate.last, source + 1), n)
    if end is None:
        return None
    parts = [Span(inner.start, reading.tokens[before].start)]
    if reading.tokens[end].end < inner.end:
        parts.append(Span(reading.tokens[end].end, inner.end))
    content = tuple(
        without_comma(reading.text, _trim(reading.text, part)) for part in parts if len(part)
    )
    return Candidate(
        content, QuoteType.DIRECT, predicate.cue(reading), source, predicate.verb, weight=3
    )


def _clause_end(reading: Reading, index: int, n: int) -> int | None:
    """Return the mark that ends the inner reporting clause."""
    for k in range(index, min(index + MAX_SOURCE, len(reading.tokens))):
        if reading.word(k) in {",", ".", ";", ":"} or reading.within[k] != n:
            return k if reading.within[k] == n else None
        if reading.tokens[k].pos in {"VERB", "AUX"}:
            return None
    return None


def _trim(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
