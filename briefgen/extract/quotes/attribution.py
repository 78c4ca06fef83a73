"""Report verbs that stand before, after or inside the words they report."""

from __future__ import annotations

from briefgen.extract.quotes.candidates import Candidate, content_of, without_comma
from briefgen.extract.quotes.complements import MAX_GAP, complement_start
from briefgen.extract.quotes.extents import content_end
from briefgen.extract.quotes.lexicon import Frame
from briefgen.extract.quotes.predicates import Predicate
from briefgen.extract.quotes.reading import Passage, Reading
from briefgen.model import QuoteType, Span

_OPENERS = {"CCONJ", "ADV", "PUNCT"}


def preposed(
    reading: Reading, passage: Passage, predicate: Predicate, starters: dict[int, Predicate]
) -> Candidate | None:
    """Return what *predicate* reports after itself."""
    if predicate.is_passive:
        return None
    limit = passage.last
    marked_start = _quotation_after(reading, predicate, limit)
    found = complement_start(reading, predicate, limit)
    if found is None and marked_start is None:
        return _marked_complement(reading, predicate, limit, starters)
    if found is not None and (marked_start is None or found <= marked_start):
        start = found
        if not _may_report(reading, predicate):
            return _marked_complement(reading, predicate, limit, starters)
        end = content_end(reading, predicate, start, limit, starters)
    elif marked_start is not None:
        start = marked_start
        end = _quotation_end(reading, start)
    return _candidate(reading, predicate, start, end)


def _candidate(reading: Reading, predicate: Predicate, start: int, end: int) -> Candidate | None:
    content = content_of(reading, start, end)
    if content is None:
        return None
    return Candidate(
        content[0], content[1], predicate.cue(reading), predicate.source, predicate.verb
    )


def _may_report(reading: Reading, predicate: Predicate) -> bool:
    """Tell whether an unmarked complement counts: a source that can speak, words really said."""
    return (
        predicate.is_trusted
        and not predicate.is_negated
        and not predicate.is_passive
        and (not _is_unreal(reading, predicate))
    )


def _is_unreal(reading: Reading, predicate: Predicate) -> bool:
    token = reading.tokens[predicate.verb]
    if token.dep == "xcomp" and reading.lexicon.has(
        "unreal_modals", reading.tokens[token.head].lemma.lower()
    ):
        return True
    return any(
        reading.tokens[c].dep == "aux" and reading.lexicon.has("unreal_modals", reading.word(c))
        for c in token.children
    )


def _quotation_after(reading: Reading, predicate: Predicate, limit: int) -> int | None:
    """Return the first token of a quotation that follows the cue as its direct object."""
    if not reading.is_free(predicate.verb):
        return None
    for k in range(predicate.last, min(predicate.last + MAX_GAP, limit)):
        token = reading.tokens[k]
        if not reading.is_free(k):
            is_near = k - predicate.last <= 1
            opened = reading.word(k - 1) in {":", ","} or reading.lexicon.has(
                "complementizers", reading.word(k - 1)
            )
            if Frame.DIRECT in predicate.frames and (is_near or opened or _is_sentence(reading, k)):
                return k
            if Frame.MARKED in predicate.frames and is_near:
                return k
            return None
        if token.pos in {"VERB", "AUX"}:
            return None
        if reading.word(k) in {";", "(", ")"}:
            return None
    return None


def _is_sentence(reading: Reading, index: int) -> bool:
    """Tell whether the quotation at *index* reads as an utterance: a capital, or a verb in it."""
    marked = reading.marked[reading.within[index]]
    first, last = reading.token_range(marked.inner)
    return any(
        token.pos in {"VERB", "AUX"} and token.morph.get("VerbForm") == "Fin"
        for token in reading.tokens[first:last]
    )


