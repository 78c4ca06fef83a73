"""A file as it lies on disk: its name, its bytes, and the size it may have."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from briefgen.errors import InputError

MAX_BYTES = 10_000_000  # no news article comes near; bounds the time of every parser


@dataclass(frozen=True, slots=True)
class Input:
    """The bytes of one file."""

    path: str
    "as errors and sources name it, with forward slashes"
    data: bytes

    @property
    def stem(self) -> str:
        """File name without folders and suffix."""
        return PurePosixPath(self.path).stem

    @property
    def suffix(self) -> str:
        """Last suffix of the file name, lower case with its dot; empty when it has none."""
        return PurePosixPath(self.path).suffix.lower()

    @property
    def sha256(self) -> str:
        """Hex digest of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


def load(path: Path, *, name: str, max_bytes: int = MAX_BYTES) -> Input:
    """Return the bytes of *path*, which errors call *name*.

    Raises:
        InputError: not there, not a regular file, not readable, empty, over *max_bytes*.
    """
    try:
        if not path.is_file():
            found = "is a folder or a device" if path.exists() else "does not exist"
            message = f"{found}; expected the path of an article file"
            raise InputError(message, code="unreadable", path=name)
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        message = f"cannot be read ({reason}); check the name and its permissions"
        raise InputError(message, code="unreadable", path=name) from error
    if len(data) > max_bytes:
        message = f"is larger than {max_bytes / 1e6:g} MB; split it or raise the limit"
        raise InputError(message, code="too-large", path=name)
    if not data:
        message = "the file is empty; expected a headline, a blank line and the text"
        raise InputError(message, code="no-text", path=name)
    return Input(name, data)


def display_name(path: Path, root: Path | None = None) -> str:
    """Return *path* as errors print it: below *root* relative to it, else as given."""
    if root is not None:
        absolute, base = os.path.abspath(path), os.path.abspath(root)  # noqa: PTH100 - symlinks stay
        if absolute.startswith(base + os.sep):
            return Path(absolute).relative_to(base).as_posix()
    return path.as_posix()
