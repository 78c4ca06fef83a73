"""Train a pipeline: seeded, bounded in steps, weights averaged."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.training import Example
from spacy.util import fix_random_seed, load_config, load_model_from_config
from spacy.vocab import Vocab
from thinc.api import Adam, warmup_linear

from briefgen.language.blas import use_blas
from briefgen.language.engine import read_pipeline
from training.augment import with_repeats, with_swapped_names
from training.corpora import Corpus
from training.examples import named_examples, parsed_examples

SEED = 7
RATE = 0.0012
WORDS_A_STEP = 640  # of each kind of example
DROPOUT = 0.15


def fit(
    language: str, corpus: Corpus, start: Path, steps: int, *, seed: int = SEED, rate: float = RATE
) -> Language:
    """Return a pipeline trained on *corpus* for *steps* updates.

    *start* is a configuration, or the folder of a packed pipeline that a further round
    takes up: the learning rate rises and falls once more, and *seed* shuffles anew.
    """
    use_blas()
    fix_random_seed(seed)
    if start.is_dir():
        pipeline = read_pipeline(start)
    else:
        pipeline = load_model_from_config(load_config(start), auto_fill=True, validate=False)
    vocab = pipeline.vocab
    parsed = (
        list(parsed_examples(corpus.parsed, language, vocab)) if _has(pipeline, "parser") else []
    )
    named = _named(corpus, language, vocab) if _has(pipeline, "ner") else []
    if not start.is_dir():
        pipeline.initialize(lambda: parsed + named)
    optimizer = Adam(
        learn_rate=warmup_linear(rate, min(250, steps // 8), steps),
        L2=0.01,
        grad_clip=1.0,
        use_averages=True,
        L2_is_weight_decay=True,
    )
    batches = _batches(parsed, named, seed)
    began = time.monotonic()
    skipped = 0
    for step in range(steps):
        losses: dict[str, float] = {}
        try:
            pipeline.update(next(batches), sgd=optimizer, drop=DROPOUT, losses=losses)
        except ValueError as error:  # no lawful transition leads to the gold: leave it out
            skipped += 1
            print("skipped", str(error)[:80], flush=True)
        optimizer.step_schedules()
        if step % 200 == 0:
            shown = {name: round(value, 1) for name, value in losses.items()}
            print(step, round(time.monotonic() - began), shown, flush=True)
    with pipeline.use_params(optimizer.averages):
        data = pipeline.to_bytes()
    return pipeline.from_bytes(data)


def _named(corpus: Corpus, language: str, vocab: Vocab) -> list[Example]:
    texts = [with_repeats(item) for item in corpus.named]
    return list(named_examples([*texts, *with_swapped_names(texts)], language, vocab))


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
