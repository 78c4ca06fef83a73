"""Sources named by a preposition: ``selon X, A``, ``A, according to X``."""

from __future__ import annotations

from briefgen.extract.quotes.candidates import Candidate, content_of
from briefgen.extract.quotes.incises import follows_quotation
from briefgen.extract.quotes.lexicon import Frame, SourcePreposition
from briefgen.extract.quotes.phrases import noun_of
from briefgen.extract.quotes.predicates import Predicate
from briefgen.extract.quotes.reading import Passage, Reading
from briefgen.extract.quotes.source_contents import attributed_content, clause_end
from briefgen.extract.quotes.source_groups import group_end, head_of_group
from briefgen.extract.quotes.sources import can_speak
from briefgen.model import NameType, Span

MAX_INCISE = 12  # tokens of an incise with its source


def prepositional(
    reading: Reading, passage: Passage, starters: dict[int, Predicate], most: int
) -> list[Candidate]:
    """Return what the passage attributes by a preposition, *most* prepositions at most."""
    found: list[Candidate] = []
    index = passage.first
    seen = 0
    while index < passage.last and seen < most:
        opens = reading.words[index] in reading.lexicon.prepositions and reading.is_free(index)
        hit = _preposition_at(reading, index) if opens else None
        if hit is None:
            index += 1
            continue
        seen += 1
        candidate = _attributed(reading, passage, index, hit, starters)
        if candidate is not None:
            found.append(candidate)
        index += hit.length
    return found


def _preposition_at(reading: Reading, index: int) -> SourcePreposition | None:
    for preposition in reading.lexicon.prepositions.get(reading.word(index), ()):
        if all(reading.word(index + n) == word for n, word in enumerate(preposition.words)):
            return preposition
    return None


def _attributed(
    reading: Reading,
    passage: Passage,
    first: int,
    preposition: SourcePreposition,
    starters: dict[int, Predicate],
) -> Candidate | None:
    last = first + preposition.length
    if reading.lexicon.has("relatives", reading.word(last)):
        return _from_antecedent(reading, passage, first, last, starters)
    head = head_of_group(reading, passage, first, last)
    if head is None or reading.lexicon.has("not_sources", noun_of(reading, head)):
        return None
    end = group_end(reading, passage, last, head)
    if preposition.is_strict and not _is_source(reading, passage, first, head, end):
        return None
    is_late = first > passage.content_first + 2  # "a shed, for <name>"
    if preposition.is_named and (is_late or head not in reading.name_tokens):
        return None
    if _names_medium(reading, first, starters):
        return None
    opening = first
    while (
        opening > passage.first
        and reading.tokens[opening - 1].pos == "ADV"
        and reading.is_free(opening - 1)
    ):
        opening -= 1
    cue = Span(reading.tokens[first].start, reading.tokens[last - 1].end)
    content = attributed_content(reading, passage, opening, end, starters)
    if content is None:
        return None
    return Candidate(content[0], content[1], cue, head, first, weight=2)


def _is_source(reading: Reading, passage: Passage, first: int, head: int, end: int) -> bool:
    """Tell whether a preposition with other uses names a source: set off, and able to speak."""
    if not (_at_border(reading, passage, first) and can_speak(reading, head)):
        return False
    if reading.tokens[first - 1].pos == "ADV" and first > passage.first:
        return False
    if first > passage.content_first + 2 and _is_place(reading, head):
        return False  # "left on Monday, for <country>"
    is_open = end < passage.last and reading.is_free(end)
    return not is_open or reading.word(end) in {",", ":"}


def _is_place(reading: Reading, index: int) -> bool:
    return any(
        name.first <= index < name.last and name.type is NameType.LOC
        for name in reading.names_from(index + 1)
    )


def _from_antecedent(
    reading: Reading, passage: Passage, first: int, last: int, starters: dict[int, Predicate]
) -> Candidate | None:
    """``un rapport selon lequel A``: the noun before is the source."""
    noun = first - 1
    if noun >= passage.first and reading.word(noun) == ",":
        noun -= 1
    head = next(
        (k for k in range(noun, max(passage.first - 1, noun - 6), -1) if can_speak(reading, k)),
        None,
    )
    if head is None or reading.tokens[head].pos not in {"NOUN", "PROPN"}:
        return None
    content = content_of(reading, last + 1, clause_end(reading, passage, last + 1, starters))
    if content is None:
        return None
    cue = Span(reading.tokens[first].start, reading.tokens[last - 1].end)
    return Candidate(content[0], content[1], cue, head, first, weight=2)


def _names_medium(reading: Reading, first: int, starters: dict[int, Predicate]) -> bool:
    """Tell whether an incise with its own source ends before: ``dit-il selon la radio``."""
    for k in range(first - 1, max(-1, first - MAX_INCISE), -1):
        if not reading.is_free(k) or reading.tokens[k].pos == "PUNCT":
            return False
        predicate = starters.get(k)
        if predicate is not None and predicate.source_follows:
            return Frame.DIRECT in predicate.frames and follows_quotation(reading, k)
    return False


def _at_border(reading: Reading, passage: Passage, index: int) -> bool:
    if index in {passage.first, passage.content_first}:
        return True
    before = reading.tokens[index - 1]
    return before.text in {",", ":", ";", "(", "–", "—", "."} or before.pos in {
        "CCONJ",
        "SCONJ",
        "ADV",
    }
