"""What the last build saw and wrote, so that the next one need not look again.

Everything here can be had again from the articles and the store; a manifest that is
lost or damaged costs time only. Files are known by the signature of their inode.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from operator import attrgetter
from pathlib import Path
from typing import Any

from briefgen.build.glance import Signature, signature_of
from briefgen.build.vouched import read_vouched, write_vouched
from briefgen.readers.versions import Edition

FORMAT = "briefgen-manifest-3"
_values = attrgetter(*(one.name for one in fields(Edition)))
_RACY_NS = 20_000_000  # a file changed this recently may change again within one clock tick


@dataclass(frozen=True, slots=True)
class Made:
    """A briefing that an article file gave."""

    stem: str
    "where it would like to lie below the briefings' folder: ``2012/07/slug``"
    sha256: str
    "of the Markdown file"
    notes: tuple[tuple[str, str, int, int], ...] = ()
    "code and message of each note, line and column of the file"
    hidden: str = ""
    "why it is not published: ``draft``, ``withheld``, ``canceled``, an instant in ISO 8601"
    edition: Edition | None = None
    "what tells other versions of the article; None is none's version"


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was."""

    signature: Signature | None
    "None when it was too young to be sure of"
    sha256: str


@dataclass(frozen=True, slots=True)
class Row:
    """An article file and what it gave."""

    seen: Seen
    key: str
    made: tuple[Made, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """Articles by name below the articles' folder, outputs by name below the briefings'."""

    articles: Mapping[str, Row] = field(default_factory=dict)
    outputs: Mapping[str, Seen] = field(default_factory=dict)


def read_manifest(path: Path) -> Manifest:
    """Return the manifest; an empty one when there is none that is whole."""
    try:
        data = read_vouched(path, FORMAT)
        return Manifest(
            {name: _row(value) for name, value in data["articles"].items()},
            {name: _seen(value) for name, value in data["outputs"].items()},
        )
    except (OSError, ValueError, TypeError, KeyError):
        return Manifest()


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Keep *manifest* at *path*.

    Raises:
        EnvironmentMissingError: it cannot be written.
    """
    data = {
        "articles": {
            name: [
                row.seen.signature,
                row.seen.sha256,
                row.key,
                [
                    [m.stem, m.sha256, m.notes, m.hidden, m.edition and _values(m.edition)]
                    for m in row.made
                ],
            ]
            for name, row in manifest.articles.items()
        },
        "outputs": {name: [seen.signature, seen.sha256] for name, seen in manifest.outputs.items()},
    }
    write_vouched(path, FORMAT, data)


def settled_signature(path: Path | str) -> Signature | None:
    """Return the file's signature if any later change is bound to alter it.

    None when the file is missing, or so young that another write could fall into
    the same tick of the file system's clock (git's "racily clean" entries).
    """
    now = time.time_ns()
    try:
        status = os.stat(path)
    except OSError:
        return None
    settled = now - max(status.st_mtime_ns, status.st_ctime_ns) > _RACY_NS
    return signature_of(status) if settled else None


def _row(value: Any) -> Row:
    signature, sha256, key, made = value
    return Row(
        _seen((signature, sha256)),
        key,
        tuple(
            Made(
                stem,
                digest,
                tuple((code, message, line, column) for code, message, line, column in notes),
                hidden,
                edition and Edition(*edition),
            )
            for stem, digest, notes, hidden, edition in made
        ),
    )


def _seen(value: Any) -> Seen:
    signature, sha256 = value
    return Seen(None if signature is None else tuple(signature), sha256)
