"""Which parts of a site were made from what, so that a part whose inputs stand is not made again.

A ledger describes one folder and is filed under that folder's inode: when two folders
change places, each keeps its own, whatever kills the build in between.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO

from briefgen.build.fast_json import json_text, read_json
from briefgen.build.shares import meanwhile
from briefgen.build.vouched import read_vouched_lines, write_vouched_lines

FORMAT = "briefgen-ledger-6"
REST = ""  # name of a part
FACE = "="  # begins the tie that tells all that other parts show of one

_BORDER = "\t"  # between what tells a part and its files; JSON writes it otherwise

_MANY = 2000  # parts, whose files it pays to look at in a process of their own
_NO_NAMES: set[str] = set()  # of the parts of an old site; nobody adds to it

Size = tuple[int, int]
"bytes and time of the last change (ns) of a file"


@dataclass(slots=True)
class Part:
    """A part of the site: a page with what lies beside it, say."""

    digest: str
    "of everything the part is made from"
    ties: tuple[str, ...] = ()
    "what it has in common with other parts, in the words of whoever makes the site"
    names: set[str] = field(default_factory=set)
    "of its files, with forward slashes, while the site is being made"
    line: str = ""
    "how the ledger has it; empty while the site is being made"

    @property
    def face(self) -> str:
        """The tie that tells all that other parts show of this one; empty when there is none."""
        return self.ties[0] if self.ties and self.ties[0].startswith(FACE) else ""

    @property
    def files(self) -> Mapping[str, Size | None]:
        """The files by name; without their sizes while the site is being made."""
        if not self.line:
            return dict.fromkeys(sorted(self.names))
        rows = read_json(self.line.partition(_BORDER)[2])
        return dict(zip(rows[::3], zip(rows[1::3], rows[2::3], strict=True), strict=True))


@dataclass(slots=True)
class Ledger:
    """What one site was made from, as a whole and part by part."""

    digest: str = ""
    "of everything the whole site was made from; empty when that is not known"
    warnings: tuple[str, ...] = ()
    "logged while it was made"
    parts: dict[str, Part] = field(default_factory=dict)
    "by name; REST holds the files that belong to no other"


def read_ledger(workshop: Path, site: Path) -> Ledger:
    """Return the ledger of the folder *site*; an empty one when there is none that is whole."""
    try:
        first, *lines = read_vouched_lines(_path(workshop, site), FORMAT)
        digest, warnings = read_json(first)
        heads = ",".join([line.partition(_BORDER)[0] for line in lines])
        parts = read_json(f"[{heads}]")  # at once: it is faster
        return Ledger(
            digest,
            tuple(warnings),
            {
                name: Part(made_from, tuple(ties), _NO_NAMES, line)
                for (name, made_from, *ties), line in zip(parts, lines, strict=True)
            },
        )
    except (OSError, ValueError, TypeError):
        return Ledger()


def write_ledger(workshop: Path, site: Path, ledger: Ledger, *held: IO[bytes]) -> None:
    """File *ledger* as that of the folder *site*, with the files as they are there.

    Parts that bear a line already are as they were when they were read. Where many bear none, a
    copy of this process looks at half of their files; it lets go of the locks *held*.

    Raises:
        EnvironmentMissingError: it cannot be written.
        OSError: a file of a part is not there.
    """
    folder = str(site)
    lines = [json_text([ledger.digest, ledger.warnings])]
    parts = list(ledger.parts.items())
    half = len(parts) // 2 if sum(not part.line for _, part in parts) > _MANY else 0
    others = meanwhile(partial(_lines, parts[:half], folder), *held) if half else list
    rest = _lines(parts[half:], folder)
    write_vouched_lines(_path(workshop, site), FORMAT, [*lines, *others(), *rest])


def forget_others(workshop: Path, folders: tuple[Path, ...]) -> None:
    """Remove the ledgers of folders that are none of *folders*."""
    known = {_path(workshop, folder).name for folder in folders if folder.exists()}
    for path in workshop.glob("ledger-*"):
        if path.name not in known:
            path.unlink(missing_ok=True)


def size_of(path: str) -> Size:
    """Return what tells a file from one that was written later.

    Raises:
        OSError: it is not there.
    """
    status = os.stat(path)
    return (status.st_size, status.st_mtime_ns)


def _lines(parts: Sequence[tuple[str, Part]], folder: str) -> list[str]:
    return [part.line or _line(name, part, folder) for name, part in parts]


def _line(name: str, part: Part, folder: str) -> str:
    head = [name, part.digest, *part.ties]
    rows = [one for file in sorted(part.names) for one in (file, *size_of(f"{folder}/{file}"))]
    return f"{json_text(head)}{_BORDER}{json_text(rows)}"


def _path(workshop: Path, site: Path) -> Path:
    return workshop / f"ledger-{site.stat().st_ino}.json"
