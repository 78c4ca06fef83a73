"""Floors on annotated articles; one drops only in a commit that says why.

The articles beside the project are read when they are there; ``corpus.json``, written for this
test about documented history, always is.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen.evaluation import Figure, GoldArticle, read_gold, score
from briefgen.evaluation.gold import GoldQuote
from briefgen.evaluation.matching import pair_up, set_f1, token_places
from briefgen.evaluation.scores import LEAST_LIKENESS
from briefgen.extract import find_actors, find_quotes
from briefgen.language import annotate, engine
from briefgen.model import Briefing, Quote, QuoteType

SHARED = Path(os.environ.get("BRIEFGEN_SHARED", Path(__file__).parents[4] / "shared"))
OWN = Path(__file__).parent / "corpus.json"
FLOORS: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "floors.yaml").read_text(encoding="utf-8")
)
OWN_FLOORS = FLOORS.pop("own")


def briefing_of(gold: GoldArticle) -> Briefing:
    document = annotate(gold.article)
    actors = find_actors(document)
    return Briefing(gold.article, (), actors, find_quotes(document, actors), (), (), ())


def shortfalls(articles: tuple[GoldArticle, ...], floors: dict[str, int]) -> dict[str, float]:
    if not engine.has_pipeline(articles[0].article.language):
        pytest.skip(f"no pipeline for {articles[0].article.language}: floors are not tested")
    pairs = [(gold, briefing_of(gold)) for gold in articles]
    figures = {name: figure.f1 for name, figure in score(pairs).figures.items()}
    figures["direct"] = direct_f1(pairs)
    return {
        name: round(100 * figures[name], 1)
        for name, floor in floors.items()
        if 100 * figures[name] < floor
    }


def direct_f1(pairs: Iterable[tuple[GoldArticle, Briefing]]) -> float:
    """Return the F1 of the direct quotations: those of the gold found, and ours that are wrong."""
    count = Figure()
    for gold, briefing in pairs:
        text = gold.article.text
        wanted = [token_places(quote.content, text) for quote in gold.quotes]
        ours = [token_places(quote.content, text) for quote in briefing.quotes]
        found = pair_up(wanted, ours, set_f1, LEAST_LIKENESS)
        counted = [i for i, q in enumerate(gold.quotes) if is_direct(q) and not q.optional]
        right = len({i for i, _ in found} & set(counted))
        paired = {j for _, j in found}
        wrong = sum(is_direct(q) for j, q in enumerate(briefing.quotes) if j not in paired)
        count.add(right, len(counted), right + wrong)
    return count.f1


def is_direct(quote: GoldQuote | Quote) -> bool:
    return quote.type is QuoteType.DIRECT


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
