"""Scores of a pipeline on held-out texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.language.engine import Pipeline
from briefgen.language.features import engine_form
from briefgen.language.records import TokenRow
from briefgen.language.sentences import find_sentence_starts
from briefgen.language.tokenizer import tokenize
from training.conllu import Sentence
from training.corpora import NAME_TYPES, NamedText
from training.sentences import joined, name_tokens


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence as somebody sees it."""

    spans: tuple[tuple[int, int], ...]
    rows: tuple[TokenRow, ...]
    "a word each; governors count within the sentence"


def read_trees(
    pipeline: Pipeline, sentences: Sequence[Sentence], language: str
) -> Iterator[tuple[Tree, Tree]]:
    """Yield each treebank sentence as it is there, and as *pipeline* reads it, its bounds given."""
    for sentence in sentences:
        text, starts = joined(sentence)
        gold = Tree(
            tuple((s, s + len(w.text)) for s, w in zip(starts, sentence.words, strict=True)),
            tuple(
                TokenRow(w.text, engine_form(w.lemma), w.pos, w.dep, w.head, _features(w.morph))
                for w in sentence.words
            ),
        )
        tokens = tokenize(text, language)
        rows, _ = pipeline([span.of(text) for span in tokens], [0])
        yield gold, Tree(tuple((span.start, span.end) for span in tokens), tuple(rows))


def _features(morph: str) -> dict[str, str]:
    parts = (feature.partition("=") for feature in morph.split("|") if morph != "_")
    return {name: value for name, _, value in parts}


def score_trees(pairs: Sequence[tuple[Tree, Tree]]) -> dict[str, float]:
    """Return UPOS, features, lemma, UAS and LAS (with and without subtypes) over gold tokens.

    A gold token that our tokens do not match counts as wrong. Sentence bounds are given.
    """
    right: Counter[str] = Counter()
    total = 0
    for gold, found in pairs:
        place = {span: index for index, span in enumerate(found.spans)}
        for span, row in zip(gold.spans, gold.rows, strict=True):
            total += 1
            index = place.get(span)
            if index is None:
                continue
            ours = found.rows[index]
            right["token"] += 1
            right["upos"] += ours.pos == row.pos
            right["feats"] += ours.morph == row.morph
            right["lemma"] += ours.lemma == row.lemma
            if found.spans[ours.head or 0] == gold.spans[row.head or 0]:
                right["uas"] += 1
                right["las"] += ours.dep.split(":")[0] == row.dep.split(":")[0]
                right["las_subtypes"] += ours.dep == row.dep
    return {
        name: right[name] / total
        for name in ("token", "upos", "feats", "lemma", "uas", "las", "las_subtypes")
    }


def score_names(pipeline: Pipeline, texts: Sequence[NamedText], language: str) -> dict[str, float]:
    """Return precision, recall and F1 over exact spans with type, and F1 a type."""
    good: Counter[str] = Counter()
    guessed: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for item in texts:
        tokens = tokenize(item.text, language)
        starts = find_sentence_starts(item.text, tokens, language)
        want = set(name_tokens(item, [(span.start, span.end) for span in tokens], starts))
        have = set(pipeline([span.of(item.text) for span in tokens], starts)[1])
        for counter, names in ((gold, want), (guessed, have), (good, want & have)):
            counter.update(str(name[2]) for name in names)
    scores = {"f": _f1(good.total(), guessed.total(), gold.total())}
    scores["p"] = good.total() / max(1, guessed.total())
    scores["r"] = good.total() / max(1, gold.total())
    for kind in NAME_TYPES:
        scores[kind] = _f1(good[kind], guessed[kind], gold[kind])
    return scores


def _f1(good: int, guessed: int, gold: int) -> float:
    return 2 * good / max(1, guessed + gold)
