"""Which parts of a site were made from what, so that a part whose inputs stand is not made again.

A ledger describes one folder and is filed under that folder's inode: when two folders
change places, each keeps its own, whatever kills the build in between.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.build.vouched import read_vouched_lines, write_vouched_lines

FORMAT = "briefgen-ledger-4"
REST = ""  # name of a part

Size = tuple[int, int]
"bytes and time of the last change (ns) of a file"


@dataclass(slots=True)
class Part:
    """A part of the site: a page with what lies beside it, say."""

    digest: str
    "of everything the part is made from"
    ties: tuple[str, ...] = ()
    "what it has in common with other parts, in the words of whoever makes the site"
    files: dict[str, Size | None] = field(default_factory=dict)
    "by name with forward slashes; None while the site is being made"
    line: str = ""
    "how the ledger has it; empty while the site is being made"


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
        digest, warnings = json.loads(first)
        return Ledger(digest, tuple(warnings), dict(map(_read_part, lines)))
    except (OSError, ValueError, TypeError):
        return Ledger()


def write_ledger(workshop: Path, site: Path, ledger: Ledger) -> None:
    """File *ledger* as that of the folder *site*, with the files as they are there.

    Parts that bear a line already are as they were when they were read.

    Raises:
        EnvironmentMissingError: it cannot be written.
        OSError: a file of a part is not there.
    """
    folder = str(site)
    lines = [json.dumps([ledger.digest, ledger.warnings], separators=(",", ":"))]
    lines += (part.line or _line(folder, name, part) for name, part in ledger.parts.items())
    write_vouched_lines(_path(workshop, site), FORMAT, lines)


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


def _line(folder: str, name: str, part: Part) -> str:
    files = [value for file in part.files for value in (file, *size_of(f"{folder}/{file}"))]
    return json.dumps([name, part.digest, part.ties, *files], separators=(",", ":"))


def _read_part(line: str) -> tuple[str, Part]:
    name, digest, ties, *files = json.loads(line)
    sizes = zip(files[1::3], files[2::3], strict=True)
    return name, Part(digest, tuple(ties), dict(zip(files[::3], sizes, strict=True)), line)


def _path(workshop: Path, site: Path) -> Path:
    return workshop / f"ledger-{site.stat().st_ino}.json"
