"""Floors on the annotated articles beside the project; one drops only in a commit that says why.

Rules alone, without a parser: what a language without a pipeline gets.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen.evaluation import GoldArticle, read_gold, score
from briefgen.extract.timeline import find_events, find_timexes
from briefgen.model import Briefing, Document
from tests.extract.timeline.plain import plain_document

SHARED = Path(os.environ.get("BRIEFGEN_SHARED", Path(__file__).parents[4] / "shared"))
FLOORS = {
    "fr_dev": {"time.f1": 95.5, "time.value": 92.0, "time.key": 89.0},
    "en_dev": {"time.f1": 95.5, "time.value": 92.0, "time.key": 75.0},
}


def briefing_of(gold: GoldArticle, document: Document) -> Briefing:
    article = gold.article
    timexes = find_timexes(document, article.published)
    timeline = find_events(document, article.published, timexes, ())
    return Briefing(article, (), (), (), timeline, timexes, ())


@pytest.mark.corpus
@pytest.mark.parametrize("name", FLOORS)
def test_rules_alone_stay_above_their_floors(name: str) -> None:
    path = SHARED / "eval" / f"{name}.gold.json"
    if not path.is_file():
        pytest.skip(f"no annotated articles at {path}: the floors are not tested")
    articles = read_gold(path)
    figures = score(
        (gold, briefing_of(gold, plain_document(gold.article.text, gold.article.language)))
        for gold in articles
    ).figures
    for figure, floor in FLOORS[name].items():
        assert 100 * figures[figure].f1 >= floor, figure
