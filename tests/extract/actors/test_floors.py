"""Floors on annotated articles; one drops only in a commit that says why."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen.evaluation import GoldArticle, read_gold, score
from briefgen.extract import find_actors
from briefgen.language import annotate, engine
from briefgen.model import Briefing

SHARED = Path(os.environ.get("BRIEFGEN_SHARED", Path(__file__).parents[4] / "shared"))
FLOORS = {
    "fr_dev": {"actor.f1": 87, "actor.key": 73, "actor.roles": 80},
    "en_dev": {"actor.f1": 86, "actor.key": 75, "actor.roles": 80},
    "seed": {"actor.f1": 99, "actor.key": 99, "actor.roles": 99},
}


def _briefing(gold: GoldArticle) -> Briefing:
    return Briefing(gold.article, (), find_actors(annotate(gold.article)), (), (), (), ())


@pytest.mark.corpus
@pytest.mark.parametrize("name", FLOORS)
def test_actors_stay_above_their_floors(name: str) -> None:
    path = SHARED / "eval" / f"{name}.gold.json"
    if not path.is_file():
        pytest.skip(f"no annotated articles at {path}: the floors are not tested")
    articles = read_gold(path)
    if not engine.has_pipeline(articles[0].article.language):
        pytest.skip(f"no pipeline for {articles[0].article.language}: floors are not tested")
    figures = score((gold, _briefing(gold)) for gold in articles).figures
    below = {
        figure: round(100 * figures[figure].f1, 1)
        for figure, floor in FLOORS[name].items()
        if 100 * figures[figure].f1 < floor
    }
    assert below == {}
