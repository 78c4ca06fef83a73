"""Articles of any readable format to article files below the articles' folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from briefgen.model import Article
from briefgen.readers.article_file import article_file, import_digest
from briefgen.slug import slugify

UNDATED = "undated"  # folder of articles without a day
_IMPORTED = re.compile(r"^imported: *['\"]?([0-9a-f]{16})['\"]?$", re.MULTILINE)
_HEAD = 70_000  # characters; front matter is shorter


class Outcome(StrEnum):
    """What became of an article."""

    WRITTEN = "written"
    KEPT = "kept"
    "imported before: its file stands, edited or not"


@dataclass(frozen=True, slots=True)
class Imported:
    """An article and its file."""

    path: Path
    outcome: Outcome


def import_article(article: Article, folder: Path) -> Imported:
    """Write *article* to ``folder/YYYY/MM/slug``; what was imported before is left alone.

    Another version of the article, or another article of the same title, gets a file of
    its own with a digest in its name. No file is ever overwritten.

    Raises:
        OSError: the file cannot be written.
    """
    home = folder / _subfolder(article)
    stem = slugify(article.title)
    digest = import_digest(article)
    for path in _namesakes(home, stem):
        if _imported(path) == digest:
            return Imported(path, Outcome.KEPT)
    text, suffix = article_file(article)
    home.mkdir(parents=True, exist_ok=True)
    for name in (stem, f"{stem[:70]}-{digest[:8]}"):
        path = home / f"{name}{suffix}"
        if any(_namesakes(home, name)) and name == stem:
            continue
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        return Imported(path, Outcome.WRITTEN)
    return Imported(path, Outcome.KEPT)


def _subfolder(article: Article) -> str:
    day = article.published
    return f"{day.year:04}/{day.month:02}" if day else UNDATED


def _namesakes(home: Path, stem: str) -> Iterator[Path]:
    """Yield the files called *stem*, or *stem* and a digest, in the order of their names."""
    if not home.is_dir():
        return
    pattern = re.compile(rf"{re.escape(stem)}|{re.escape(stem[:70])}-[0-9a-f]{{8}}")
    for path in sorted(home.iterdir()):
        if path.suffix in {".md", ".txt"} and pattern.fullmatch(path.stem):
            yield path


def _imported(path: Path) -> str:
    with path.open(encoding="utf-8", errors="replace") as file:
        match = _IMPORTED.search(file.read(_HEAD))
    return match[1] if match else ""
