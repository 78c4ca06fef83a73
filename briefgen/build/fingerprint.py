"""What the result of reading an article depends on besides the article: code and models."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import metadata
from pathlib import Path

from briefgen.extensions import extensions_fingerprint

PACKAGE = Path(__file__).resolve().parent.parent

# Rooms that only publish what was found: a change there leaves every briefing as it is.
_PUBLISHING = {
    "build",
    "site",
    "theme",
    "evaluation",
    "cli",
    "diagnostics",
    "schemas",
    "starter",
    "__main__.py",
    "__pycache__",
}

# Files of theirs that have a say in one all the same.
_MAKING = ("line.py", "work.py")

# Libraries whose version may change a finding or the Markdown of a briefing.
_LIBRARIES = (
    "numpy",
    "babel",
    "holidays",
    "jinja2",
    "pyyaml",
    "lxml",
    "trafilatura",
    "feedparser",
    "pypdf",
    "markdown-it-py",
    "charset-normalizer",
    "py3langid",
    "spacy",  # where a pipeline of its own is named
    "thinc",
)


@cache
def code_fingerprint() -> str:
    """Return a digest of the extracting code, lexicons, models and libraries.

    About 30 ms for 20 MB of models; computed once a process.
    """
    digest = hashlib.sha256()
    for library in _LIBRARIES:
        digest.update(f"{library} {_version(library)}\n".encode())
    digest.update(extensions_fingerprint().encode())
    digest.update(f"python {sys.version_info[0]}.{sys.version_info[1]}\n".encode())
    making = (PACKAGE / "build" / name for name in _MAKING)
    for path in (*_files(PACKAGE, _PUBLISHING), *making):
        name = path.relative_to(PACKAGE).as_posix()
        digest.update(f"{name} {file_digest(path)}\n".encode())
    return digest.hexdigest()


def pipelines_fingerprint(pipelines: Sequence[tuple[str, str]]) -> str:
    """Return a digest of the pipelines a user named: packages by version, folders by content."""
    digest = hashlib.sha256()
    for language, name in pipelines:
        digest.update(f"{language} {name} {_version(name)}\n".encode())
        if Path(name).is_dir():
            digest.update(folder_digest(Path(name)).encode())
    return digest.hexdigest()


def folder_digest(folder: Path) -> str:
    """Return a digest of the names and bytes of all files below *folder*, caches apart.

    Raises:
        OSError: a file cannot be read.
    """
    digest = hashlib.sha256()
    for path in _files(folder, set()):
        name = path.relative_to(folder).as_posix()
        digest.update(f"{name} {file_digest(path)}\n".encode())
    return digest.hexdigest()


@cache
def record_fingerprint() -> str:
    """Return a digest of the records' code, which decides the form they are stored in."""
    digest = hashlib.sha256()
    forms = (PACKAGE / "build" / name for name in ("codec.py", "card.py", "wording.py", "work.py"))
    for path in (*_files(PACKAGE / "model", set()), *forms):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def file_digest(path: Path) -> str:
    """Return the SHA-256 of the file's bytes.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _files(folder: Path, skipped: set[str]) -> Iterator[Path]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name in skipped or entry.name == "__pycache__":
            continue
        if entry.is_dir():
            yield from _files(Path(entry.path), set())
        elif not entry.name.endswith(".pyc"):
            yield Path(entry.path)


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "absent"
