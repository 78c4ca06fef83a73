"""Files to articles. One module a format; `formats.FORMATS` is the table of them.

Readers know files and formats and nothing of language: an article whose input does not
name its language comes out as ``und``, for the pipeline to settle.
"""

from __future__ import annotations

from pathlib import Path

from briefgen.model import Article
from briefgen.readers.formats import FORMATS, SUFFIXES, all_suffixes, pick
from briefgen.readers.input import MAX_BYTES, display_name, load
from briefgen.readers.worker import SHARED

__all__ = ["FORMATS", "MAX_BYTES", "SUFFIXES", "all_suffixes", "read"]

MAX_UNGUARDED = 250_000  # bytes; larger files of our own formats are read in the worker too


def read(
    path: Path, *, root: Path | None = None, max_bytes: int = MAX_BYTES
) -> tuple[Article, ...]:
    """Return the articles of the file at *path*; feeds hold several, most files one.

    Errors and sources name the file relative to *root* when it lies below it. Drafts,
    embargoed and killed articles are returned too: see `Article.is_public`.

    Raises:
        InputError: the file cannot be read; says path, line, what was found, what would do.
    """
    name = display_name(path, root)
    source = load(path, name=name, max_bytes=max_bytes)
    row = pick(source)
    is_guarded = row.is_guarded or len(source.data) > MAX_UNGUARDED
    return SHARED.read(path, name, max_bytes) if is_guarded else row.read(source)
