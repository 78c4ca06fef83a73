"""How well sentence bounds are found in running text, from a treebank's sentences.

The sentences are put back into one text in their order, a blank between two; one without a
closing mark (a title, a caption) ends a paragraph, as it would on a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from briefgen.language.sentences import find_sentence_starts
from briefgen.language.tokenizer import tokenize

_CLOSED = tuple(".!?…:;»”\"')")


def read_texts(paths: Iterable[Path], prefix: str) -> tuple[str, ...]:
    """Return the ``# text`` of sentences whose id begins with *prefix*, in order of id."""
    found: dict[str, str] = {}
    for path in paths:
        identifier = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# sent_id = "):
                identifier = line.removeprefix("# sent_id = ").strip()
            elif line.startswith("# text = ") and identifier.startswith(prefix):
                found[identifier] = line.removeprefix("# text = ").strip()
    return tuple(found[identifier] for identifier in sorted(found))


def score_sentences(sentences: Sequence[str], language: str) -> dict[str, float]:
    """Return precision, recall and F1 of whole sentences, and how many there are."""
    parts: list[str] = []
    gold = set()
    length = 0
    for sentence in sentences:
        gold.add((length, length + len(sentence)))
        part = sentence + (" " if sentence.endswith(_CLOSED) else "\n\n")
        parts.append(part)
        length += len(part)
    text = "".join(parts)
    tokens = tokenize(text, language)
    starts = find_sentence_starts(text, tokens, language)
    ends = [*(tokens[start - 1].end for start in starts[1:]), tokens[-1].end]
    found = {(tokens[start].start, end) for start, end in zip(starts, ends, strict=True)}
    good = len(gold & found)
    return {
        "f": 2 * good / (len(gold) + len(found)),
        "p": good / len(found),
        "r": good / len(gold),
        "gold": len(gold),
    }
