"""Org files (``#+title:``, ``#+date:``, text) for briefgen."""

import datetime as dt
import hashlib

from briefgen import Article, InputError, Source
from briefgen.readers.input import Input

SUFFIXES = (".org",)


def read(source: Input) -> tuple[Article, ...]:
    """Return the article of the file."""
    keys: dict[str, str] = {}
    body: list[str] = []
    for line in source.data.decode("utf-8").splitlines():
        if line.startswith("#+"):
            key, _, value = line[2:].partition(":")
            keys[key.lower()] = value.strip()
        else:
            body.append(line)
    if "title" not in keys:
        message = "no title; add a line `#+title:`"
        raise InputError(message, code="no-title", path=source.path, line=1)
    article = Article(
        id=source.stem,
        title=keys["title"],
        text="\n".join(body).strip(),
        language=keys.get("language", "und"),
        source=Source(path=source.path, sha256=hashlib.sha256(source.data).hexdigest()),
        published=dt.date.fromisoformat(keys["date"]) if "date" in keys else None,
    )
    return (article,)
