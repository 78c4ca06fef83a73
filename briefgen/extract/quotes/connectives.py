"""Words that tie a sentence to the one before: they are the journalist's, not the speaker's."""

from __future__ import annotations

from briefgen.extract.quotes.reading import Reading


def after_connective(reading: Reading, start: int, end: int) -> int:
    """Return the token after a connective like "However," that tokens *start* to *end* open with.

    *start* itself when they open with none, or with nothing else.
    """
    if start >= end or not reading.is_free(start):
        return start
    after = start
    if reading.tokens[start].pos == "CCONJ":
        after = start + 1
    for words in reading.lexicon.connectives.get(reading.word(after), ()):
        last = after + len(words)
        is_there = all(reading.word(after + n) == word for n, word in enumerate(words))
        if is_there and last < end and reading.word(last) == ",":
            after = last + 1
            break
    return after if after < end else start


def is_connective(reading: Reading, start: int, end: int) -> bool:
    """Tell whether tokens *start* to *end* are a connective and nothing else."""
    words = tuple(reading.words[start:end])
    return words in reading.lexicon.connectives.get(reading.word(start), ())
