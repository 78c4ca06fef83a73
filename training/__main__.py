"""``python -m training LANGUAGE --data DIR``: train, join, pack and measure a pipeline."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from spacy.language import Language

import briefgen.models
from briefgen.language.engine import WEIGHTS, read_pipeline
from training.corpora import Corpus, load_corpus
from training.evaluate import annotated, score_names, score_trees
from training.examples import parsed_examples
from training.fit import Plan, fit
from training.pack import join, pack
from training.report_triples import score_triples
from training.sentence_scores import score_sentences

HERE = Path(__file__).parent
MODELS = Path(briefgen.models.__file__).parent
PLANS = {
    ("fr", "parse"): Plan(steps=6000, rate=0.002, dropout=0.15),
    ("en", "parse"): Plan(steps=8000, rate=0.002, dropout=0.1),
    ("fr", "names"): Plan(steps=5000, rate=0.0012, dropout=0.25, draws=14),
    ("en", "names"): Plan(steps=3200, rate=0.0012, dropout=0.2, width=64, draws=14),
}


def main() -> None:
    """Run the recipe, or with ``--evaluate`` only measure what is shipped."""
    options = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    options.add_argument("language", choices=["fr", "en"])
    options.add_argument("--data", type=Path, required=True, help="see training/README.md")
    options.add_argument("--out", type=Path, help="default: briefgen/models/LANGUAGE")
    options.add_argument("--evaluate", action="store_true", help="measure, do not train")
    options.add_argument("--parts", type=Path, help="keep the halves there, or take them from it")
    options.add_argument("--steps", type=int, help="of each half, for a trial")
    given = options.parse_args()
    folder = given.out or MODELS / given.language
    corpus = load_corpus(given.language, given.data)
    if not given.evaluate:
        size = _train(given.language, corpus, folder, given.parts, given.steps)
        print(f"{folder}: {size / 1e6:.1f} MB of weights")
    _measure(given.language, corpus, read_pipeline(folder))


def _train(
    language: str, corpus: Corpus, folder: Path, parts: Path | None, steps: int | None
) -> int:
    """Train parser and name finder apart, write them joined, return the size in bytes.

    A half that lies in *parts* already is not trained again.
    """
    with TemporaryDirectory() as scratch:
        kept = parts or Path(scratch)
        for part in ("parse", "names"):
            if not (kept / part / WEIGHTS).exists():
                plan = PLANS[language, part]
                plan = replace(plan, steps=steps or plan.steps)
                pack(fit(language, corpus, HERE / f"{part}.cfg", plan), kept / part)
        return pack(join(read_pipeline(kept / "parse"), read_pipeline(kept / "names")), folder)


def _measure(language: str, corpus: Corpus, pipeline: Language) -> None:
    for name, trees in corpus.parsed_tests.items():
        _show(name, score_trees(pipeline, trees, language))
        examples = annotated(pipeline, parsed_examples(trees, language, pipeline.vocab))
        _show(f"{name}, report-verb triples", score_triples(examples, language))
    for name, texts in corpus.named_tests.items():
        _show(f"{name}, names", score_names(pipeline, texts, language))
    for name, sentences in corpus.running_tests.items():
        _show(f"{name}, sentences", score_sentences(sentences, language))


def _show(title: str, scores: Mapping[str, float]) -> None:
    print(f"{title}: " + "  ".join(f"{name} {value:.3f}" for name, value in scores.items()))


if __name__ == "__main__":
    main()
