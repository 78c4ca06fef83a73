"""Corpora to the sentences that networks learn from, over the tokens the program would make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefgen.language.features import engine_form
from briefgen.language.gazetteer import classify
from briefgen.language.lemmas import make_rule
from briefgen.language.sentences import find_sentence_starts
from briefgen.language.tokenizer import tokenize
from training.conllu import Sentence
from training.corpora import NamedText

OUTSIDE = "O"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One sentence with what there is to learn; a label is None where nothing is known."""

    words: tuple[str, ...]
    classes: tuple[str, ...]
    tags: tuple[str | None, ...] = ()
    "part of speech and features, joined"
    lemmas: tuple[str | None, ...] = ()
    "rules"
    heads: tuple[int | None, ...] = ()
    "0 for the root, else the governor's place, counted from 1"
    relations: tuple[str | None, ...] = ()
    names: tuple[str, ...] = ()
    "B, I, E and S with a type, or O"
    weights: tuple[float, ...] = ()
    "of each word's arc in the loss; empty when all are 1"


def parsed_lessons(sentences: Iterable[Sentence], language: str) -> Iterator[Lesson]:
    """Yield a lesson a sentence; what our tokens do not share with the treebank is left open."""
    for sentence in sentences:
        text, starts = joined(sentence)
        spans = tokenize(text, language)
        at = {
            (start, start + len(word.text)): index
            for index, (start, word) in enumerate(zip(starts, sentence.words, strict=True))
        }
        gold = [at.get((span.start, span.end)) for span in spans]
        place = {index: ours for ours, index in enumerate(gold, 1) if index is not None}
        words = [engine_form(span.of(text)) for span in spans]
        rows = [None if index is None else sentence.words[index] for index in gold]
        heads = [
            None if row is None else 0 if row.dep == "root" else place.get(row.head) for row in rows
        ]
        yield Lesson(
            words=tuple(words),
            classes=tuple(classify(words, language)),
            tags=tuple(row and tag_of(row.pos, row.morph) for row in rows),
            lemmas=tuple(
                row and make_rule(word, engine_form(row.lemma))
                for word, row in zip(words, rows, strict=True)
            ),
            heads=tuple(heads),
            relations=tuple(
                row.dep if row is not None and head is not None else None
                for row, head in zip(rows, heads, strict=True)
            ),
        )


def tag_of(pos: str, morph: str) -> str:
    """Return the label of a part of speech with UD features."""
    return pos if morph in ("_", "") else f"{pos}|{morph}"


def joined(sentence: Sentence) -> tuple[str, list[int]]:
    """Return the text of *sentence* and where each of its words begins."""
    text, starts = "", []
    for word in sentence.words:
        starts.append(len(text))
        text += word.text + (" " if word.space else "")
    return text.rstrip(), starts


def named_lessons(texts: Iterable[NamedText], language: str) -> Iterator[Lesson]:
    """Yield one lesson a sentence, with names and nothing else."""
    for item in texts:
        spans = tokenize(item.text, language)
        words = [engine_form(span.of(item.text)) for span in spans]
        classes = classify(words, language)
        labels = [OUTSIDE] * len(spans)
        starts = find_sentence_starts(item.text, spans, language)
        for first, last, kind in name_tokens(item, [(s.start, s.end) for s in spans], starts):
            labels[first:last] = (
                [f"S-{kind}"]
                if last - first == 1
                else [f"B-{kind}", *[f"I-{kind}"] * (last - first - 2), f"E-{kind}"]
            )
        for first, last in pairwise([*starts, len(spans)]):
            yield Lesson(
                tuple(words[first:last]),
                tuple(classes[first:last]),
                names=tuple(labels[first:last]),
            )


def name_tokens(
    item: NamedText, spans: Sequence[tuple[int, int]], starts: Sequence[int]
) -> list[tuple[int, int, str]]:
    """Return the names of *item* as token bounds, without those that cross sentences."""
    begins = set(starts)
    found: list[tuple[int, int, str]] = []
    at = 0
    for start, end, kind in sorted(item.names):
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        last = at
        while last < len(spans) and spans[last][0] < end:
            last += 1
        crosses = any(index in begins for index in range(at + 1, last))
        if last > at and not crosses and (not found or found[-1][1] <= at):
            found.append((at, last, kind))
    return found
