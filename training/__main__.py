"""``python -m training LANGUAGE --data DIR``: train, join, pack and measure a pipeline."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from spacy.language import Language

import briefgen.models
from briefgen.language.engine import read_pipeline
from training.corpora import Corpus, load_corpus
from training.evaluate import annotated, score_names, score_trees
from training.examples import parsed_examples
from training.fit import fit
from training.pack import join, pack
from training.report_triples import score_triples
from training.sentence_scores import score_sentences

HERE = Path(__file__).parent
MODELS = Path(briefgen.models.__file__).parent
PARSER_STEPS = 2500
NAME_STEPS = 3000


def main() -> None:
    """Run the recipe, or with ``--evaluate`` only measure what is shipped."""
    options = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    options.add_argument("language", choices=["fr", "en"])
    options.add_argument("--data", type=Path, required=True, help="see training/README.md")
    options.add_argument("--out", type=Path, help="default: briefgen/models/LANGUAGE")
    options.add_argument("--evaluate", action="store_true", help="measure, do not train")
    options.add_argument("--parser-steps", type=int, default=PARSER_STEPS)
    options.add_argument("--name-steps", type=int, default=NAME_STEPS)
    given = options.parse_args()
    folder = given.out or MODELS / given.language
    corpus = load_corpus(given.language, given.data)
    if not given.evaluate:
        size = _train(given.language, corpus, folder, given.parser_steps, given.name_steps)
        print(f"{folder}: {size / 1e6:.1f} MB of weights")
    _measure(given.language, corpus, read_pipeline(folder))


def _train(language: str, corpus: Corpus, folder: Path, parser: int, names: int) -> int:
    """Train parser and name finder apart, write them joined, return the size in bytes."""
    with TemporaryDirectory() as scratch:
        parts = Path(scratch)
        pack(fit(language, corpus, HERE / "parse.cfg", parser), parts / "parse")
        pack(fit(language, corpus, HERE / "names.cfg", names), parts / "names")
        joined = join(read_pipeline(parts / "parse"), read_pipeline(parts / "names"))
        return pack(joined, folder)


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
