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
from training.augment import with_repeats, with_swapped_names
from training.corpora import Corpus
from training.examples import named_examples, parsed_examples

SEED = 7
WORDS_A_STEP = 640  # of each kind of example
DROPOUT = 0.15


def fit(
    language: str, corpus: Corpus, config: Path, steps: int, *, seconds: float = 1e9
) -> Language:
    """Return a pipeline of *config* trained on *corpus* for *steps* updates."""
    use_blas()
    fix_random_seed(SEED)
    pipeline = load_model_from_config(load_config(config), auto_fill=True, validate=False)
    vocab = pipeline.vocab
    parsed = (
        list(parsed_examples(corpus.parsed, language, vocab)) if _has(pipeline, "parser") else []
    )
    named = _named(corpus, language, vocab) if _has(pipeline, "ner") else []
    pipeline.initialize(lambda: parsed + named)
    optimizer = Adam(
        learn_rate=warmup_linear(0.0012, min(250, steps // 8), steps),
        L2=0.01,
        grad_clip=1.0,
        use_averages=True,
        L2_is_weight_decay=True,
    )
    batches = _batches(parsed, named)
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
        if time.monotonic() - began > seconds:
            print("stopped at", step)
            break
    with pipeline.use_params(optimizer.averages):
        data = pipeline.to_bytes()
    return pipeline.from_bytes(data)


def _named(corpus: Corpus, language: str, vocab: Vocab) -> list[Example]:
    texts = [with_repeats(item) for item in corpus.named]
    return list(named_examples([*texts, *with_swapped_names(texts)], language, vocab))


def _has(pipeline: Language, component: str) -> bool:
    return component in pipeline.component_names


def _batches(parsed: Sequence[Example], named: Sequence[Example]) -> Iterator[list[Example]]:
    """Yield mixed batches for ever; each kind is shuffled anew when it runs out."""
    streams = [_stream(kind, SEED + n) for n, kind in enumerate((parsed, named)) if kind]
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
