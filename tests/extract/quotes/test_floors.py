"""Floors on annotated articles; one drops only in a commit that says why.

The articles beside the project are read when they are there; ``corpus.json``, written for this
test about documented history, always is.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen.evaluation import GoldArticle, read_gold, score
from briefgen.extract import find_actors, find_quotes
from briefgen.language import annotate, engine
from briefgen.model import Briefing

SHARED = Path(os.environ.get("BRIEFGEN_SHARED", Path(__file__).parents[4] / "shared"))
OWN = Path(__file__).parent / "corpus.json"
FLOORS = {
    "fr_dev": {"quote.f1": 87, "quote.exact": 74, "quote.speaker": 68},
    "fr_quotes": {"quote.f1": 84, "quote.exact": 72, "quote.speaker": 69},
    "en_dev": {"quote.f1": 85, "quote.exact": 66, "quote.speaker": 61},
    "seed": {"quote.f1": 95, "quote.speaker": 95},
}
OWN_FLOORS = {
    "fr": {"quote.f1": 85, "quote.speaker": 75},
    "en": {"quote.f1": 85, "quote.speaker": 75},
}


def briefing_of(gold: GoldArticle) -> Briefing:
    document = annotate(gold.article)
    actors = find_actors(document)
    return Briefing(gold.article, (), actors, find_quotes(document, actors), (), (), ())


def shortfalls(articles: tuple[GoldArticle, ...], floors: dict[str, int]) -> dict[str, float]:
    if not engine.has_pipeline(articles[0].article.language):
        pytest.skip(f"no pipeline for {articles[0].article.language}: floors are not tested")
    figures = score((gold, briefing_of(gold)) for gold in articles).figures
    return {
        name: round(100 * figures[name].f1, 1)
        for name, floor in floors.items()
        if 100 * figures[name].f1 < floor
    }


@pytest.mark.corpus
@pytest.mark.parametrize("name", FLOORS)
def test_quotes_stay_above_their_floors(name: str) -> None:
    path = SHARED / "eval" / f"{name}.gold.json"
    if not path.is_file():
        pytest.skip(f"no annotated articles at {path}: the floors are not tested")
    assert shortfalls(read_gold(path), FLOORS[name]) == {}


@pytest.mark.parametrize("language", OWN_FLOORS)
def test_quotes_of_our_own_articles_stay_above_their_floors(language: str) -> None:
    articles = tuple(gold for gold in read_gold(OWN) if gold.article.language == language)
    assert shortfalls(articles, OWN_FLOORS[language]) == {}
