"""The words of a source that a preposition names, with its appositions."""

from __future__ import annotations

from briefgen.extract.quotes.phrases import noun_of
from briefgen.extract.quotes.reading import Passage, Reading

MAX_GROUP = 40  # tokens of the group with all its appositions
MAX_SUBJECT_GAP = 20  # tokens between a subject's comma and its verb


def head_of_group(reading: Reading, passage: Passage, first: int, last: int) -> int | None:
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


def group_end(reading: Reading, passage: Passage, last: int, head: int) -> int:
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
            return _after_participle(reading, k, limit)
    return limit


def _after_participle(reading: Reading, index: int, limit: int) -> int:
    """Go on to the comma over a participle clause that describes the source."""
    if reading.tokens[index].morph.get("VerbForm") != "Part":
        return index
    for k in range(index, limit):
        if not reading.is_free(k) or reading.tokens[k].morph.get("VerbForm") == "Fin":
            return index
        if reading.word(k) == ",":
            return k
    return index


def _apposition_end(reading: Reading, head: int, comma: int, limit: int) -> int | None:
    """Return the comma that closes an apposition opened by *comma*, if one stands there.

    An apposition has no finite verb, or begins with a relative pronoun. It is a name after a
    role, a role after a name, or a phrase of place or office after a name.
    """
    first = comma + 1
    end = next(
        (
            k
            for k in range(first, limit)
            if not reading.is_free(k) or reading.word(k) in {",", ";", ":"}
        ),
        None,
    )
    if end is None or first >= limit:
        return None
    if reading.word(end) == ":" and not reading.is_free(end + 1):
        return end
    if reading.word(end) != "," or _is_subject_of_rest(reading, first, end, limit):
        return None
    return end if _describes(reading, head, first, end) else None


def _describes(reading: Reading, head: int, first: int, end: int) -> bool:
    """Tell whether tokens *first* to *end* say more of the source *head*."""
    tokens = reading.tokens
    opening = tokens[first]
    if reading.lexicon.has("relatives", reading.word(first)):
        return True
    if opening.pos == "VERB" and opening.morph.get("VerbForm") in {"Part", "Ger"}:
        return True
    if any(tokens[k].morph.get("VerbForm") == "Fin" for k in range(first, end)):
        return False
    if tokens[head].pos != "PROPN" and head not in reading.name_tokens:
        return first in reading.name_tokens or opening.pos == "PROPN"
    noun = next((k for k in range(first, end) if tokens[k].pos in {"NOUN", "PROPN"}), None)
    if noun is None:
        return False
    is_role = noun_of(reading, noun) in reading.lexicon.kinds
    return is_role or reading.word(first) in reading.lexicon.words["possessive_links"]


def _is_subject_of_rest(reading: Reading, first: int, end: int, limit: int) -> bool:
    """Tell whether a verb without subject follows: then the phrase is no apposition but it."""
    if reading.lexicon.has("relatives", reading.word(first)):
        return False
    after_comma = True
    for k in range(end + 1, min(end + MAX_SUBJECT_GAP, limit)):
        token = reading.tokens[k]
        if not reading.is_free(k):
            return False
        if token.morph.get("VerbForm") == "Fin":
            return after_comma
        after_comma = token.text == "," or (after_comma and token.pos in {"ADV", "PART"})
    return False
