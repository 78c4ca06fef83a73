"""Scores of a pipeline on held-out texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from spacy.language import Language
from spacy.training import Example

from training.conllu import Sentence
from training.corpora import NAME_TYPES, NamedText
from training.examples import named_examples, parsed_examples


def score_trees(
    pipeline: Language, sentences: Sequence[Sentence], language: str
) -> dict[str, float]:
    """Return UPOS, features, lemma, UAS and LAS (with and without subtypes) over gold tokens.

    A gold token that our tokens do not match counts as wrong. Sentence bounds are given.
    """
    right: Counter[str] = Counter()
    total = 0
    for example in annotated(pipeline, parsed_examples(sentences, language, pipeline.vocab)):
        found = {(t.idx, t.idx + len(t)): t for t in example.predicted}
        for gold in example.reference:
            total += 1
            token = found.get((gold.idx, gold.idx + len(gold)))
            if token is None:
                continue
            right["upos"] += token.pos_ == gold.pos_
            right["feats"] += str(token.morph) == str(gold.morph)
            right["lemma"] += token.lemma_ == gold.lemma_
            right["token"] += 1
            if (token.head.idx == gold.head.idx) and len(token.head) == len(gold.head):
                right["uas"] += 1
                found_relation, gold_relation = token.dep_.lower(), gold.dep_.lower()
                right["las"] += found_relation.split(":")[0] == gold_relation.split(":")[0]
                right["las_subtypes"] += found_relation == gold_relation
    return {
        name: right[name] / total
        for name in ("token", "upos", "feats", "lemma", "uas", "las", "las_subtypes")
    }


def score_names(pipeline: Language, texts: Sequence[NamedText], language: str) -> dict[str, float]:
    """Return precision, recall and F1 over exact spans with type, and F1 a type."""
    good: Counter[str] = Counter()
    guessed: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for example in annotated(pipeline, named_examples(texts, language, pipeline.vocab)):
        want = {(e.start, e.end, e.label_) for e in example.reference.ents}
        have = {(e.start, e.end, e.label_) for e in example.predicted.ents}
        for counter, names in ((gold, want), (guessed, have), (good, want & have)):
            counter.update(name[2] for name in names)
    scores = {"f": _f1(good.total(), guessed.total(), gold.total())}
    scores["p"] = good.total() / max(1, guessed.total())
    scores["r"] = good.total() / max(1, gold.total())
    for kind in NAME_TYPES:
        scores[kind] = _f1(good[kind], guessed[kind], gold[kind])
    return scores


def _f1(good: int, guessed: int, gold: int) -> float:
    return 2 * good / max(1, guessed + gold)


def annotated(pipeline: Language, examples: Iterable[Example]) -> list[Example]:
    """Return *examples* with what *pipeline* finds as their predicted side."""
    kept = list(examples)
    docs = pipeline.pipe([example.predicted for example in kept])
    return [Example(doc, example.reference) for doc, example in zip(docs, kept, strict=True)]
