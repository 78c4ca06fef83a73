"""CoNLL-U files to sentences over surface tokens.

A multiword token whose parts are its own letters (don|'t) stays split; one whose
parts are not (du = de + le) becomes one token that takes relation, lemma and part of
speech from the part that hangs outside, and the features of all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Word:
    """A surface token as the treebank annotates it."""

    text: str
    lemma: str
    pos: str
    morph: str
    "UD features, ``_`` for none"
    head: int
    "index within the sentence; a root governs itself"
    dep: str
    space: bool
    "a blank follows"
    misc: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A treebank sentence."""

    document: str
    "the last ``newdoc id``; empty when the file has none"
    words: tuple[Word, ...]


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of *path* in order."""
    document = ""
    rows: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc"):
            document = line.partition("=")[2].strip()
        elif line.startswith("#"):
            continue
        elif line.strip():
            rows.append(line.split("\t"))
        elif rows:
            yield Sentence(document, _words(rows))
            rows = []
    if rows:
        yield Sentence(document, _words(rows))


def _words(rows: list[list[str]]) -> tuple[Word, ...]:
    syntactic = {row[0]: row for row in rows if row[0].isdigit()}
    units: list[tuple[str, list[list[str]], str]] = []  # form, parts, misc
    covered: set[str] = set()
    for row in rows:
        if "-" in row[0]:
            first, last = (int(part) for part in row[0].split("-"))
            ids = [str(number) for number in range(first, last + 1)]
            covered.update(ids)
            parts = [syntactic[number] for number in ids]
            forms = "".join(part[1] for part in parts)
            if forms.lower() == row[1].lower():
                start = 0
                for part in parts:
                    form = row[1][start : start + len(part[1])]
                    start += len(part[1])
                    misc = row[9] if part is parts[-1] else "SpaceAfter=No"
                    units.append((form, [part], misc))
            else:
                units.append((row[1], parts, row[9]))
        elif row[0].isdigit() and row[0] not in covered:
            units.append((row[1], [row], row[9]))
    position = {part[0]: index for index, unit in enumerate(units) for part in unit[1]}
    return tuple(
        _word(form, parts, misc, position, index) for index, (form, parts, misc) in enumerate(units)
    )


def _word(
    form: str, parts: list[list[str]], misc: str, position: dict[str, int], index: int
) -> Word:
    chief = next((part for part in parts if position.get(part[6], -1) != index), parts[0])
    features: dict[str, str] = {}
    for part in parts:
        for feature in part[5].split("|"):
            name, _, value = feature.partition("=")
            if value:
                features.setdefault(name, value)
    morph = "|".join(f"{name}={features[name]}" for name in sorted(features)) or "_"
    head = position.get(chief[6], index)
    return Word(
        text=form,
        lemma=form if chief[2] == "_" and form != "_" else chief[2],
        pos=chief[3],
        morph=morph,
        head=head,
        dep="root" if chief[6] == "0" else chief[7],
        space="SpaceAfter=No" not in misc.split("|"),
        misc="|".join(part[9] for part in parts),
    )
