"""What a relative pronoun stands for."""

from __future__ import annotations

from briefgen.extract.quotes.reading import Reading
from briefgen.extract.quotes.sources import can_speak

MAX_NEARER = 6  # tokens between a relative pronoun and a noun that the tree passes over
MAX_CLIMB = 6  # governors between a verb and the relative clause that it stands in


def antecedent(reading: Reading, subject: int, verb: int) -> int | None:
    """Return the noun behind a relative pronoun; any other subject is itself."""
    if not reading.lexicon.has("relatives", reading.word(subject)):
        return subject
    token = reading.tokens[verb]
    for _ in range(MAX_CLIMB):
        if token.dep.startswith("acl"):
            noun = _head_of_apposition(reading, token.head, subject)
            return noun if can_speak(reading, noun) else _nearer(reading, noun, subject)
        if token.dep != "conj" or token.head == token.index:
            break
        token = reading.tokens[token.head]
    before = subject - 1
    while before >= 0 and reading.tokens[before].pos in {"PUNCT", "ADP"}:
        before -= 1
    if before < 0 or reading.tokens[before].pos not in {"NOUN", "PROPN", "ADJ"}:
        return None
    return _head_of_apposition(reading, before, subject)


def _nearer(reading: Reading, noun: int, pronoun: int) -> int:
    """Return a noun between, when it can speak: "the anger of the group, which says"."""
    floor = max(noun, pronoun - MAX_NEARER)
    return next(
        (
            k
            for k in range(pronoun - 1, floor, -1)
            if reading.tokens[k].pos in {"NOUN", "PROPN"} and can_speak(reading, k)
        ),
        noun,
    )


def _head_of_apposition(reading: Reading, noun: int, pronoun: int) -> int:
    """Return the name that the noun before a relative pronoun describes, else the noun."""
    tokens = reading.tokens
    if reading.word(pronoun - 1) != ",":
        return noun
    for _ in range(3):
        if tokens[noun].dep != "appos":
            break
        noun = tokens[noun].head
    return noun