def _to_quotation(reading: Reading, end: int, limit: int) -> int:
    """Go on to the predicate in marks: ``décrit sa fille, <name>, comme « »``."""
    for k in range(end, min(end + 12, limit)):
        if not reading.is_free(k):
            return _quotation_end(reading, k)
        if reading.tokens[k].morph.get("VerbForm") == "Fin" or reading.word(k) in {";", ":"}:
            return end
    return end


def _quotation_end(reading: Reading, index: int) -> int:
    n = reading.within[index]
    while index < len(reading.tokens) and reading.within[index] == n:
        index += 1
    return index


def _marked_complement(
    reading: Reading, predicate: Predicate, limit: int, starters: dict[int, Predicate]
) -> Candidate | None:
    """A complement that counts only because words of it stand in quotation marks."""
    if Frame.MARKED not in predicate.frames and Frame.NAME not in predicate.frames:
        return None
    if predicate.is_passive or predicate.source is None or not predicate.is_trusted:
        return None
    start = predicate.last
    children = [
        c
        for c in reading.tokens[predicate.verb].children
        if c >= predicate.last
        and reading.tokens[c].dep.split(":")[0] in {"obj", "xcomp", "ccomp", "obl"}
    ]
    if children:
        start = max(predicate.last, reading.tokens[children[0]].left_edge)
    elif start < limit and reading.is_free(start):
        return None
    while start < limit and (
        reading.lexicon.has("infinitive_markers", reading.word(start))
        or reading.lexicon.has("complementizers", reading.word(start))
    ):
        start += 1
    end = content_end(reading, predicate, start, limit, starters)
    if all(reading.is_free(k) for k in range(start, end)):
        return None
    return _candidate(reading, predicate, start, end)


def postposed(
    reading: Reading, passage: Passage, predicate: Predicate, floor: int
) -> Candidate | None:
    """Return what *predicate* reports before itself: ``« A », a-t-il dit``, ``A, said B``.

    *floor* is the first token that may belong to the content.
    """
    if not reading.is_free(predicate.verb) or Frame.DIRECT not in predicate.frames:
        return None
    if predicate.is_passive:
        return _with_agent(reading, predicate)
    clause = _incise_start(reading, passage, predicate)
    if clause is None:
        return None
    before = clause - 1
    while before >= floor and reading.tokens[before].pos == "PUNCT" and reading.is_free(before):
        before -= 1
    if before < floor:
        return None
    start = _statement_start(reading, max(passage.content_first, floor), before + 1)
    content = content_of(reading, start, before + 1)
    if content is None or not _may_be_reported(reading, predicate, content[1], start, before + 1):
        return None
    parts = content[0] + _second_part(reading, passage, predicate, clause, content[1])
    return Candidate(
        parts, content[1], predicate.cue(reading), predicate.source, predicate.verb, weight=1
    )


def _may_be_reported(
    reading: Reading, predicate: Predicate, kind: QuoteType, first: int, last: int
) -> bool:
    """Tell whether the words before an incise are a statement that it may report."""
    if not predicate.is_finite and reading.is_free(last - 1):
        return False
    if kind is QuoteType.DIRECT:
        return True
    if predicate.is_negated or not predicate.is_trusted:
        return False
    return kind is QuoteType.MIXED or _is_statement(reading, first, last)


def _with_agent(reading: Reading, predicate: Predicate) -> Candidate | None:
    """A quotation followed by its participle and agent: ``« A » lancé par X``."""
    before = predicate.first - 1
    if reading.word(before) == ",":
        before -= 1
    if predicate.source is None or before < 0 or reading.is_free(before):
        return None
    marked = reading.marked[reading.within[before]]
    content = tuple(without_comma(reading.text, part) for part in marked.parts)
    cue = predicate.cue(reading)
    return Candidate(content, QuoteType.DIRECT, cue, predicate.source, predicate.verb, weight=1)


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
        if not all(reading.is_free(k) for k in range(first, predicate.first)):
            return None
        if reading.lexicon.has("incise_inverts", "yes") and reading.within[first - 1] < 0:
            return None
    elif not predicate.source_follows:
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
