"""A corpus to the two networks of a pipeline, and to the one file that holds them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from briefgen.language.weights import read_weights, write_weights
from training.augment import in_capitals, with_repeats, with_swapped_names
from training.corpora import Corpus
from training.desk import Desk, Hiding, Inventory, Trained, frequent_words, label_list, stream
from training.emphasis import with_emphasis
from training.frames import framed_lessons
from training.learn import Plan, learn
from training.losses import names_loss, parse_loss
from training.network import Arrays, Shape, embed, encode, initial
from training.sentences import Lesson, named_lessons, parsed_lessons
from training.silver import silver_lessons
from training.templates import made_up_texts
from training.vectors import word_vectors

SEED = 7


@dataclass(frozen=True, slots=True)
class Sizes:
    """Of a network."""

    width: int
    layers: int
    pieces: int
    frequent: int
    hidden: int = 128


Keep = Callable[[str, Callable[[], Trained]], Trained]


@dataclass(frozen=True, slots=True)
class Schooling:
    """How a parser is trained."""

    own: Plan
    teacher: Plan
    seeds: tuple[int, ...] = ()
    "of the teachers; without any, a parser learns from treebanks alone"
    stresses_reports: bool = False
    "whether the arcs of report verbs count for more"
    further: Plan | None = None
    "of second courses over all the same sentences, from the weights of the first"
    courses: int = 1
    "second courses, in other orders each; their weights are averaged"


def train_parser(
    language: str,
    corpus: Corpus,
    sizes: Sizes,
    schooling: Schooling,
    keep: Keep,
    start: Path | None = None,
) -> Trained:
    """Return a network for tags, lemmas and trees.

    Teachers learn from treebanks; the network itself also from how they read the corpus's other
    texts. *keep* is given each teacher's name and what trains it, and returns it. With *start*, a
    packed pipeline, the first course is left out and the second goes on from its parser.
    """
    treebanks = list(parsed_lessons(corpus.parsed, language))
    lessons = [*treebanks, *framed_lessons(treebanks, language)]
    if schooling.stresses_reports:
        lessons = list(with_emphasis(lessons, language))
    labels = {
        "tag": label_list(treebanks, "tag"),
        "lemma": label_list(treebanks, "lemma", 2),
        "relation": label_list(treebanks, "relation", 3),
    }
    words = frequent_words(treebanks, sizes.frequent)
    inventory = Inventory(labels, words, word_vectors(language), sees_classes=False)
    shape = _shape(inventory, sizes)

    def train(
        lessons: Sequence[Lesson], plan: Plan, seed: int, weights: Arrays | None = None
    ) -> Trained:
        desk = Desk(inventory, shape)
        batches = (
            desk.batch(group, length, Hiding(), dice)
            for group, length, dice in stream(lessons, seed)
        )
        loss = partial(parse_loss, shape=shape, dropout=plan.dropout)
        weights = weights or initial(shape, seed)
        return Trained(learn(loss, weights, batches, plan, seed), inventory, shape)

    teachers = [
        keep(f"{language}-teacher-{seed}", partial(train, lessons, schooling.teacher, seed))
        for seed in schooling.seeds
    ]
    if teachers:
        lessons += silver_lessons(list(named_lessons(corpus.named, language)), teachers)
    weights = read_parser(start) if start else train(lessons, schooling.own, SEED).weights
    if schooling.further is None:
        return Trained(weights, inventory, shape)
    courses = [
        keep(f"{language}-course-{seed}", partial(train, lessons, schooling.further, seed, weights))
        for seed in range(SEED + 1, SEED + 1 + schooling.courses)
    ]
    return Trained(mean_of([course.weights for course in courses]), inventory, shape)


def mean_of(many: Sequence[Arrays]) -> Arrays:
    """Return the mean of weights that were trained from the same ones, and so stay close."""
    return {name: np.mean([one[name] for one in many], axis=0) for name in many[0]}


def read_parser(path: Path) -> Arrays:
    """Return the parser's weights in the packed pipeline at *path*."""
    arrays, _ = read_weights(path)
    return {
        name.removeprefix("parse."): array
        for name, array in arrays.items()
        if name.startswith("parse.")
    }


def train_names(
    language: str, corpus: Corpus, sizes: Sizes, plan: Plan, parser: Trained, draws: int
) -> Trained:
    """Return a network for names, which sees what *parser* makes of each word.

    Each made-up sentence is drawn *draws* times.
    """
    texts = [with_repeats(item) for item in corpus.named]
    more = [*with_swapped_names(texts), *made_up_texts(language, draws), *in_capitals(texts)]
    lessons = list(named_lessons([*texts, *more], language))
    labels = {"name": label_list(lessons, "name")}
    words = frequent_words(lessons, sizes.frequent)
    inventory = Inventory(labels, words, parser.inventory.vectors, sees_classes=True)
    shape = _shape(inventory, sizes, below=parser.shape.width)
    desk, below_desk = Desk(inventory, shape), Desk(parser.inventory, parser.shape)

    def batches() -> Iterator[Arrays]:
        for group, length, dice in stream(lessons, SEED):
            below = below_desk.batch(group, length)
            yield desk.batch(group, length, Hiding(), dice) | {
                f"below.{name}": values for name, values in below.items()
            }

    parse = {name: jnp.asarray(value) for name, value in parser.weights.items()}

    def loss(weights: Arrays, batch: Arrays, key: Any) -> Any:
        below = {
            name.removeprefix("below."): values
            for name, values in batch.items()
            if name.startswith("below.")
        }
        types = embed(parse, below)
        read = encode(parse, parser.shape.layers, types, below)[1]
        return names_loss(
            weights, batch, key, shape, plan.dropout, labels["name"], jax.lax.stop_gradient(read)
        )

    return Trained(learn(loss, initial(shape, SEED), batches(), plan, SEED), inventory, shape)


def _shape(inventory: Inventory, sizes: Sizes, below: int = 0) -> Shape:
    return Shape(
        width=sizes.width,
        layers=sizes.layers,
        pieces=sizes.pieces,
        words=len(inventory.frequent) + 1,
        vector=inventory.vectors.table.shape[1],
        outputs={name: len(labels) for name, labels in inventory.labels.items()},
        hidden=sizes.hidden,
        below=below,
    )


def pack(parser: Trained, names: Trained, path: Path) -> int:
    """Write both networks to *path* and return its size in bytes."""
    arrays: dict[str, Any] = {}
    lists: dict[str, Any] = {}
    for prefix, network in (("parse", parser), ("names", names)):
        arrays |= {f"{prefix}.{name}": value for name, value in network.weights.items()}
        lists[f"{prefix}.frequent"] = network.inventory.frequent
        lists |= network.inventory.labels
    vectors = parser.inventory.vectors
    words = sorted(vectors.rows, key=lambda word: (vectors.rows[word], word))
    arrays["vectors"] = vectors.table
    arrays["vectors.rows"] = np.array([vectors.rows[word] for word in words], "uint16")
    arrays["vectors.lower"] = np.array([vectors.lower], "uint8")
    lists["vectors"] = words
    path.parent.mkdir(parents=True, exist_ok=True)
    return write_weights(path, arrays, lists)
