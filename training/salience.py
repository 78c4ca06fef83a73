"""``python -m training.salience GOLD…``: weigh the evidence for key actors.

A ridged logistic regression over the actors that `briefgen.extract.actors` finds in annotated
articles of all languages together. Prints the constants of ``salience.py`` and the F1 of key
actors when each article is weighed, and its threshold set, by the other articles alone.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from briefgen.evaluation import GoldArticle, read_gold
from briefgen.evaluation.matching import pair_up
from briefgen.evaluation.scores import actor_likeness
from briefgen.extract.actors.find import weigh_actors
from briefgen.extract.actors.salience import WEIGHTS
from briefgen.language import annotate
from briefgen.model import NameType

RIDGE = 5.0  # on standardised evidence; between 2 and 10 F1 hardly moves
ROUNDS = 30  # of Newton's method, which needs fewer
THRESHOLDS = np.arange(-1.2, 0.8, 0.1)  # log-odds
TYPES = (NameType.PER, NameType.ORG, NameType.LOC)

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weighed:
    """One article's actors: their evidence, whether annotators call them key, their number."""

    rows: Numbers
    key: Numbers
    wanted: int
    "key actors of the annotation, found or not"


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights of raw evidence, the constant first."""

    weights: Numbers

    def scores(self, rows: Numbers) -> Numbers:
        """Return the log-odds of each actor."""
        return self.weights[0] + rows @ self.weights[1:]


def main() -> None:
    """Fit, print the constants and what they are worth."""
    options = argparse.ArgumentParser(prog="python -m training.salience", description=__doc__)
    options.add_argument("gold", type=Path, nargs="+")
    corpora = [[weigh(gold) for gold in read_gold(path)] for path in options.parse_args().gold]
    articles = [article for corpus in corpora for article in corpus]
    print_constants(articles)
    chosen = cross_validate(articles)
    at = 0
    for corpus in corpora:
        print(f"cross-validated F1 {100 * f1(corpus, chosen[at : at + len(corpus)]):.1f}")
        at += len(corpus)


def weigh(gold: GoldArticle) -> Weighed:
    """Return the evidence for the actors that we find in *gold*, and the truth."""
    found = weigh_actors(annotate(gold.article))
    pairs = pair_up(gold.actors, [actor for actor, _ in found], actor_likeness, 1)
    key = np.zeros(len(found))
    for theirs, ours in pairs:
        key[ours] = gold.actors[theirs].key
    rows = [
        [*(actor.type is kind for kind in TYPES), *(evidence[name] for name in WEIGHTS)]
        for actor, evidence in found
    ]
    shape = (len(found), len(TYPES) + len(WEIGHTS))
    return Weighed(np.array(rows, dtype=float).reshape(shape), key, sum(a.key for a in gold.actors))


def fit(articles: Sequence[Weighed]) -> Fit:
    """Return the most likely weights, ridged on standardised evidence."""
    rows = np.concatenate([article.rows for article in articles])
    key = np.concatenate([article.key for article in articles])
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    columns = np.column_stack([np.ones(len(rows)), (rows - mean) / spread])
    ridge = RIDGE * np.eye(columns.shape[1])
    ridge[0, 0] = 0.0
    weights = np.zeros(columns.shape[1])
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-columns @ weights))
        curve = columns.T @ (columns * (likely * (1 - likely))[:, None]) + ridge
        weights -= np.linalg.solve(curve, columns.T @ (likely - key) + ridge @ weights)
    raw = weights[1:] / spread
    return Fit(np.concatenate([[weights[0] - raw @ mean], raw]))


def threshold(model: Fit, articles: Sequence[Weighed]) -> float:
    """Return the log-odds from which on calling an actor key gives the best F1."""
    scores = [model.scores(article.rows) for article in articles]
    return max(
        THRESHOLDS, key=lambda least: float(f1(articles, [score >= least for score in scores]))
    )


def f1(articles: Sequence[Weighed], chosen: Sequence[NDArray[np.bool_]]) -> float:
    """Return the F1 of the *chosen* actors of each of *articles*."""
    right = sum(
        float(article.key[choice].sum()) for article, choice in zip(articles, chosen, strict=True)
    )
    size = sum(int(choice.sum()) for choice in chosen) + sum(a.wanted for a in articles)
    return 2 * right / size


def cross_validate(articles: Sequence[Weighed]) -> list[NDArray[np.bool_]]:
    """Return whom each article's weights and threshold choose when it is left out of both."""
    chosen = []
    for number, article in enumerate(articles):
        others = [*articles[:number], *articles[number + 1 :]]
        model = fit(others)
        chosen.append(model.scores(article.rows) >= threshold(model, others))
    return chosen


def print_constants(articles: Sequence[Weighed]) -> None:
    """Print BIAS, WEIGHTS and KEY as ``salience.py`` has them."""
    model = fit(articles)
    constant, *raw = model.weights
    bias = {kind.value: round(float(constant + raw[n]), 2) for n, kind in enumerate(TYPES)}
    weights = {
        name: round(float(weight), 2)
        for name, weight in zip(WEIGHTS, raw[len(TYPES) :], strict=True)
    }
    key = 1 / (1 + np.exp(-threshold(model, articles)))
    print(f"BIAS = {bias}\nWEIGHTS = {weights}\nKEY = {key:.2f}")


if __name__ == "__main__":
    main()
