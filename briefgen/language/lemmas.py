"""Lemmas as rules: what to take from the end of a word, and what to put there instead.

A rule is ``case-cut+added``: ``l`` lowers the word first, ``=`` keeps it; ``=word`` after the
case stands for a lemma that shares no beginning with its word. « parlait » to « parler » is
``l-ait+er``.
"""

from __future__ import annotations

from functools import lru_cache
from os.path import commonprefix

KEEP = "=-+"


def make_rule(word: str, lemma: str) -> str:
    """Return the rule that leads from *word* to *lemma*."""
    case = "l" if lemma == lemma.lower() and word != word.lower() else "="
    start = word.lower() if case == "l" else word
    shared = len(commonprefix((start, lemma)))  # noqa: RUF071 - letters are what we compare
    if not shared:
        return f"{case}={lemma}"
    return f"{case}-{start[shared:]}+{lemma[shared:]}"


@lru_cache(maxsize=1 << 14)
def apply_rule(word: str, rule: str) -> str | None:
    """Return the lemma of *word* by *rule*; None when the rule is not for such a word."""
    start = word.lower() if rule[0] == "l" else word
    if rule[1] == "=":
        return rule[2:]
    cut, _, added = rule[2:].partition("+")
    if not start.endswith(cut) or (len(cut) == len(start) and not added):
        return None
    return start[: len(start) - len(cut)] + added
