"""Sources named by a preposition: ``selon X, A``, ``A, according to X``."""

from __future__ import annotations

from briefgen.extract.quotes.candidates import Candidate, content_of
from briefgen.extract.quotes.phrases import noun_of
from briefgen.extract.quotes.predicates import Predicate
from briefgen.extract.quotes.reading import Passage, Reading
from briefgen.extract.quotes.sources import can_speak
from briefgen.model import QuoteType, Span

MAX_GROUP = 40  # tokens of the group with all its appositions


def prepositional(
    reading: Reading, passage: Passage, starters: dict[int, Predicate], most: int
) -> list[Candidate]:
    """Return what the passage attributes by a preposition, *most* prepositions at most."""
    found: list[Candidate] = []
    index = passage.first
    seen = 0
    while index < passage.last and seen < most:
        hit = _preposition_at(reading, index) if reading.is_free(index) else None
        if hit is None:
            index += 1
            continue
        last, strict = hit
        seen += 1
        candidate = _attributed(reading, passage, index, last, strict=strict, starters=starters)
        if candidate is not None:
            found.append(candidate)
        index = last
    return found


def _preposition_at(reading: Reading, index: int) -> tuple[int, bool] | None:
    """Return the token after the preposition at *index*, and whether it needs care."""
    for preposition in reading.lexicon.prepositions.get(reading.word(index), ()):
        if all(reading.word(index + n) == word for n, word in enumerate(preposition.words)):
            return index + preposition.length, preposition.is_strict
    return None


def _attributed(
    reading: Reading,
    passage: Passage,
    first: int,
    last: int,
    *,
    strict: bool,
    starters: dict[int, Predicate],
) -> Candidate | None:
    head = _head(reading, passage, first, last)
    if head is None or reading.lexicon.has("not_sources", noun_of(reading, head)):
        return None
    if strict and not (_at_border(reading, passage, first) and can_speak(reading, head)):
        return None
    if strict and reading.tokens[first - 1].pos == "ADV" and first > passage.first:
        return None
    end = _group_end(reading, passage, last, head)
    if strict and end < passage.last and reading.word(end) != "," and reading.is_free(end):
        return None
    opening = first
    while (
        opening > passage.first
        and reading.tokens[opening - 1].pos == "ADV"
        and reading.is_free(opening - 1)
    ):
        opening -= 1
    cue = Span(reading.tokens[first].start, reading.tokens[last - 1].end)
    content = _content(reading, passage, opening, end, head, starters)
    if content is None:
        return None
    return Candidate(content[0], content[1], cue, head, first, weight=2)


def _head(reading: Reading, passage: Passage, first: int, last: int) -> int | None:
    """Return the noun that the preposition governs."""
    tokens = reading.tokens
    head = tokens[first].head
    if tokens[first].dep == "case" and head >= last - 1 and head < passage.last:
        return head
    for k in range(last, min(last + 8, passage.last)):
        if tokens[k].pos in {"NOUN", "PROPN", "PRON", "NUM"} and reading.is_free(k):
            return k
        if tokens[k].pos in {"VERB", "PUNCT"}:
            return None
    return None


def _at_border(reading: Reading, passage: Passage, index: int) -> bool:
    if index in {passage.first, passage.content_first}:
        return True
    before = reading.tokens[index - 1]
    return before.text in {",", ":", ";", "(", "–", "—", "."} or before.pos in {
        "CCONJ",
        "SCONJ",
        "ADV",
    }


def _group_end(reading: Reading, passage: Passage, last: int, head: int) -> int:
    """Return the token after the source phrase with its appositions: the comma, if any."""
    limit = min(passage.last, last + MAX_GROUP)
    right = min(reading.tokens[head].right_edge, limit - 1)
    skip = -1
    for k in range(head + 1, limit):
        if not reading.is_free(k):
            return k
        if reading.word(k) in {";", ":", "."}:
            return k
        if k <= skip:
            continue
        if reading.word(k) == ",":
            closing = _apposition_end(reading, head, k, limit)
            if closing is None:
                return k
            skip = closing - 1
            continue
        if k > right and reading.tokens[k].pos not in {"PROPN", "ADP", "NOUN", "ADJ"}:
            return k
    return limit


