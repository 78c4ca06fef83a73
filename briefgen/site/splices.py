"""Files made of a piece for each briefing: what stands in the old file is not made again.

The pieces' digests and lengths are kept beside the site, with a digest of the whole file:
a file that is not as it was left is made anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.build.vouched import read_vouched, write_vouched

FORMAT = "briefgen-splices-1"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a file."""

    digest: str
    "of what it is made from, its place included"
    make: Callable[[], str]


@dataclass(slots=True)
class Splices:
    """The files of one site that are made of pieces."""

    path: Path = Path()
    "where their pieces are kept"
    site: Path = Path()
    "the site as it was"
    before: dict[str, tuple[str, list[tuple[str, int]]]] = field(default_factory=dict)
    "by file name: digest of the file, then digest and bytes of each piece"
    now: dict[str, tuple[str, list[tuple[str, int]]]] = field(default_factory=dict)

    def join(self, name: str, pieces: Iterable[Piece]) -> str:
        """Return the content of the file *name*: its *pieces*, one after the other."""
        known = self._known(name)
        parts: list[str] = []
        rows: list[tuple[str, int]] = []
        for piece in pieces:
            text = known.get(piece.digest)
            if text is None:
                text = piece.make().encode("utf-8", "xmlcharrefreplace").decode("utf-8")
            parts.append(text)
            rows.append((piece.digest, len(text)))
        whole = "".join(parts)
        self.now[name] = (_digest(whole), rows)
        return whole

    def keep(self) -> None:
        """Write down what the files are made of.

        Raises:
            EnvironmentMissingError: the disk is full or read-only.
        """
        if self.now != self.before:
            write_vouched(self.path, FORMAT, self.now)

    def _known(self, name: str) -> dict[str, str]:
        """Return the pieces of the old file by their digests."""
        if name not in self.before:
            return {}
        digest, rows = self.before[name]
        try:
            whole = (self.site / name).read_bytes().decode("utf-8")
        except (OSError, ValueError):
            return {}
        return dict(_cut(whole, rows)) if _digest(whole) == digest else {}


def open_splices(path: Path, site: Path) -> Splices:
    """Return what is known of the files of *site*; nothing when *path* is not whole."""
    try:
        data = read_vouched(path, FORMAT)
        before = {
            name: (digest, [(piece, length) for piece, length in rows])
            for name, (digest, rows) in data.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return Splices(path, site)
    return Splices(path, site, before)


def _cut(whole: str, rows: Iterable[tuple[str, int]]) -> Iterator[tuple[str, str]]:
    start = 0
    for digest, length in rows:
        yield digest, whole[start : start + length]
        start += length


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8"), digest_size=20).hexdigest()
