"""Files made of a piece for each briefing: what stands in the old file is not made again.

What the pieces were made from and their lengths are kept beside the site, with a digest of the
whole file: a file that is not as it was left is made anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from briefgen.build.vouched import read_vouched, write_vouched

FORMAT = "briefgen-splices-3"

Joined = tuple[str, str, list[str], list[int]]
"digest of a file, of what its pieces have in common, what each is made from, and their bytes"


@dataclass(slots=True)
class Splices:
    """The files of one site that are made of pieces."""

    path: Path = Path()
    "where their pieces are kept"
    site: Path = Path()
    "the site as it was"
    before: dict[str, Joined] = field(default_factory=dict)
    "by file name"
    now: dict[str, Joined] = field(default_factory=dict)

    def join(
        self, name: str, common: str, words: Sequence[str], make: Callable[[int], str]
    ) -> bytes:
        """Return the content of the file *name*, in UTF-8: its pieces, one after the other.

        *words* tell what each is made from; *make* makes the piece at a place. *common* is a
        digest of what they are all made from.
        """
        whole, old_words, lengths = self._known(name, common)
        starts = [0, *accumulate(lengths)]
        same = _equal(words, old_words)  # so many at the beginning, and at the end
        left = min(len(words), len(old_words)) - same
        same_end = _equal(words[: -left - 1 : -1], old_words[: -left - 1 : -1])
        old_end, end = len(old_words) - same_end, len(words) - same_end
        known = {
            old_words[place]: whole[starts[place] : starts[place + 1]]
            for place in range(same, old_end)
        }
        parts = []
        for place in range(same, end):
            part = known.get(words[place])
            if part is None:
                part = make(place).encode("utf-8", "xmlcharrefreplace")
            parts.append(part)
        joined = b"".join([whole[: starts[same]], *parts, whole[starts[old_end] :]])
        lengths = [*lengths[:same], *map(len, parts), *lengths[old_end:]]
        self.now[name] = (_digest(joined), common, list(words), lengths)
        return joined

    def keep(self) -> None:
        """Write down what the files are made of.

        Raises:
            EnvironmentMissingError: the disk is full or read-only.
        """
        if self.now != self.before:
            write_vouched(self.path, FORMAT, self.now)

    def _known(self, name: str, common: str) -> tuple[bytes, list[str], list[int]]:
        """Return the old file, what its pieces were made from and their lengths; else nothing."""
        digest, made_with, words, lengths = self.before.get(name, ("", "", [], []))
        if made_with == common:
            try:
                whole = (self.site / name).read_bytes()
            except OSError:
                return b"", [], []
            if _digest(whole) == digest:
                return whole, words, lengths
        return b"", [], []


def open_splices(path: Path, site: Path) -> Splices:
    """Return what is known of the files of *site*; nothing when *path* is not whole."""
    try:
        data = read_vouched(path, FORMAT)
        before = {
            name: (digest, common, words, lengths)
            for name, (digest, common, words, lengths) in data.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return Splices(path, site)
    return Splices(path, site, before)


def _equal(some: Iterable[str], others: Iterable[str]) -> int:
    """Return how many words at the beginning of both are the same."""
    count = 0
    for one, other in zip(some, others, strict=False):
        if one != other:
            break
        count += 1
    return count


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=20).hexdigest()
