"""Floors on the annotated articles beside the project; one drops only in a commit that says why.

Twice: with the language's pipeline, and by rules alone, as a language without one is read.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from briefgen.evaluation import GoldArticle, read_gold, score
from briefgen.extract.timeline import find_events, find_timexes
from briefgen.language import annotate, engine
from briefgen.model import Briefing, Document
from tests.extract.timeline.plain import plain_document

SHARED = Path(os.environ.get("BRIEFGEN_SHARED", Path(__file__).parents[4] / "shared"))
FLOORS = {
    "fr_dev": {"time.f1": 96.5, "time.value": 94.5, "time.key": 91.5},
    "en_dev": {"time.f1": 97.0, "time.value": 95.0, "time.key": 79.0},
}
FLOORS_OF_RULES = {
    "fr_dev": {"time.f1": 95.5, "time.value": 92.0, "time.key": 89.0},
    "en_dev": {"time.f1": 95.5, "time.value": 92.0, "time.key": 75.0},
}


def briefing_of(gold: GoldArticle, document: Document) -> Briefing:
    article = gold.article
    timexes = find_timexes(document, article.published)
    timeline = find_events(document, article.published, timexes, ())
    return Briefing(article, (), (), (), timeline, timexes, ())


def gold_articles(name: str) -> tuple[GoldArticle, ...]:
    path = SHARED / "eval" / f"{name}.gold.json"
    if not path.is_file():
        pytest.skip(f"no annotated articles at {path}: the floors are not tested")
    return read_gold(path)


def figures_of(pairs: Iterable[tuple[GoldArticle, Document]]) -> dict[str, float]:
    scores = score((gold, briefing_of(gold, document)) for gold, document in pairs)
    return {name: 100 * figure.f1 for name, figure in scores.figures.items()}


@pytest.mark.corpus
@pytest.mark.parametrize("name", FLOORS)
def test_a_parsed_timeline_stays_above_its_floors(name: str) -> None:
    articles = gold_articles(name)
    if not engine.has_pipeline(articles[0].article.language):
        pytest.skip(f"no pipeline for {name}: its floors are not tested")
    figures = figures_of((gold, annotate(gold.article)) for gold in articles)
    assert {n: f for n, f in FLOORS[name].items() if figures[n] < f} == {}


@pytest.mark.corpus
@pytest.mark.parametrize("name", FLOORS_OF_RULES)
def test_rules_alone_stay_above_their_floors(name: str) -> None:
    articles = gold_articles(name)
    figures = figures_of(
        (gold, plain_document(gold.article.text, gold.article.language)) for gold in articles
    )
    assert {n: f for n, f in FLOORS_OF_RULES[name].items() if figures[n] < f} == {}
