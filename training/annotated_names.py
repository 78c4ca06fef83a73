"""Sentences of the treebanks with the names that we annotated in them.

In: a folder of CoNLL-U treebanks (``ud_*/<treebank>.conllu``, never committed) and our stand-off
files ``annotations/<treebank>.tsv``, which hold sentence and word ids but no text. Out: each
annotated sentence, names as character offsets. A sentence outside the covered ranges is left out:
nobody looked for names in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ANNOTATIONS = Path(__file__).with_name("annotations")
TYPES = ("PER", "ORG", "LOC")
COVERED = "# covered\t"


class AnnotationError(Exception):
    """A stand-off file and its treebank do not fit together."""


@dataclass(frozen=True, slots=True)
class AnnotatedSentence:
    """One sentence of a treebank, its surface tokens and its names."""

    sent_id: str
    text: str
    tokens: tuple[tuple[int, int], ...]
    """Half-open character offsets into ``text``; a contraction (don't, du) is one token."""
    names: tuple[tuple[int, int, str], ...]
    """Half-open character offsets into ``text`` and PER, ORG or LOC; in order, without overlap."""


@dataclass(slots=True)
class _Treebanked:
    """A sentence as the treebank has it."""

    sent_id: str = ""
    text: str = ""
    tokens: list[tuple[int, int]] = field(default_factory=list)
    words: dict[int, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _StandOff:
    """One annotation file."""

    covered: tuple[tuple[str, str], ...]
    names: Mapping[str, Sequence[tuple[int, int, str]]]


def annotated_treebanks(language: str = "", annotations: Path = ANNOTATIONS) -> tuple[str, ...]:
    """Return the treebanks that have annotations, sorted; only those of *language* when given."""
    names = sorted(path.stem for path in annotations.glob("*.tsv"))
    return tuple(
        name for name in names if _language(annotations / f"{name}.tsv").startswith(language)
    )


def read_annotated(
    data: Path, treebank: str, annotations: Path = ANNOTATIONS
) -> Iterator[AnnotatedSentence]:
    """Yield the covered sentences of *treebank* in its own order.

    Raises:
        AnnotationError: the treebank is missing, or lacks a sentence or word that is annotated
            (another release of it, most likely).
    """
    stand_off = _read_stand_off(annotations / f"{treebank}.tsv")
    found = sorted(data.glob(f"ud_*/{treebank}.conllu"))
    if not found:
        message = f"{data}: no ud_*/{treebank}.conllu; see annotations/README.md for its source"
        raise AnnotationError(message)
    last_of = dict(stand_off.covered)
    until: str | None = None
    unseen = set(stand_off.names) | set(last_of)
    for sentence in _read_conllu(found[0]):
        unseen.discard(sentence.sent_id)
        until = until or last_of.get(sentence.sent_id)
        if until is None:
            continue
        yield _annotate(sentence, stand_off.names.get(sentence.sent_id, ()))
        if sentence.sent_id == until:
            until = None
    if unseen or until:
        message = f"{found[0]}: no sentence {min(unseen) if unseen else until}; another release?"
        raise AnnotationError(message)


def _annotate(sentence: _Treebanked, names: Sequence[tuple[int, int, str]]) -> AnnotatedSentence:
    """Turn word ids into character offsets."""
    spans = []
    for first, last, kind in names:
        if first not in sentence.words or last not in sentence.words:
            message = f"sentence {sentence.sent_id}: no words {first} to {last}; another release?"
            raise AnnotationError(message)
        spans.append((sentence.words[first][0], sentence.words[last][1], kind))
    return AnnotatedSentence(
        sentence.sent_id, sentence.text, tuple(sentence.tokens), tuple(sorted(spans))
    )


def _language(path: Path) -> str:
    """Return what the header's ``# language`` line says, or nothing."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# language\t"):
                return line.split("\t")[1].strip()
    return ""


def _read_stand_off(path: Path) -> _StandOff:
    covered = []
    names: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith(COVERED):
            first, last = line.removeprefix(COVERED).split("\t")
            covered.append((first, last))
        elif line and not line.startswith("#"):
            sent_id, start, end, kind = line.split("\t")
            if kind not in TYPES:
                message = f"{path}:{number}: type is {kind!r}; expected one of {', '.join(TYPES)}"
                raise AnnotationError(message)
            names[sent_id].append((int(start), int(end), kind))
    return _StandOff(tuple(covered), names)


def _read_conllu(path: Path) -> Iterator[_Treebanked]:
    """Yield sentences; a word inside a contraction gets its own piece if the pieces spell it."""
    sentence = _Treebanked()
    rows: list[list[str]] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# sent_id = "):
                sentence.sent_id = line.removeprefix("# sent_id = ").strip()
            elif line.startswith("# text = "):
                sentence.text = line.removeprefix("# text = ").strip()
            elif line.strip() and not line.startswith("#"):
                rows.append(line.split("\t", 2))
            elif not line.strip() and rows:
                _place(sentence, rows)
                yield sentence
                sentence, rows = _Treebanked(), []
    if rows:
        _place(sentence, rows)
        yield sentence


def _place(sentence: _Treebanked, rows: Sequence[Sequence[str]]) -> None:
    """Find every token and word of *rows* in the sentence's text, left to right."""
    inside: list[str] = []
    span = (0, 0)
    for number, form, *_ in rows:
        if "." in number:
            continue
        if number in inside:
            sentence.words[int(number)] = span
            continue
        start = sentence.text.find(form, span[1])
        if start < 0:
            message = f"sentence {sentence.sent_id}: {form!r} is not in its text"
            raise AnnotationError(message)
        span = (start, start + len(form))
        sentence.tokens.append(span)
        if "-" in number:
            first, last = (int(part) for part in number.split("-"))
            inside = [str(word) for word in range(first, last + 1)]
        else:
            sentence.words[int(number)] = span
    _split_contractions(sentence, rows)


def _split_contractions(sentence: _Treebanked, rows: Sequence[Sequence[str]]) -> None:
    """Give the words of "Rome's" their own offsets; those of "du" (de + le) share the token's."""
    forms = {number: form for number, form, *_ in rows}
    for number, form in forms.items():
        if "-" not in number:
            continue
        first, last = (int(part) for part in number.split("-"))
        words = range(first, last + 1)
        if "".join(forms[str(word)] for word in words) != form:
            continue
        start = sentence.words[first][0]
        for word in words:
            end = start + len(forms[str(word)])
            sentence.words[word] = (start, end)
            start = end
