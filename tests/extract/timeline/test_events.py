from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen.extract.timeline import find_events, find_timexes
from briefgen.language import annotate, engine
from briefgen.model import Actor, Article, Event, Mention, MentionKind, NameType, Source, Span
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
        "La foule a dansé sur le mur jeudi soir.\n\n"
        "Jeudi, le mur de Berlin s'est ouvert."
    )
    found = events_of(text, "fr", dt.date(1989, 11, 10))
    assert [e.timex.span.of(text) for e in found] == ["jeudi", "jeudi soir"]


def parsed_events(text: str, published: dt.date) -> tuple[Event, ...]:
    if not engine.has_pipeline("fr"):
        pytest.skip("no French pipeline: what a parse adds is not tested")
    article = Article("x", "", text, "fr", Source("x", ""), published)
    document = annotate(article)
    return find_events(document, published, find_timexes(document, published), ())


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Le président a signé le traité lundi.", "Le président a signé le traité"),
        ("Le traité, signé lundi, sera publié.", "Le traité, signé, sera publié"),
        ("Selon le ministre, la réunion aura lieu mardi.", "la réunion aura lieu"),
        (
            "Le ministre est venu à Paris et a signé le traité lundi.",
            "Le ministre a signé le traité",
        ),
    ],
    ids=["the date is left out", "a participle takes its verb", "attribution", "shared subject"],
)
def test_label_is_short_and_whole(text: str, label: str) -> None:
    (event,) = parsed_events(text, dt.date(1963, 1, 22))
    assert event.label == label


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("22 janvier 1963. - Le président signera mercredi 23 janvier le traité.", ["1963-01-23"]),
        (
            "22 janvier 1963. - Le président a signé aujourd'hui le traité.",
            ["1963-01-22", "1963-01-22"],
        ),
    ],
    ids=["the sentence dates itself to another day", "to the same day"],
)
def test_a_dateline_yields_to_another_day(text: str, values: list[str]) -> None:
    found = parsed_events(text, dt.date(1963, 1, 22))
    assert [event.timex.value for event in found] == values


def test_a_pronoun_gives_way_to_its_name() -> None:
    text = "Il a signé le traité mardi."
    mention = Mention(Span(0, 2), MentionKind.PRONOUN)
    actor = Actor(
        "charles-de-gaulle", "Charles de Gaulle", NameType.PER, (), (), (mention,), 1.0, key=True
    )
    document = plain_document(text, "fr")
    published = dt.date(1963, 1, 22)
    (event,) = find_events(document, published, find_timexes(document, published), [actor])
    assert event.label == "[Charles de Gaulle] a signé le traité"
    assert event.actors == ("charles-de-gaulle",)
