"""Corpora to training examples, over the tokens the program itself would make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc
from spacy.tokens import Span as EntitySpan
from spacy.training import Example
from spacy.vocab import Vocab

from briefgen.language.engine import engine_form, make_doc
from briefgen.language.sentences import find_sentence_starts
from briefgen.language.tokenizer import tokenize
from training.conllu import Sentence
from training.corpora import NamedText

GROUP = 3  # treebank sentences of one example


def parsed_examples(
    sentences: Sequence[Sentence], language: str, vocab: Vocab, group: int = GROUP
) -> Iterator[Example]:
    """Yield examples of *group* neighbouring sentences with trees and lemmas."""
    for at in range(0, len(sentences), group):
        yield _parsed(sentences[at : at + group], language, vocab)


def _parsed(sentences: Sequence[Sentence], language: str, vocab: Vocab) -> Example:
    words, spaces, heads, starts = [], [], [], []
    rows = []
    for sentence in sentences:
        offset = len(words)
        starts.extend(index == 0 for index in range(len(sentence.words)))
        for index, word in enumerate(sentence.words):
            last = index == len(sentence.words) - 1
            words.append(engine_form(word.text))
            spaces.append(word.space or last)
            heads.append(offset + word.head)
            rows.append(word)
    reference = Doc(
        vocab,
        words=words,
        spaces=spaces,
        heads=heads,
        deps=[row.dep for row in rows],
        pos=[row.pos for row in rows],
        morphs=["" if row.morph == "_" else row.morph for row in rows],
        lemmas=[engine_form(row.lemma) for row in rows],
    )
    text = reference.text
    at = {token.idx for token, first in zip(reference, starts, strict=True) if first}
    tokens = tokenize(text, language)
    begins = [index for index, span in enumerate(tokens) if span.start in at]
    return Example(make_doc(vocab, text, tokens, begins, language), reference)


def named_examples(texts: Sequence[NamedText], language: str, vocab: Vocab) -> Iterator[Example]:
    """Yield one example a paragraph, with names and nothing else."""
    for item in texts:
        tokens = tokenize(item.text, language)
        starts = find_sentence_starts(item.text, tokens, language)
        bounds = [
            index
            for index in starts
            if index == 0 or "\n\n" in item.text[tokens[index - 1].end : tokens[index].start]
        ]
        for first, last in zip(bounds, [*bounds[1:], len(tokens)], strict=True):
            part = tokens[first:last]
            inside = [index - first for index in starts if first <= index < last]
            predicted = make_doc(vocab, item.text, part, inside, language)
            reference = make_doc(vocab, item.text, part, inside, language)
            ends = {}
            for start, end, kind in item.names:
                covered = [
                    index
                    for index, span in enumerate(part)
                    if span.start < end and start < span.end
                ]
                crosses = (
                    any(covered[0] < start <= covered[-1] for start in inside) if covered else True
                )
                if not crosses and covered[0] not in ends:
                    ends[covered[0]] = (covered[-1] + 1, kind)
            names, reached = [], 0
            for begin in sorted(ends):
                end, kind = ends[begin]
                if begin >= reached:
                    names.append(EntitySpan(reference, begin, end, label=kind))
                    reached = end
            reference.set_ents(names)
            yield Example(predicted, reference)
