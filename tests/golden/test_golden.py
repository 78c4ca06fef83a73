"""Whole briefings, to be read as prose in a diff: `pytest tests/golden --record` writes them."""

from functools import cache
from pathlib import Path

import pytest

from briefgen.model import Briefing, QuoteType
from briefgen.pipeline import brief
from briefgen.readers import read
from briefgen.render import render

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SEED = "trump-zelensky-defense-aerienne.md"
ARTICLES = [SEED, "1969-07-21-men-walk-on-the-moon.md"]


@cache
def briefing_of(name: str) -> Briefing:
    (article,) = read(ROOT / "content/articles" / name, root=ROOT)
    return brief(article)


@pytest.mark.parametrize("name", ARTICLES)
def test_briefing_is_as_recorded(name: str, request: pytest.FixtureRequest) -> None:
    made = render(briefing_of(name))
    golden = HERE / name
    if request.config.getoption("--record"):
        golden.write_text(made, "utf-8", newline="\n")
    assert made == golden.read_text("utf-8")


def test_the_seed_names_three_presidents_and_three_countries() -> None:
    briefing = briefing_of(SEED)
    text = briefing.article.text
    roles = {actor.name: [span.of(text) for span in actor.roles] for actor in briefing.actors}
    assert roles == {
        "Donald Trump": ["président américain"],
        "Volodymyr Zelensky": ["président ukrainien"],
        "Vladimir Poutine": ["président russe"],
        "États-Unis": [],
        "Ukraine": [],
        "Russie": [],
    }


def test_the_seed_holds_reported_speech_alone_each_with_its_speaker() -> None:
    briefing = briefing_of(SEED)
    speakers = [quote.actor for quote in briefing.quotes if quote.actor]
    assert {quote.type for quote in briefing.quotes} == {QuoteType.INDIRECT}
    assert len(briefing.quotes) >= 11
    assert set(speakers) == {"donald-trump", "volodymyr-zelensky", "vladimir-poutine"}


def test_the_seed_dates_its_call_and_its_next_meeting() -> None:
    briefing = briefing_of(SEED)
    text = briefing.article.text
    dated = {event.timex.span.of(text): event.timex.value for event in briefing.timeline}
    assert dated["Ce vendredi"] == "2025-07-04"
    assert dated["dans les prochains jours"] == "FUTURE_REF"
