"""``python -m training.name_types LANGUAGE --data DIR``: weigh what tells a name's type.

A multinomial logistic regression over every possible name of the annotated texts, document
by document: no name, person, organisation or place. What the name finder says is no feature,
since it was trained on the same texts. Writes ``names.tsv`` of the language's model and
prints precision, recall and F1 of forms on the held-out texts.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import briefgen.models
from briefgen.extract.actors.context import Place, Surroundings
from briefgen.extract.actors.features import Form, form_features, form_of, neighbours
from briefgen.extract.actors.lattice import find_runs
from briefgen.extract.actors.lexicon import ActorLexicon, actor_lexicon
from briefgen.extract.actors.weights import CLASSES, NameWeights
from briefgen.language import annotate
from briefgen.model import Article, Document, NameType, Source
from training.corpora import NamedText, load_corpus
from training.invented_names import Inventor

LEAST = 4  # forms that have a feature
RIDGE = 1.0
ROUNDS = 150
RATE = 0.15
SMALLEST = 0.04  # weights closer to nought are left out
ORGANISATION = CLASSES.index(NameType.ORG)
MAX_TEXT = 12_000  # characters of one document

Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Sample:
    """One form of one document, and what the annotators made of it."""

    features: Features
    label: int
    "position in CLASSES"


def main() -> None:
    """Fit, write and measure the weights of one language."""
    options = argparse.ArgumentParser(prog="python -m training.name_types", description=__doc__)
    options.add_argument("language", choices=["fr", "en"])
    options.add_argument("--data", type=Path, required=True, help="see training/README.md")
    given = options.parse_args()
    corpus = load_corpus(given.language, given.data)
    inventor = Inventor(given.language, actor_lexicon(given.language))
    weights = fit(list(samples(corpus.named, given.language, inventor)))
    path = Path(briefgen.models.__file__).parent / given.language / "names.tsv"
    print(f"{path}: {write(weights, path)} features")
    for title, texts in corpus.named_tests.items():
        for kind, figures in measure(weights, samples(texts, given.language)).items():
            print(title, kind, *(f"{figure:.3f}" for figure in figures))


def samples(
    texts: Iterable[NamedText], language: str, inventor: Inventor | None = None
) -> Iterator[Sample]:
    """Yield the samples of *texts*; sentences of one treebank document are read together."""
    lexicon = actor_lexicon(language)
    for identifier, text, names in _documents(texts):
        source = Source(path=identifier, sha256="0" * 64)
        document = annotate(Article(identifier, "", text, language, source))
        yield from document_samples(document, names, lexicon, inventor)


def document_samples(
    document: Document,
    names: Sequence[tuple[int, int, str]],
    lexicon: ActorLexicon,
    inventor: Inventor | None = None,
) -> Iterator[Sample]:
    """Yield the samples of one *document*, whose *names* are given by their characters.

    With an *inventor*, a name that stands free comes once more under an invented one, so
    that the weights learn the lists rather than the names of one corpus.
    """
    gold = {(start, end): CLASSES.index(NameType(kind)) for start, end, kind in names}
    tokens = document.tokens
    forms: dict[Form, list[Place]] = defaultdict(list)
    for run in find_runs(tokens, lexicon):
        for first, last in run:
            form = form_of(document, first, last)
            if form.words:
                forms[form].append(Place(first, last))
    documents = {False: document}
    others = neighbours(documents, forms, lexicon)
    around = {False: Surroundings(document, lexicon)}
    for form, places in forms.items():
        labels = Counter(
            gold.get((tokens[p.first].start, tokens[p.last - 1].end), 0) for p in places
        )
        features = form_features(around, form, places, others)
        label = labels.most_common(1)[0][0]
        yield Sample(features, ORGANISATION if label and is_institution(form, lexicon) else label)
        units = inventor.name(label) if inventor and form.is_free else ()
        if units:
            features = form_features(around, form, places, others, units)
            yield Sample(features, label)


def is_institution(form: Form, lexicon: ActorLexicon) -> bool:
    """Tell whether *form* names a museum or school: for travel guides a place, for us none."""
    first, last = form.words[0], form.words[-1]
    return lexicon.holds("institutions", last) or (
        len(form.words) > 2 and lexicon.holds("institutions", first)
    )


def fit(samples: Sequence[Sample]) -> NameWeights:
    """Return the weights of most likelihood, ridged: full batches, Adam's steps."""
    counts = Counter(feature for sample in samples for feature in sample.features)
    kept = sorted(feature for feature, count in counts.items() if count >= LEAST)
    column = {feature: number for number, feature in enumerate(kept)}
    cells = [
        (row, column[feature], value)
        for row, sample in enumerate(samples)
        for feature, value in sample.features.items()
        if feature in column
    ]
    rows = np.array([cell[0] for cell in cells])
    columns = np.array([cell[1] for cell in cells])
    values = np.array([cell[2] for cell in cells])
    wanted = np.eye(len(CLASSES))[[sample.label for sample in samples]]
    weights = _descend(rows, columns, values, wanted, len(kept))
    return NameWeights(
        {
            feature: (float(none), float(person), float(organisation), float(place))
            for feature, (none, person, organisation, place) in zip(kept, weights, strict=True)
            if max(abs(none), abs(person), abs(organisation), abs(place)) >= SMALLEST
        }
    )


