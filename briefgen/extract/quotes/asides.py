"""Reports that an "as" opens: ``A, comme l'a annoncé X``, ``As X said, A``."""

from __future__ import annotations

from briefgen.extract.quotes.candidates import Candidate, content_of
from briefgen.extract.quotes.connectives import after_connective
from briefgen.extract.quotes.incises import follows_quotation
from briefgen.extract.quotes.lexicon import Frame
from briefgen.extract.quotes.predicates import Predicate
from briefgen.extract.quotes.reading import Passage, Reading

MAX_OPENING = 8  # tokens between "as" and its verb
MAX_ASIDE = 40  # tokens of the clause that "as" opens


def is_aside(reading: Reading, predicate: Predicate) -> bool:
    """Tell whether an "as" opens the clause of *predicate*."""
    return _opener(reading, predicate) is not None


def aside(reading: Reading, passage: Passage, predicate: Predicate) -> Candidate | None:
    """Return the statement that the clause of *predicate* stands beside.

    What was asked for, wished or promised is no statement.
    """
    opener = _opener(reading, predicate)
    if opener is None or not predicate.is_finite or not predicate.is_trusted:
        return None
    if follows_quotation(reading, opener) and Frame.DIRECT in predicate.frames:
        last = opener - 1 if reading.word(opener - 1) == "," else opener
        first = last - 1
        while first > passage.first and reading.within[first - 1] == reading.within[last - 1]:
            first -= 1
        return _candidate(reading, predicate, first, last)
    if Frame.THAT not in predicate.frames and Frame.TELL not in predicate.frames:
        return None
    if reading.lexicon.has("wish_verbs", reading.tokens[predicate.verb].lemma.lower()):
        return None
    if opener <= passage.content_first + 1:
        comma = next(
            (
                k
                for k in range(predicate.last, min(predicate.last + MAX_ASIDE, passage.last))
                if reading.is_free(k) and reading.word(k) == ","
            ),
            None,
        )
        return None if comma is None else _candidate(reading, predicate, comma + 1, passage.last)
    if reading.word(opener - 1) != ",":
        return None
    start = after_connective(reading, passage.content_first, opener - 1)
    return _candidate(reading, predicate, start, opener - 1)


def _opener(reading: Reading, predicate: Predicate) -> int | None:
    """Return the "as" before the verb, with nothing but a subject or a pronoun between."""
    floor = max(0, predicate.first - MAX_OPENING)
    for k in range(predicate.first - 1, floor - 1, -1):
        token = reading.tokens[k]
        if reading.lexicon.has("as_words", reading.word(k)):
            return k
        if token.pos not in {"PRON", "DET", "PROPN", "NOUN", "ADJ", "ADV"}:
            return None
        if not reading.is_free(k):
            return None
    return None


def _candidate(reading: Reading, predicate: Predicate, first: int, last: int) -> Candidate | None:
    content = content_of(reading, first, last)
    if content is None:
        return None
    cue = predicate.cue(reading)
    return Candidate(content[0], content[1], cue, predicate.source, predicate.verb)
