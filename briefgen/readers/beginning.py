"""A new article file, ready to be written in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import yaml

from briefgen.errors import InputError
from briefgen.slug import slugify


def begin_article(
    folder: Path, title: str, published: dt.date, language: str | None = None
) -> Path:
    """Write ``folder/YYYY/MM/slug.md`` with front matter alone, and return its path.

    Raises:
        InputError: the title is empty, or the file stands already; it is left alone.
    """
    if not title.strip():
        message = "the title is empty; give the article's headline"
        raise InputError(message, field="title")
    path = folder / f"{published:%Y}" / f"{published:%m}" / f"{slugify(title)}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    fields = {"title": title.strip(), "published": published, "lang": language}
    known = {name: value for name, value in fields.items() if value is not None}
    head = yaml.safe_dump(known, allow_unicode=True, sort_keys=False)
    empty = "".join(f"# {name}:\n" for name in ("byline", "url", "source", "rights", "tags"))
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(f"---\n{head}{empty}---\n")
    except FileExistsError:
        message = "exists already; choose another title or write there"
        raise InputError(message, path=path.as_posix()) from None
    return path
