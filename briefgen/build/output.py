"""The briefing files on disk: written when their bytes differ, removed when nobody made them."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefgen.build.glance import signature_of
from briefgen.build.manifest import Made, Seen
from briefgen.build.store import Store, write_atomically
from briefgen.build.work import stored_markdown
from briefgen.errors import EnvironmentMissingError

_MARK = b"\nschema: briefgen.briefing/"  # in the head of every file that is ours to remove
_HEAD = 200  # bytes of the head


@dataclass(frozen=True, slots=True)
class Written:
    """File names below the briefings' folder, sorted."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    lost: tuple[str, ...]
    "digests of wanted files that neither lie there nor in the store"


def write_briefings(
    folder: Path, wanted: Mapping[str, Made], before: Mapping[str, Seen], store: Store
) -> Written:
    """Make the files of *wanted* hold what the store has for them.

    *before* tells what the last build left, so that a file nobody touched is not read.

    Raises:
        EnvironmentMissingError: a file cannot be written.
    """
    new: list[str] = []
    changed: list[str] = []
    lost: list[str] = []
    for name, made in wanted.items():
        path = f"{folder}/{name}"
        was = _digest(path, before.get(name))
        if was == made.sha256:
            continue
        data = stored_markdown(store, made.sha256)
        if data is None:
            lost.append(made.sha256)
            continue
        write_atomically(Path(path), data)
        (changed if was else new).append(name)
    return Written(tuple(sorted(new)), tuple(sorted(changed)), tuple(sorted(set(lost))))


def remove_briefings(folder: Path, wanted: Container[str]) -> tuple[str, ...]:
    """Remove generated files that are not *wanted* and folders left empty; return names.

    Files without our front matter are somebody's own and stay.

    Raises:
        EnvironmentMissingError: a file cannot be removed.
    """
    removed = [name for name in _names(folder, "") if name not in wanted and _is_ours(folder, name)]
    for name in removed:
        try:
            (folder / name).unlink()
        except OSError as error:
            message = f"cannot be removed: {error.strerror}; check permissions"
            raise EnvironmentMissingError(
                message, code="cannot-write", path=str(folder / name)
            ) from error
        for parent in (folder / name).relative_to(folder).parents:
            with contextlib.suppress(OSError):  # not empty
                (folder / parent).rmdir()
    return tuple(removed)


def _digest(path: str, seen: Seen | None) -> str | None:
    """Return the digest of the file's bytes; None when it cannot be read."""
    try:
        if seen and seen.signature == signature_of(os.stat(path)):
            return seen.sha256
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _names(folder: Path, prefix: str) -> Iterator[str]:
    try:
        entries = sorted(os.scandir(folder / prefix), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _names(folder, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".md"):
            yield prefix + entry.name


def _is_ours(folder: Path, name: str) -> bool:
    try:
        with (folder / name).open("rb") as file:
            return _MARK in file.read(_HEAD)
    except OSError:
        return False