def _apposition_end(reading: Reading, head: int, comma: int, limit: int) -> int | None:
    """Return the comma that closes an apposition opened by *comma*, if one stands there.

    An apposition has no finite verb, or begins with a relative pronoun. It is a name after a
    role, a role after a name, or a phrase of place or office after a name.
    """
    tokens = reading.tokens
    first = comma + 1
    end = next(
        (
            k
            for k in range(first, limit)
            if not reading.is_free(k) or reading.word(k) in {",", ";", ":"}
        ),
        None,
    )
    if end is None or reading.word(end) != "," or first >= limit:
        return None
    if reading.lexicon.has("relatives", reading.word(first)):
        return end
    if any(tokens[k].morph.get("VerbForm") == "Fin" for k in range(first, end)):
        return None
    head_is_name = tokens[head].pos == "PROPN" or head in reading.name_tokens
    if not head_is_name:
        return end if first in reading.name_tokens or tokens[first].pos == "PROPN" else None
    noun = next((k for k in range(first, end) if tokens[k].pos in {"NOUN", "PROPN"}), None)
    if noun is None:
        return None
    is_role = noun_of(reading, noun) in reading.lexicon.kinds
    return (
        end if is_role or reading.word(first) in reading.lexicon.words["possessive_links"] else None
    )


def _content(
    reading: Reading,
    passage: Passage,
    first: int,
    end: int,
    head: int,
    starters: dict[int, Predicate],
) -> tuple[tuple[Span, ...], QuoteType] | None:
    """Return the words attributed: those after the group, before it, or around it."""
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
    if after < passage.last and reading.lexicon.has("complementizers", reading.word(after)):
        return content_of(reading, after + 1, _clause_end(reading, passage, after, starters))
    start = _clause_start(reading, passage, before)
    last_word = reading.word(before - 1)
    is_initial = (
        start >= before
        or reading.lexicon.has("relatives", last_word)
        or reading.lexicon.has("complementizers", last_word)
    ) or all(
        reading.tokens[k].pos in {"CCONJ", "ADV", "SCONJ", "PUNCT"}
        or reading.lexicon.has("relatives", reading.word(k))
        for k in range(start, before)
    )
    del head
    if is_initial:
        return content_of(reading, after, _clause_end(reading, passage, after, starters))
    if after < passage.last and _report_before(reading, start, before, starters):
        return None  # a source inside what another one says
    has_more = _clause_goes_on(reading, passage, start, before, after)
    left = content_of(reading, start, before)
    if left is None or not has_more:
        return left
    right = content_of(reading, after, _clause_end(reading, passage, after, starters))
    if right is None:
        return left
    kind = left[1] if left[1] == right[1] else QuoteType.MIXED
    return left[0] + right[0], kind


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
    for k in range(before - 1, passage.content_first - 1, -1):
        if not reading.is_free(k):
            continue
        if reading.word(k) in {";", ":", "("}:
            return k + 1
    return passage.content_first


def _clause_goes_on(
    reading: Reading, passage: Passage, start: int, before: int, after: int
) -> bool:
    """Tell whether the clause before the group still lacks its verb."""
    if after >= passage.last:
        return False
    has_verb = any(reading.tokens[k].morph.get("VerbForm") == "Fin" for k in range(start, before))
    return not has_verb


def _clause_end(
    reading: Reading, passage: Passage, start: int, starters: dict[int, Predicate]
) -> int:
    for k in range(start, passage.last):
        if reading.is_free(k) and reading.word(k) == ";":
            return k
        other = starters.get(k)
        if other is not None and k > start and other.source_follows and reading.word(k - 1) == ",":
            return k - 1
    return passage.last
