"""Words to rows of a network's tables: pieces of spelling, shape, frequent words, classes.

In: a word in the engine's form and its gazetteer class. Out: row numbers, the same on every
machine; what is summed for a word depends on nothing but the word.
"""

from __future__ import annotations

import unicodedata
from zlib import crc32

MAX_SPELLING = 20  # letters; of a longer word the first and last ten
GRAMS = (2, 3, 4, 5)  # letters
MAX_RUN = 4  # letters of one kind in a shape


def pieces(word: str, word_class: str = "") -> list[str]:
    """Return what the spelling of *word* holds, its shape, and its class when there is one.

    Runs of letters are taken from the word in small letters between ``<`` and ``>``.
    """
    spelling = word.lower()
    if len(spelling) > MAX_SPELLING:
        half = MAX_SPELLING // 2
        spelling = spelling[:half] + spelling[-half:]
    spelling = f"<{spelling}>"
    found = [f"#{shape(word)}"]
    if word_class:
        found.append(f"@{word_class}")
    for size in GRAMS:
        found.extend(spelling[at : at + size] for at in range(len(spelling) - size + 1))
    return found


def rows_of(found: list[str], rows: int) -> list[int]:
    """Return the row of each piece in a table of that many *rows*."""
    return [crc32(piece.encode()) % rows for piece in found]


def shape(word: str) -> str:
    """Return *word* with X, x and 9 for its letters and digits, runs of one kind cut short."""
    kinds: list[str] = []
    run = 0
    for letter in word:
        kind = _kind(letter)
        run = run + 1 if kinds and kinds[-1] == kind else 1
        if run <= MAX_RUN:
            kinds.append(kind)
        if len(kinds) > MAX_SPELLING:
            break
    return "".join(kinds)


def _kind(letter: str) -> str:
    if letter.isupper():
        return "X"
    if letter.isdigit():
        return "9"
    return "x" if letter.isalpha() else letter


def engine_form(word: str) -> str:
    """Return *word* as the pipelines know it: accents composed, apostrophes straight."""
    if word.isascii():
        return word
    plain = word.replace("\u2019", "'").replace("\u00a0", " ").replace("\u202f", " ")
    plain = unicodedata.normalize("NFC", plain)
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in plain)
