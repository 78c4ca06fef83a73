from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen.extract.timeline import find_events, find_timexes
from briefgen.model import Event
from tests.extract.timeline.plain import plain_document

CASES = Path(__file__).parent / "cases"


def cases(language: str) -> list[Any]:
    rows = yaml.safe_load((CASES / f"{language}.yaml").read_text(encoding="utf-8"))
    return [pytest.param(language, row, id=f"{language}: {row['title']}") for row in rows]


def events_of(text: str, language: str, published: dt.date | None) -> tuple[Event, ...]:
    document = plain_document(text, language)
    return find_events(document, published, find_timexes(document, published), ())


@pytest.mark.parametrize(("language", "case"), [*cases("fr"), *cases("en")])
def test_case(language: str, case: dict[str, Any]) -> None:
    text = case["text"]
    found = events_of(text, language, case["published"])
    assert [[e.timex.span.of(text), e.timex.value, str(e.status)] for e in found] == case["events"]


def test_the_same_event_told_twice_is_one_entry() -> None:
    text = (
        "Le mur de Berlin s'est ouvert jeudi. Des familles se sont retrouvées.\n\n"
        "Le mur de Berlin s'est ouvert jeudi soir, le 9 novembre.\n\n"
        "Jeudi, le mur de Berlin s'est ouvert."
    )
    found = events_of(text, "fr", dt.date(1989, 11, 10))
    assert [e.timex.span.of(text) for e in found] == ["jeudi", "jeudi soir"]
