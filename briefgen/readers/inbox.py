"""What a user points at: files as they are, folders as the readable files below them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from briefgen.readers.formats import all_suffixes

# Folders of images and scripts that browsers put beside a saved page.
_BESIDE_PAGES = ("_files", "_fichiers", "-Dateien", "_archivos")


def find_inputs(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield every path that is no folder, and below a folder each file of a known suffix.

    Files of a folder come in the order of their paths; hidden ones are passed over.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for file in sorted(path.rglob("*")):
            is_passed = any(is_passed_over(part) for part in file.relative_to(path).parts)
            if file.suffix.lower() in all_suffixes() and not is_passed and file.is_file():
                yield file


def is_passed_over(name: str) -> bool:
    """Tell whether a file or folder is hidden, or what a browser saved beside a page."""
    return name.startswith((".", "_")) or name.endswith(_BESIDE_PAGES)
