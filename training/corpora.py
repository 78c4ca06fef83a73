"""The corpora of each language, as annotated texts, split into training and held-out.

Held out, never trained on: Sequoia test, GSD test, the last 15 % of WiNER-fr by id,
every tenth document of GUM, and UNER-PUD.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from babel import Locale

from training.annotated_names import annotated_treebanks, read_annotated
from training.conllu import Sentence, read_conllu
from training.sentence_scores import read_texts

Name = tuple[int, int, str]
NAME_TYPES = ("PER", "ORG", "LOC")
_ARTICLE = re.compile(r"(?:l['’] ?|d['’] ?|les? |la )(?=\w)")
_EXCLUDED = Path(__file__).with_name("winer_held_out.txt")
HELD_OUT = 0.15  # of WiNER-fr, the latest by id


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text with its names: ``(start, end, type)``, outermost only, in order."""

    id: str
    text: str
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """What one language trains and measures with."""

    parsed: tuple[Sentence, ...]
    parsed_tests: dict[str, tuple[Sentence, ...]]
    named: tuple[NamedText, ...]
    named_tests: dict[str, tuple[NamedText, ...]]
    running_tests: dict[str, tuple[str, ...]] = field(default_factory=dict)
    "sentences of running text in their order"


def load_corpus(language: str, data: Path) -> Corpus:
    """Return the corpus of *language* below *data*.

    Raises:
        FileNotFoundError: a file the recipe names is not there.
        KeyError: the recipe knows no such language.
    """
    return _LOADERS[language](data)


def _french(data: Path) -> Corpus:
    trees = data / "ud_fr"
    named = sorted(_winer(data / "ner_fr" / "winer.jsonl"), key=lambda item: item.id)
    cut = round(len(named) * (1 - HELD_OUT))
    measured_elsewhere = set(_EXCLUDED.read_text(encoding="utf-8").split("\n"))
    train = ("sequoia-train", "sequoia-dev", "fqb", "gsd-dev", "pud", "rhapsodie-train")
    return Corpus(
        parsed=_trees(trees, train),
        parsed_tests={
            "Sequoia test": _trees(trees, ["sequoia-test"]),
            "GSD test": _trees(trees, ["gsd-test"]),
        },
        named=(
            *(
                replace(item, names=tuple(_without_article(item.text, item.names)))
                for item in named[:cut]
                if item.id not in measured_elsewhere
            ),
            *_annotated(data, "fr"),
        ),
        named_tests={"WiNER-fr, last 15 % by id": tuple(named[cut:])},
        running_tests={
            "L'Est républicain (Sequoia)": read_texts(
                sorted(trees.glob("sequoia-*.conllu")), "annodis.er"
            ),
            "PUD, news": read_texts([trees / "pud.conllu"], "n"),
        },
    )


def _english(data: Path) -> Corpus:
    trees = data / "ud_en"
    gum = _trees(trees, sorted(path.stem for path in trees.glob("gum-*.conllu")))
    documents = sorted({sentence.document for sentence in gum})
    test = set(documents[::10])
    ewt = _trees(trees, sorted(path.stem for path in trees.glob("ewt-*.conllu")))
    names = data / "ner_en"
    return Corpus(
        parsed=(*(s for s in gum if s.document not in test), *ewt),
        parsed_tests={"GUM, every tenth document": tuple(s for s in gum if s.document in test)},
        named=(
            *_countries_as_places(_iob(names / "uner-en-ewt-dev.iob2")),
            *_countries_as_places(_iob(names / "uner-en-ewt-test.iob2")),
            *_annotated(data, "en"),
        ),
        named_tests={"UNER-PUD": tuple(_iob(names / "uner-en-pud.iob2"))},
    )


_LOADERS: dict[str, Callable[[Path], Corpus]] = {"fr": _french, "en": _english}


def _trees(folder: Path, stems: Sequence[str]) -> tuple[Sentence, ...]:
    return tuple(sentence for stem in stems for sentence in read_conllu(folder / f"{stem}.conllu"))


def _annotated(data: Path, language: str) -> Iterator[NamedText]:
    """Yield our own annotations of treebank sentences (training/annotations)."""
    for treebank in annotated_treebanks(language):
        for sentence in read_annotated(data, treebank):
            yield NamedText(sentence.sent_id, sentence.text, sentence.names)


def _winer(path: Path) -> Iterator[NamedText]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            names = [tuple(name) for name in row["entities"] if name[2] in NAME_TYPES]
            yield NamedText(row["id"], row["text"], _outermost(names))


def _countries_as_places(texts: Iterator[NamedText]) -> Iterator[NamedText]:
    """Yield the texts with acting countries LOC, as we call them; Universal NER says ORG."""
    countries = {str(name) for name in Locale("en").territories.values()}
    for item in texts:
        yield replace(
            item,
            names=tuple(
                (start, end, "LOC" if item.text[start:end] in countries else kind)
                for start, end, kind in item.names
            ),
        )


def _without_article(text: str, names: Iterable[Name]) -> Iterator[Name]:
    """Yield the names without the small article that some annotators took in."""
    for start, end, kind in names:
        article = _ARTICLE.match(text, start, end)
        yield (article.end() if article else start), end, kind


def _outermost(names: Sequence[Name]) -> tuple[Name, ...]:
    kept: list[Name] = []
    for start, end, kind in sorted(names, key=lambda name: (name[0], -name[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, kind))
    return tuple(kept)


def _iob(path: Path) -> Iterator[NamedText]:
    """Yield one text a sentence of a UNER file, its tokens as the ``# text`` line has them."""
    identifier, text, at = "", "", 0
    names: list[Name] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# sent_id"):
            identifier = line.partition("=")[2].strip()
        elif line.startswith("# text ="):
            text, at, names = line.partition("=")[2].strip(), 0, []
        elif line and not line.startswith("#"):
            _, form, tag, *_ = line.split("\t")
            start = text.find(form, at)
            if start < 0:
                continue
            at = start + len(form)
            if tag.startswith("B-"):
                names.append((start, at, tag[2:]))
            elif tag.startswith("I-") and names:
                names[-1] = (names[-1][0], at, names[-1][2])
        elif not line and text:
            yield NamedText(identifier, text, tuple(n for n in names if n[2] in NAME_TYPES))
            text = ""
