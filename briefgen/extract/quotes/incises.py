"""Report verbs that stand after or inside the words they report: ``« A », a-t-il dit``."""

from __future__ import annotations

from briefgen.extract.quotes.candidates import Candidate, content_of, without_comma
from briefgen.extract.quotes.connectives import after_connective
from briefgen.extract.quotes.lexicon import Frame
from briefgen.extract.quotes.passives import with_agent
from briefgen.extract.quotes.predicates import Predicate
from briefgen.extract.quotes.reading import Passage, Reading
from briefgen.model import QuoteType, Span

MAX_STATEMENT = 300  # tokens before an incise


def postposed(
    reading: Reading, passage: Passage, predicate: Predicate, floor: int
) -> Candidate | None:
    """Return what *predicate* reports before itself: ``« A », a-t-il dit``, ``A, said B``.

    *floor* is the first token that may belong to the content.
    """
    if not reading.is_free(predicate.verb):
        return None
    if predicate.is_passive:
        return with_agent(reading, predicate)
    if Frame.DIRECT not in predicate.frames:
        return None
    clause = _incise_start(reading, passage, predicate)
    return None if clause is None else _incise(reading, passage, predicate, floor, clause)


def _incise(
    reading: Reading, passage: Passage, predicate: Predicate, floor: int, clause: int
) -> Candidate | None:
    """Return what stands before the reporting clause that begins at token *clause*."""
    before = clause - 1
    while before >= floor and reading.tokens[before].pos == "PUNCT" and reading.is_free(before):
        before -= 1
    if before < floor:
        return None
    start = _statement_start(reading, max(passage.content_first, floor), before + 1)
    start = after_connective(reading, start, before + 1)
    content = content_of(reading, start, before + 1)
    if content is None:
        return None
    second = _second_part(reading, passage, predicate, clause, content[1])
    if not _may_be_reported(predicate, content[1]):
        return None
    if content[1] is QuoteType.INDIRECT and not _is_statement(reading, start, before + 1):
        second = _rest_of_statement(reading, passage, predicate, clause)
        if not second:
            return None
    parts = content[0] + second
    return Candidate(
        parts, content[1], predicate.cue(reading), predicate.source, predicate.verb, weight=1
    )


def _may_be_reported(predicate: Predicate, kind: QuoteType) -> bool:
    """Tell whether an incise may report words of this kind."""
    if kind is QuoteType.DIRECT:
        return True
    return predicate.is_finite and predicate.is_trusted and not predicate.is_negated


def _is_statement(reading: Reading, first: int, last: int) -> bool:
    """Tell whether tokens hold a finite verb, as a statement does."""
    return any(t.morph.get("VerbForm") == "Fin" for t in reading.tokens[first:last])


def _incise_start(reading: Reading, passage: Passage, predicate: Predicate) -> int | None:
    """Return the first token of the reporting clause if it follows what it reports."""
    first = predicate.first
    source = predicate.source
    if source is not None and passage.first <= source < first and not predicate.source_follows:
        if not reading.is_free(source):
            return None
        first = min(first, reading.tokens[source].left_edge)
        while first < source and reading.tokens[first].pos == "PUNCT":  # a mark hung on the name
            first += 1
        if not all(reading.is_free(k) for k in range(first, predicate.first)):
            return None
        if reading.lexicon.has("incise_inverts", "yes") and reading.within[first - 1] < 0:
            return None
    elif not predicate.source_follows and not (
        source is None and predicate.is_finite and follows_quotation(reading, first)
    ):
        return None
    while first - 1 > passage.first and _is_incise_opener(reading, first - 1):
        first -= 1
    if first <= passage.first:
        return None
    before = first - 1
    if reading.word(before) in {",", "–", "—", "-"} or not reading.is_free(before):
        return first
    return None


def _is_incise_opener(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    return reading.is_free(index) and token.pos in {"PRON", "ADV", "AUX", "PART"}


def _statement_start(reading: Reading, floor: int, end: int) -> int:
    """Return where the statement that ends at *end* begins: after a colon or semicolon."""
    floor = max(floor, end - MAX_STATEMENT)
    for k in range(end - 1, floor - 1, -1):
        if reading.is_free(k) and reading.word(k) in {":", ";"}:
            return k + 1
    return floor


def _second_part(
    reading: Reading, passage: Passage, predicate: Predicate, clause: int, kind: QuoteType
) -> tuple[Span, ...]:
    """The rest of a quotation that the cue interrupts."""
    if kind is not QuoteType.DIRECT:
        return ()
    k = max(predicate.last, clause)
    while k < passage.last and reading.is_free(k):
        if reading.word(k) in {".", ";", "!", "?"}:
            return ()
        k += 1
    if k >= passage.last or reading.word(k - 1) != ",":
        return ()
    marked = reading.marked[reading.within[k]]
    if any(reading.tokens[j].pos in {"VERB", "AUX"} for j in range(predicate.last, k)):
        return ()
    return tuple(without_comma(reading.text, part) for part in marked.parts)


def _rest_of_statement(
    reading: Reading, passage: Passage, predicate: Predicate, clause: int
) -> tuple[Span, ...]:
    """The verb and the rest of a statement that the cue parts from its subject."""
    k = max(predicate.last, clause)
    while k < passage.last and reading.is_free(k) and reading.word(k) != ",":
        k += 1
    verb = k + 1
    while verb < passage.last and reading.tokens[verb].pos in {"ADV", "PRON", "PART"}:
        verb += 1
    if verb >= passage.last or reading.tokens[verb].morph.get("VerbForm") != "Fin":
        return ()
    rest = content_of(reading, k + 1, passage.last)
    return rest[0] if rest is not None else ()


def follows_quotation(reading: Reading, index: int) -> bool:
    """Tell whether a quotation ends before token *index*, with or without a comma."""
    before = index - 1
    if reading.word(before) == ",":
        before -= 1
    return before >= 0 and not reading.is_free(before)
