"""A word that is not known, and what to say of it: the nearest one that is."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the word of *known* most like *word*, whatever the case; None when none is like it."""
    folded = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), folded, 1)
    return folded[near[0]] if near else None


def remedy(word: str, known: Iterable[str]) -> str:
    """Return what would do instead of *word*: the nearest one, or all of *known*."""
    words = list(known)
    near = nearest(word, words)
    return f"did you mean `{near}`?" if near else f"known: {', '.join(words)}"