def _descend(
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    values: NDArray[np.float64],
    wanted: NDArray[np.float64],
    size: int,
) -> NDArray[np.float64]:
    count, classes = wanted.shape
    weights = np.zeros((size, classes))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, ROUNDS + 1):
        scores = np.stack(
            [
                np.bincount(rows, weights[columns, kind] * values, minlength=count)
                for kind in range(classes)
            ],
            axis=1,
        )
        likely = np.exp(scores - scores.max(axis=1, keepdims=True))
        error = likely / likely.sum(axis=1, keepdims=True) - wanted
        slope = RIDGE * weights + np.stack(
            [
                np.bincount(columns, error[rows, kind] * values, minlength=size)
                for kind in range(classes)
            ],
            axis=1,
        )
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        rate = RATE * min(1.0, 2 * (1 - step / (ROUNDS + 1)))
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def write(weights: NameWeights, path: Path) -> int:
    """Write *weights* to *path* in hundredths and return their number."""
    head = (
        "# What each feature adds to the score of no name, person, organisation and place, in\n"
        "# hundredths. Written by training/name_types.py; licence: LICENSE.md.\n"
    )
    lines = [
        "\t".join([feature, *(str(round(100 * weight)) for weight in row)])
        for feature, row in sorted(weights.rows.items())
    ]
    path.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)


def measure(
    weights: NameWeights, samples: Iterable[Sample]
) -> dict[NameType, tuple[float, float, float]]:
    """Return precision, recall and F1 of each type over forms, by the weights alone."""
    pairs: Counter[tuple[int, int]] = Counter()
    for sample in samples:
        scores = list(weights.scores(sample.features).values())
        pairs[sample.label, scores.index(max(scores))] += 1
    figures = {}
    for kind in NameType:
        number = CLASSES.index(kind)
        right = pairs[number, number]
        wanted = sum(count for (gold, _), count in pairs.items() if gold == number)
        found = sum(count for (_, ours), count in pairs.items() if ours == number)
        figures[kind] = (
            right / max(1, found),
            right / max(1, wanted),
            2 * right / max(1, wanted + found),
        )
    return figures


def _documents(
    texts: Iterable[NamedText],
) -> Iterator[tuple[str, str, list[tuple[int, int, str]]]]:
    """Yield texts with their names, the sentences of one treebank document joined by lines."""
    for identifier, group in groupby(texts, key=lambda item: _document_of(item.id)):
        text, names = "", list[tuple[int, int, str]]()
        for item in group:
            if len(text) > MAX_TEXT:
                yield identifier, text, names
                text, names = "", []
            text += "\n" if text else ""
            names += [(len(text) + start, len(text) + end, kind) for start, end, kind in item.names]
            text += item.text
        yield identifier, text, names


def _document_of(identifier: str) -> str:
    """Return the document of a treebank sentence; an article's id is its own."""
    document, _, number = identifier.rpartition("-")
    return document if document and number.isdigit() and "/" not in identifier else identifier


if __name__ == "__main__":
    main()
