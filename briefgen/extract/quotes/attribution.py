"""Report verbs that stand before the words they report."""

from __future__ import annotations

from briefgen.extract.quotes.candidates import Candidate, content_of
from briefgen.extract.quotes.clauses import MAX_GAP
from briefgen.extract.quotes.complements import complement_start
from briefgen.extract.quotes.extents import content_end
from briefgen.extract.quotes.incises import follows_quotation
from briefgen.extract.quotes.lexicon import Frame
from briefgen.extract.quotes.predicates import Predicate
from briefgen.extract.quotes.reading import Passage, Reading
from briefgen.extract.quotes.subjects import is_free_relative


def preposed(
    reading: Reading, passage: Passage, predicate: Predicate, starters: dict[int, Predicate]
) -> Candidate | None:
    """Return what *predicate* reports after itself."""
    if predicate.is_passive or is_free_relative(reading, predicate.first):
        return None
    limit = passage.last
    marked_start = _quotation_after(reading, predicate, limit)
    if predicate.source is None and follows_quotation(reading, predicate.first):
        return None  # an incise whose source is not understood
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
        end = _quotation_end(reading, start if not reading.is_free(start) else start + 1)
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
                return _with_determiner(reading, k, predicate.last)
            if Frame.MARKED in predicate.frames and is_near:
                return _with_determiner(reading, k, predicate.last)
            return None
        if token.pos in {"VERB", "AUX"}:
            return None
        if reading.word(k) in {";", "(", ")"}:
            return None
    return None


def _with_determiner(reading: Reading, index: int, floor: int) -> int:
    """Take in a determiner outside the marks: ``évoque un « échec »`` reports its own words."""
    return index - 1 if index > floor and reading.tokens[index - 1].pos == "DET" else index


def _is_sentence(reading: Reading, index: int) -> bool:
    """Tell whether the quotation at *index* reads as an utterance: a capital, or a verb in it."""
    marked = reading.marked[reading.within[index]]
    first, last = reading.token_range(marked.inner)
    return any(
        token.pos in {"VERB", "AUX"} and token.morph.get("VerbForm") == "Fin"
        for token in reading.tokens[first:last]
    )


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
