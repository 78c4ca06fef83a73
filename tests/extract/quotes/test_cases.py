"""The case files: one phenomenon each, found in a parsed document without actors.

A case that is known to fail says why under ``xfail``; once it holds, the mark must go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen.extract.quotes import find_quotes
from briefgen.language import annotate, engine
from briefgen.model import Article, Document, Quote, Source

CASES = Path(__file__).parent / "cases"
LANGUAGES = ("fr", "en")
LEAST = 120  # cases a language


def rows_of(language: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load(
        (CASES / f"{language}.yaml").read_text(encoding="utf-8")
    )
    return rows


def cases() -> Iterator[Any]:
    for language in LANGUAGES:
        for row in rows_of(language):
            marks = [pytest.mark.xfail(strict=True, reason=row["xfail"])] if "xfail" in row else []
            yield pytest.param(language, row, id=f"{language}-{row['title']}", marks=marks)


def document_of(text: str, language: str) -> Document:
    return annotate(Article("case", "", text, language, Source("case", "")))


def as_written(quote: Quote, expected: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Return what was found in the form of a case, with the fields that the case tells."""
    found: dict[str, Any] = {
        "type": quote.type.value,
        "content": [part.of(text) for part in quote.content],
        "speaker": quote.speaker.of(text) if quote.speaker else None,
        "cue": quote.cue.of(text) if quote.cue else None,
    }
    return {name: value for name, value in found.items() if name in expected}


@pytest.mark.parametrize(("language", "row"), list(cases()))
def test_case(language: str, row: Mapping[str, Any]) -> None:
    if not engine.has_pipeline(language):
        pytest.skip(f"no pipeline for {language} is shipped here")
    text, expected = row["text"], row["quotes"]
    quotes = find_quotes(document_of(text, language), ())
    everything = {"type": "", "content": "", "speaker": "", "cue": ""}
    told = [*expected, *([everything] * len(quotes))]
    assert [as_written(q, e, text) for q, e in zip(quotes, told, strict=False)] == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_cases_are_many_and_told_apart(language: str) -> None:
    titles = Counter(row["title"] for row in rows_of(language))
    assert titles.total() >= LEAST
    assert titles.most_common(1)[0][1] == 1
