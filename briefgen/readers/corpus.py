"""Articles as JSON lines: how corpora are fed to `briefgen extract -`."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from briefgen.errors import InputError
from briefgen.model import UNKNOWN_LANGUAGE, Article, Source
from briefgen.readers.safe_json import parse_json_text


def read_corpus(lines: Iterable[str], path: str = "-") -> Iterator[Article | InputError]:
    """Yield each line's article, or the error that tells why it is none.

    A line is an object with ``id``, ``title``, ``text`` and, if known, ``lang`` and
    ``published``; other keys are left alone. Blank lines are passed over.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _read(line, path)
            except InputError as error:
                yield error.at(path, number)


def _read(line: str, path: str) -> Article:
    data = parse_json_text(line, path)
    if not isinstance(data, dict):
        message = f"found {type(data).__name__}; expected an object with id, title and text"
        raise InputError(message)
    return Article(
        id=_text(data, "id"),
        title=_text(data, "title"),
        text=_text(data, "text"),
        language=_text(data, "lang", UNKNOWN_LANGUAGE),
        published=_date(data),
        source=Source(path=path, sha256=hashlib.sha256(line.encode("utf-8")).hexdigest()),
    )


def _text(data: dict[str, Any], field: str, default: str | None = None) -> str:
    value = data.get(field, default)
    if isinstance(value, str) and _is_encodable(value):
        return value
    message = f"{field} is {value!r:.60}; expected text"
    raise InputError(message, field=field)


def _is_encodable(value: str) -> bool:
    return not any("\ud800" <= c <= "\udfff" for c in value)


def _date(data: dict[str, Any]) -> dt.date | None:
    value = data.get("published")
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        message = f"published is {value!r:.60}; expected a date like 2012-07-02"
        raise InputError(message, field="published") from None
