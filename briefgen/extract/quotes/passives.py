"""Passive reports with an agent: ``la hausse annoncée par X``, ``« A » lancé par X``."""

from __future__ import annotations

from briefgen.extract.quotes.candidates import Candidate, content_of, without_comma
from briefgen.extract.quotes.lexicon import Frame, SourceKind
from briefgen.extract.quotes.phrases import noun_of, phrase_tokens
from briefgen.extract.quotes.predicates import Predicate
from briefgen.extract.quotes.reading import Reading
from briefgen.extract.quotes.subjects import own_subject
from briefgen.model import QuoteType

MAX_SUBJECT = 40  # tokens of what was announced


def with_agent(reading: Reading, predicate: Predicate) -> Candidate | None:
    """Return what *predicate*, a passive, reports: the quotation or noun phrase before it."""
    if predicate.source is None:
        return None
    before = predicate.first - 1
    if reading.word(before) == ",":
        before -= 1
    if before >= 0 and not reading.is_free(before):
        return _quotation(reading, predicate, before)
    if Frame.OBJECT not in predicate.frames or not predicate.is_trusted or predicate.is_negated:
        return None
    phrase = _reported_phrase(reading, predicate)
    if phrase is None:
        return None
    content = content_of(reading, *phrase)
    if content is None:
        return None
    cue = predicate.cue(reading)
    return Candidate(content[0], content[1], cue, predicate.source, predicate.verb)


def _quotation(reading: Reading, predicate: Predicate, before: int) -> Candidate | None:
    if Frame.DIRECT not in predicate.frames:
        return None
    marked = reading.marked[reading.within[before]]
    content = tuple(without_comma(reading.text, part) for part in marked.parts)
    cue = predicate.cue(reading)
    return Candidate(content, QuoteType.DIRECT, cue, predicate.source, predicate.verb, weight=1)


def _reported_phrase(reading: Reading, predicate: Predicate) -> tuple[int, int] | None:
    """Return the tokens of the subject of a passive, or of the noun that a participle modifies."""
    token = reading.tokens[predicate.verb]
    if predicate.is_finite:
        head = own_subject(reading, predicate.verb)
    else:
        head = token.head if token.dep in {"acl", "amod"} else None
    if head is None or not predicate.first - MAX_SUBJECT < head < predicate.first:
        return None
    if reading.tokens[head].pos != "NOUN" or not reading.is_free(head):
        return None
    kinds = reading.lexicon.kinds.get(noun_of(reading, head), frozenset())
    if kinds & {SourceKind.PERSON, SourceKind.ORGANISATION}:
        return None
    first, _ = phrase_tokens(reading, head)
    last = predicate.first
    while last > head + 1 and reading.tokens[last - 1].pos in {"ADV", "PUNCT", "PRON"}:
        last -= 1
    if any(reading.tokens[k].morph.get("VerbForm") == "Fin" for k in range(head, last)):
        return None
    return first, last
