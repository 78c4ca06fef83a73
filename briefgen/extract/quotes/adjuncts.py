"""What may stand between a report verb and what it reports: when, where, to whom, asides."""

from __future__ import annotations

from briefgen.extract.quotes.reading import Reading

MAX_ASIDE = 25  # tokens between two commas


def after_adjuncts(reading: Reading, index: int, limit: int) -> int:
    """Return the first token from *index* on that belongs to no adjunct.

    Passed over are adverbs, times ("lundi", "last week"), phrases with a preposition, and what
    stands between two commas without a finite verb. *limit* ends the passage.
    """
    while index < limit and reading.is_free(index):
        after = _after_one(reading, index, limit)
        if after == index:
            break
        index = after
    return index


def is_infinitive(reading: Reading, index: int) -> bool:
    """Tell whether an infinitive begins at *index*, with its pronouns and negations before it."""
    tokens = reading.tokens
    for k in range(index, min(index + 4, len(tokens))):
        if tokens[k].morph.get("VerbForm") == "Inf":
            return True
        if tokens[k].pos not in {"PRON", "ADV", "PART"}:
            return False
    return False


def is_time(reading: Reading, index: int) -> bool:
    """Tell whether a noun names a time."""
    word = reading.word(index)
    return reading.lexicon.has("time_nouns", word) or reading.lexicon.has(
        "time_nouns", word.removesuffix("s")
    )


def after_time(reading: Reading, index: int, limit: int) -> int:
    """Return the end of a time without preposition that begins at *index*, or *index*."""
    k, found = index, False
    while k < min(index + 6, limit):
        if is_time(reading, k):
            found = True
        elif not (
            reading.lexicon.has("time_words", reading.word(k))
            or (reading.tokens[k].pos == "NUM" and k > index)
        ):
            break
        k += 1
    while found and k > index + 1 and reading.tokens[k - 1].pos == "DET":
        k -= 1  # of the next phrase
    return k if found else index


def _after_one(reading: Reading, index: int, limit: int) -> int:
    token = reading.tokens[index]
    if reading.word(index) == ",":
        return _after_aside(reading, index, limit)
    timed = after_time(reading, index, limit)
    if timed > index:
        return timed
    is_negation = reading.lexicon.has("negations", reading.word(index))
    if token.pos == "ADV" and not is_negation and not is_infinitive(reading, index):
        return index + 1
    if token.pos == "ADP" and not _opens_infinitive(reading, index):
        return _after_phrase(reading, index, limit)
    return index


def _opens_infinitive(reading: Reading, index: int) -> bool:
    return reading.lexicon.has("infinitive_markers", reading.word(index)) and is_infinitive(
        reading, index + 1
    )


def _after_phrase(reading: Reading, index: int, limit: int) -> int:
    """Return the end of a phrase with a preposition: before a clause, verb or new phrase."""
    tokens = reading.tokens
    k = index + 1
    while k < limit and reading.is_free(k):
        if tokens[k].pos == "ADP":
            if _opens_infinitive(reading, k):
                break
        elif tokens[k].pos == "DET":
            if tokens[k - 1].pos not in {"ADP", "DET", "ADV", "ADJ"}:
                break
        elif tokens[k].pos not in {"NOUN", "PROPN", "ADJ", "NUM", "X"} or is_infinitive(reading, k):
            break
        k += 1
    return k


def _after_aside(reading: Reading, comma: int, limit: int) -> int:
    """Return the token after the comma that closes an aside without finite verb, or *comma*."""
    for k in range(comma + 1, min(comma + MAX_ASIDE, limit)):
        if not reading.is_free(k) or reading.tokens[k].morph.get("VerbForm") == "Fin":
            return comma
        if reading.word(k) in {";", ":", "(", ")"}:
            return comma
        if reading.word(k) == ",":
            return k + 1 if k > comma + 1 else comma
    return comma
