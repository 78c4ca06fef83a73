"""A text to a short name that is safe in files, URLs and anchors."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

MAX_SLUG_LENGTH = 80  # characters; leaves room for a path and a suffix on every file system
_HASH_LENGTH = 8  # hex digits; 2^32 keeps 10,000 names apart with odds of 99 %

_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LATIN = re.compile(r"[a-z0-9]")
_OTHERS = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=50_000)
def slugify(text: str) -> str:
    """Return *text* as ``[a-z0-9-]{1,80}``, never empty, the same on every machine.

    Accents fall, runs of other characters become one hyphen. Where letters are lost
    (another script) or the text is too long, a hash of the text keeps slugs apart.
    """
    if len(text) <= MAX_SLUG_LENGTH and _SLUG.fullmatch(text):
        return text
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    letters = folded
    is_lossy = False
    if not folded.isascii():
        letters = "".join(c for c in folded if not unicodedata.combining(c))
        is_lossy = any(c.isalnum() and not _LATIN.match(c) for c in letters)
    slug = _OTHERS.sub("-", letters).strip("-")
    if slug and not is_lossy and len(slug) <= MAX_SLUG_LENGTH:
        return slug
    digest = hashlib.sha256(
        unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")
    ).hexdigest()[:_HASH_LENGTH]
    room = MAX_SLUG_LENGTH - _HASH_LENGTH - 1
    return f"{slug[:room].rstrip('-')}-{digest}".lstrip("-")
