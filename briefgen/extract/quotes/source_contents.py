"""The words that belong to a source named by a preposition: after it, before it or around it."""

from __future__ import annotations

from briefgen.extract.quotes.adjuncts import after_time, is_time
from briefgen.extract.quotes.candidates import content_of
from briefgen.extract.quotes.connectives import after_connective, is_connective
from briefgen.extract.quotes.floating import is_utterance
from briefgen.extract.quotes.predicates import Predicate
from briefgen.extract.quotes.reading import Passage, Reading
from briefgen.model import QuoteType, Span

MAX_STATEMENT = 300  # tokens on one side of the source
_Content = tuple[tuple[Span, ...], QuoteType]


def attributed_content(
    reading: Reading,
    passage: Passage,
    first: int,
    end: int,
    starters: dict[int, Predicate],
) -> _Content | None:
    """Return the words attributed to the group in tokens *first* to *end*, and their type."""
    after = end
    while after < passage.last and reading.tokens[after].pos == "PUNCT" and reading.is_free(after):
        after += 1
    before = first
    while before > passage.content_first and (
        reading.tokens[before - 1].pos == "PUNCT" and reading.is_free(before - 1)
    ):
        before -= 1
    if not reading.is_free(before - 1) and before < first:
        apart = _quotation_apart(reading, passage, before)
        if apart is not None:
            return content_of(reading, apart, before)
    quoted = _quotation_alone(reading, passage, before, after)
    if quoted is not None:
        return quoted
    if after < passage.last and reading.lexicon.has("complementizers", reading.word(after)):
        return content_of(reading, after + 1, clause_end(reading, passage, after, starters))
    start = _clause_start(reading, passage, before)
    if _is_initial(reading, start, before):
        return content_of(reading, after, clause_end(reading, passage, after, starters))
    if after < passage.last and _report_before(reading, start, before, starters):
        return None  # a source inside what another one says
    left = content_of(reading, after_connective(reading, start, before), before)
    if left is None or not _clause_goes_on(reading, passage, start, before, after):
        return left
    return _joined(left, content_of(reading, after, clause_end(reading, passage, after, starters)))


def _joined(left: _Content, right: _Content | None) -> _Content:
    if right is None:
        return left
    return left[0] + right[0], left[1] if left[1] == right[1] else QuoteType.MIXED


def _is_initial(reading: Reading, start: int, before: int) -> bool:
    """Tell whether nothing that could be said stands before the group."""
    last_word = reading.word(before - 1)
    if start >= before or any(
        reading.lexicon.has(name, last_word) for name in ("relatives", "complementizers")
    ):
        return True
    if is_connective(reading, start, before) or _is_when(reading, start, before):
        return True
    return all(
        reading.tokens[k].pos in {"CCONJ", "ADV", "SCONJ", "PUNCT"}
        or reading.lexicon.has("relatives", reading.word(k))
        for k in range(start, before)
    )


def _is_when(reading: Reading, start: int, before: int) -> bool:
    """Tell whether a time alone stands before the group: "Vers 22 h 25, selon X, A"."""
    tokens = reading.tokens[start:before]
    if any(token.pos in {"VERB", "AUX"} or not reading.is_free(token.index) for token in tokens):
        return False
    names_time = any(token.pos == "NUM" or is_time(reading, token.index) for token in tokens)
    return names_time and (tokens[0].pos == "ADP" or after_time(reading, start, before) == before)


def _report_before(
    reading: Reading, start: int, before: int, starters: dict[int, Predicate]
) -> bool:
    """Tell whether a report verb with its clause stands between *start* and *before*."""
    return any(
        k in starters and starters[k].is_finite and reading.is_free(k) for k in range(start, before)
    )


def _quotation_apart(reading: Reading, passage: Passage, before: int) -> int | None:
    """Return the start of the quotation before the group if a comma parts it from its clause."""
    n = reading.within[before - 1]
    k = before - 1
    while k > passage.first and reading.within[k - 1] == n:
        k -= 1
    return k if k > passage.first and reading.word(k - 1) == "," else None


def _clause_start(reading: Reading, passage: Passage, before: int) -> int:
    """Return where the clause that ends at *before* begins."""
    floor = max(passage.content_first, before - MAX_STATEMENT)
    for k in range(before - 1, floor - 1, -1):
        if not reading.is_free(k):
            continue
        if reading.word(k) in {";", ":", "("}:
            return k + 1
    return floor


def _clause_goes_on(
    reading: Reading, passage: Passage, start: int, before: int, after: int
) -> bool:
    """Tell whether the clause before the group still lacks its verb."""
    if after >= passage.last or reading.lexicon.has("relatives", reading.word(after)):
        return False
    if before > start and reading.tokens[before - 1].pos == "AUX":
        return True  # "A is, according to X, B"
    return not any(reading.tokens[k].morph.get("VerbForm") == "Fin" for k in range(start, before))


def _quotation_alone(
    reading: Reading, passage: Passage, before: int, after: int
) -> _Content | None:
    """Return the utterance right after an opening group; what follows it is the journalist's."""
    if before > passage.content_first or after >= passage.last or reading.is_free(after):
        return None
    n = reading.within[after]
    first, last = reading.token_range(reading.marked[n].inner)
    end = after
    while end < passage.last and reading.within[end] == n:
        end += 1
    if end >= passage.last or not is_utterance(reading, first, last):
        return None
    token = reading.tokens[end]
    is_apart = token.text == "," or token.morph.get("VerbForm") == "Part"
    return content_of(reading, after, end) if is_apart else None


def clause_end(
    reading: Reading, passage: Passage, start: int, starters: dict[int, Predicate]
) -> int:
    """Return where what is attributed ends: the passage, or a report that follows."""
    limit = min(passage.last, start + MAX_STATEMENT)
    for k in range(start, limit):
        if reading.is_free(k) and reading.word(k) == ";":
            return k
        other = starters.get(k)
        if other is not None and k > start and other.source_follows and reading.word(k - 1) == ",":
            return k - 1
    return limit
