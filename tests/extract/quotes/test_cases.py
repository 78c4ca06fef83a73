"""The case files: one phenomenon each, found in a parsed document without actors."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen.extract.quotes import find_quotes
from briefgen.language import annotate
from briefgen.model import Article, Document, Quote, Source

CASES = Path(__file__).parent / "cases"
LANGUAGES = ("fr", "en")
MAX_FAILED = 0.05  # share of a language's cases


def document_of(text: str, language: str) -> Document:
    return annotate(Article("case", "", text, language, Source("case", "")))


def is_as_expected(quote: Quote, expected: Mapping[str, Any], text: str) -> bool:
    found: dict[str, Any] = {
        "type": quote.type.value,
        "content": [part.of(text) for part in quote.content],
        "speaker": quote.speaker.of(text) if quote.speaker else None,
        "cue": quote.cue.of(text) if quote.cue else None,
    }
    return all(found[name] == value for name, value in expected.items())


@pytest.mark.parametrize("language", LANGUAGES)
def test_cases_hold(language: str) -> None:
    """A newly trained parser may miss a few; the message names them."""
    if not document_of("", language).is_parsed:
        pytest.skip(f"no pipeline for {language} is shipped here")
    rows = yaml.safe_load((CASES / f"{language}.yaml").read_text(encoding="utf-8"))
    failed = [row["title"] for row in rows if not holds(row, language)]
    assert len(failed) <= len(rows) * MAX_FAILED, failed


def holds(row: Mapping[str, Any], language: str) -> bool:
    quotes = find_quotes(document_of(row["text"], language), ())
    expected = row["quotes"]
    return len(quotes) == len(expected) and all(
        is_as_expected(q, e, row["text"]) for q, e in zip(quotes, expected, strict=True)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_tell_cases_apart(language: str) -> None:
    rows = yaml.safe_load((CASES / f"{language}.yaml").read_text(encoding="utf-8"))
    assert len({row["title"] for row in rows}) == len(rows)
