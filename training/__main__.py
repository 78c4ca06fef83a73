"""``python -m training LANGUAGE... --data DIR``: train, pack and measure a pipeline."""

from __future__ import annotations

import argparse
import os
import pickle
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

# One core: the same sums in the same order on every machine.
os.environ["XLA_FLAGS"] = (
    "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1 "
    + os.environ.get("XLA_FLAGS", "")
)

import briefgen.models
from briefgen.language.engine import WEIGHTS, Pipeline
from training.corpora import Corpus, load_corpus
from training.desk import Trained
from training.evaluate import read_trees, score_names, score_trees
from training.fit import Schooling, Sizes, pack, train_names, train_parser
from training.learn import Plan
from training.report_triples import count_triples, scores
from training.sentence_scores import score_sentences

MODELS = Path(briefgen.models.__file__).parent
PARSER = Sizes(width=144, layers=3, pieces=6000, frequent=4000)
NAMES = Sizes(width=128, layers=2, pieces=5000, frequent=1000, hidden=96)
SCHOOLINGS = {
    "fr": Schooling(own=Plan(steps=4000), teacher=Plan(steps=3000), seeds=(1, 2)),
    "en": Schooling(
        own=Plan(steps=5000),
        teacher=Plan(steps=5000),
        stresses_reports=True,
        further=Plan(steps=2400, rate=0.0015),
        courses=4,
    ),
}
NAMES_PLANS = {"fr": Plan(steps=4500), "en": Plan(steps=5000)}
DRAWS = 8  # of each made-up sentence


def main() -> None:
    """Run the recipe, or with ``--evaluate`` only measure what is shipped."""
    options = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    options.add_argument("languages", choices=["fr", "en"], nargs="+")
    options.add_argument("--data", type=Path, required=True, help="see training/README.md")
    options.add_argument("--out", type=Path, default=MODELS, help="has a folder a language")
    options.add_argument("--evaluate", action="store_true", help="measure, do not train")
    options.add_argument("--parts", type=Path, help="keep the networks there, or take them from it")
    options.add_argument("--start", type=Path, help="a packed pipeline whose parser learns further")
    options.add_argument("--steps", type=int, help="of each network, for a trial")
    given = options.parse_args()
    triples: Counter[str] = Counter()
    for language in given.languages:
        path = given.out / language / WEIGHTS
        corpus = load_corpus(language, given.data)
        if not given.evaluate:
            with TemporaryDirectory() as scratch:
                parts = given.parts or Path(scratch)
                size = _train(language, corpus, path, parts, given.steps, given.start)
            print(f"{path}: {size / 1e6:.1f} MB")
        triples += _measure(language, corpus, Pipeline(path, language))
    _show("all treebanks, report-verb triples", scores(triples))


def _train(
    language: str, corpus: Corpus, path: Path, parts: Path, steps: int | None, start: Path | None
) -> int:
    """Train parser and name finder, write them to *path*, return the size in bytes."""

    def cut(plan: Plan) -> Plan:
        return replace(plan, steps=steps or plan.steps)

    def keep(name: str, train: Callable[[], Trained]) -> Trained:
        return _kept(parts / f"{name}.pickle", train)

    planned = SCHOOLINGS[language]
    schooling = replace(
        planned,
        own=cut(planned.own),
        teacher=cut(planned.teacher),
        further=planned.further and cut(planned.further),
    )
    parser = keep(
        f"{language}-parser",
        lambda: train_parser(language, corpus, PARSER, schooling, keep, start),
    )
    names = keep(
        f"{language}-names",
        lambda: train_names(language, corpus, NAMES, cut(NAMES_PLANS[language]), parser, DRAWS),
    )
    return pack(parser, names, path)


def _kept(path: Path, train: Callable[[], Trained]) -> Trained:
    """Return what an earlier run left in *path*, else train it and leave it there."""
    if path.exists():
        return pickle.loads(path.read_bytes())  # noqa: S301 - written by ourselves, below
    trained = train()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pickle.dumps(trained))
    return trained


def _measure(language: str, corpus: Corpus, pipeline: Pipeline) -> Counter[str]:
    """Print the scores of *pipeline*; return the counts of its report-verb triples."""
    triples: Counter[str] = Counter()
    for name, trees in corpus.parsed_tests.items():
        pairs = list(read_trees(pipeline, trees, language))
        _show(name, score_trees(pairs))
        counts = count_triples(pairs, language)
        triples += counts
        _show(f"{name}, report-verb triples", scores(counts))
    for name, texts in corpus.named_tests.items():
        _show(f"{name}, names", score_names(pipeline, texts, language))
    for name, sentences in corpus.running_tests.items():
        _show(f"{name}, sentences", score_sentences(sentences, language))
    return triples


def _show(title: str, scores: Mapping[str, float]) -> None:
    print(f"{title}: " + "  ".join(f"{name} {value:.3f}" for name, value in scores.items()))


if __name__ == "__main__":
    main()
