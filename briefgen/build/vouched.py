"""Files of our own behind a line that vouches for them: the format's name and a checksum.

What was cut short, edited or written by another version does not fit its line.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from briefgen.build.fast_json import json_text, read_json
from briefgen.build.store import write_atomically


def write_vouched(path: Path, form: str, data: Any) -> None:
    """Keep the JSON *data* at *path* in the format called *form*.

    Raises:
        EnvironmentMissingError: it cannot be written.
    """
    write_vouched_lines(path, form, [json_text(data)])


def read_vouched(path: Path, form: str) -> Any:
    """Return the JSON data kept at *path* in the format called *form*.

    Raises:
        OSError: it cannot be read.
        ValueError: it is damaged, or of another format.
    """
    return read_json(_body(path, form))


def write_vouched_lines(path: Path, form: str, lines: Iterable[str]) -> None:
    """Keep *lines*, which hold no line break, at *path* in the format called *form*.

    Raises:
        EnvironmentMissingError: it cannot be written.
    """
    body = "\n".join(lines).encode("utf-8", "surrogatepass")
    write_atomically(path, _head(form, body) + b"\n" + body)


def read_vouched_lines(path: Path, form: str) -> list[str]:
    """Return the lines kept at *path* in the format called *form*; one empty line for none.

    Raises:
        OSError: it cannot be read.
        ValueError: it is damaged, or of another format.
    """
    return _body(path, form).decode("utf-8", "surrogatepass").split("\n")


def _body(path: Path, form: str) -> bytes:
    head, _, body = path.read_bytes().partition(b"\n")
    if head != _head(form, body):
        message = "does not fit its checksum"
        raise ValueError(message)
    return body


def _head(form: str, body: bytes) -> bytes:
    return f"{form} {hashlib.blake2b(body, digest_size=20).hexdigest()}".encode()
