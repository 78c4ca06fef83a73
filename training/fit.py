"""Train a pipeline: seeded, bounded in steps, weights averaged."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.training import Example
from spacy.util import fix_random_seed, load_config, load_model_from_config
from spacy.vocab import Vocab
from thinc.api import Adam, warmup_linear

from briefgen.language.blas import use_blas
from briefgen.language.engine import read_pipeline
from training.augment import in_capitals, with_repeats, with_swapped_names
from training.corpora import Corpus
from training.examples import named_examples, parsed_examples
from training.templates import made_up_texts
from training.vectors import word_vectors

SEED = 7
WORDS_A_STEP = 640  # of each kind of example


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how hard a part is trained."""

    steps: int
    rate: float
    "the learning rate's peak; it rises for 250 steps, then falls to nothing"
    dropout: float
    width: int = 96
    "of the embedding and of what encodes it"
    draws: int = 0
    "of each made-up sentence, names only"


def fit(language: str, corpus: Corpus, start: Path, plan: Plan, *, seed: int = SEED) -> Language:
    """Return a pipeline trained on *corpus* as *plan* says.

    *start* is a configuration, or the folder of a packed pipeline that a further round
    takes up: the learning rate rises and falls once more, and *seed* shuffles anew.
    """
    use_blas()
    fix_random_seed(seed)
    if start.is_dir():
        pipeline = read_pipeline(start)
    else:
        config = load_config(start, overrides={"variables.width": plan.width})
        pipeline = load_model_from_config(config, auto_fill=True, validate=False)
    vocab = pipeline.vocab
    if not start.is_dir():
        vocab.vectors = word_vectors(language)
    parsed = (
        list(parsed_examples(corpus.parsed, language, vocab)) if _has(pipeline, "parser") else []
    )
    named = _named(corpus, language, vocab, plan.draws) if _has(pipeline, "ner") else []
    if not start.is_dir():
        pipeline.initialize(lambda: parsed + named)
    optimizer = Adam(
        learn_rate=warmup_linear(plan.rate, min(250, plan.steps // 8), plan.steps),
        L2=0.01,
        grad_clip=1.0,
        use_averages=True,
        L2_is_weight_decay=True,
    )
    batches = _batches(parsed, named, seed)
    began = time.monotonic()
    skipped = 0
    for step in range(plan.steps):
        losses: dict[str, float] = {}
        try:
            pipeline.update(next(batches), sgd=optimizer, drop=plan.dropout, losses=losses)
        except ValueError as error:  # no lawful transition leads to the gold: leave it out
            skipped += 1
            print("skipped", str(error)[:80], flush=True)
        optimizer.step_schedules()
        if step % 200 == 0:
            shown = {name: round(value, 1) for name, value in losses.items()}
            print(step, round(time.monotonic() - began), shown, flush=True)
    with pipeline.use_params(optimizer.averages):
        data = pipeline.to_bytes(exclude=["vocab"])
    return pipeline.from_bytes(data, exclude=["vocab"])


def _named(corpus: Corpus, language: str, vocab: Vocab, draws: int) -> list[Example]:
    texts = [with_repeats(item) for item in corpus.named]
    more = [*with_swapped_names(texts), *made_up_texts(language, draws), *in_capitals(texts)]
    return list(named_examples([*texts, *more], language, vocab))


def _has(pipeline: Language, component: str) -> bool:
    return component in pipeline.component_names


def _batches(
    parsed: Sequence[Example], named: Sequence[Example], seed: int
) -> Iterator[list[Example]]:
    """Yield mixed batches for ever; each kind is shuffled anew when it runs out."""
    streams = [_stream(kind, seed + n) for n, kind in enumerate((parsed, named)) if kind]
    while True:
        batch: list[Example] = []
        for stream in streams:
            words = 0
            while words < WORDS_A_STEP:
                example = next(stream)
                batch.append(example)
                words += len(example.predicted)
        yield batch


def _stream(examples: Sequence[Example], seed: int) -> Iterator[Example]:
    order = list(examples)
    generator = random.Random(seed)
    while True:
        generator.shuffle(order)
        for example in order:
            yield Example(example.predicted.copy(), example.reference)
