"""What a user points at: files as they are, folders as the readable files below them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from briefgen.readers.formats import SUFFIXES


def find_inputs(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield every path that is no folder, and below a folder each file of a known suffix.

    Files of a folder come in the order of their paths; hidden ones are passed over.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for file in sorted(path.rglob("*")):
            is_hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
            if file.suffix.lower() in SUFFIXES and not is_hidden and file.is_file():
                yield file
