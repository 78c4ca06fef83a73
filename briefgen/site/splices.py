"""Files made of a piece for each briefing: what stands in the old file is not made again.

What the pieces were made from and their lengths are kept beside the site, with a digest of the
whole file: a file that is not as it was left is made anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.build.vouched import read_vouched, write_vouched

FORMAT = "briefgen-splices-2"


Piece = tuple[str, Callable[[], str]]
"a part of a file: words or a digest of what it is made from, and what makes it"

Row = tuple[str, int]
"what a piece is made from, and how many bytes it has"

Joined = tuple[str, str, list[Row]]
"digest of a file, of what its pieces have in common, and its pieces"


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

    def join(self, name: str, common: str, pieces: Iterable[Piece]) -> bytes:
        """Return the content of the file *name*, in UTF-8: its *pieces*, one after the other.

        *common* is a digest of what they are all made from.
        """
        known = self._known(name, common)
        parts: list[bytes] = []
        rows: list[Row] = []
        for words, make in pieces:
            part = known.get(words)
            if part is None:
                part = make().encode("utf-8", "xmlcharrefreplace")
            parts.append(part)
            rows.append((words, len(part)))
        whole = b"".join(parts)
        self.now[name] = (_digest(whole), common, rows)
        return whole

    def keep(self) -> None:
        """Write down what the files are made of.

        Raises:
            EnvironmentMissingError: the disk is full or read-only.
        """
        if self.now != self.before:
            write_vouched(self.path, FORMAT, self.now)

    def _known(self, name: str, common: str) -> dict[str, bytes]:
        """Return the pieces of the old file by what each is made from."""
        digest, made_with, rows = self.before.get(name, ("", "", []))
        if made_with != common:
            return {}
        try:
            whole = (self.site / name).read_bytes()
        except OSError:
            return {}
        return dict(_cut(whole, rows)) if _digest(whole) == digest else {}


def open_splices(path: Path, site: Path) -> Splices:
    """Return what is known of the files of *site*; nothing when *path* is not whole."""
    try:
        data = read_vouched(path, FORMAT)
        before = {
            name: (digest, common, [(words, length) for words, length in rows])
            for name, (digest, common, rows) in data.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return Splices(path, site)
    return Splices(path, site, before)


def _cut(whole: bytes, rows: Iterable[Row]) -> Iterator[tuple[str, bytes]]:
    start = 0
    for words, length in rows:
        yield words, whole[start : start + length]
        start += length


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=20).hexdigest()
