"""A summary of three to five whole sentences, verbatim, never more than 30 % of the article.

Each sentence that can stand alone gets a score: how early it comes, how near its words are to the
words of the whole text (cosine with the centroid of term frequencies), and how many of the key
actors it names. The best are taken one by one, each time lowered by what is already said (maximal
marginal relevance, Carbonell & Goldstein 1998), as long as the length allows, and given in text
order. A sentence cannot stand alone that holds half a quotation, has no verb or no end mark, or is
mostly quotation; one that opens with a pronoun or connective needs the sentence before it.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from briefgen.lexicons import load_settings
from briefgen.model import Actor, Document, Sentence, Span

MIN_SENTENCES, MAX_SENTENCES = 3, 5
MAX_SHARE = 0.3  # of the article's characters
MIN_WORDS, MAX_WORDS = 7, 60  # of one sentence
POSITION, CENTRALITY, ACTORS, REPETITION = 0.45, 0.35, 0.2, 0.5
"weights of the three scores, and of what is already said"
REACH = 4  # first words in which a demonstrative points back
MAX_QUOTED = 0.5  # share of a sentence between quotation marks

_WORD = re.compile(r"[^\W\d_]{3,}")
_END = re.compile(r"[.!?…][»”\"’)\s]*$")
_PAIRS = (("«", "»"), ("“", "”"), ("(", ")"))
_QUOTED = re.compile(r"«[^«»]{1,600}»|“[^“”]{1,600}”|\"[^\"]{1,600}\"")
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


class _Bag(Counter[str]):
    """Words with their counts, and what a cosine divides by, worked out once."""

    @cached_property
    def square(self) -> int:
        return sum(count * count for count in self.values())


@dataclass(frozen=True, slots=True)
class _Candidate:
    index: int
    span: Span
    words: _Bag
    leans: bool
    "needs the sentence before it"
    score: float


@dataclass(frozen=True, slots=True)
class _Openings:
    """The lists of ``summary.yaml`` that tell how a sentence opens."""

    leaning: frozenset[str]
    pointing: frozenset[str]
    steady: frozenset[str]


def summarise(document: Document, actors: Sequence[Actor]) -> tuple[Span, ...]:
    """Return the spans of the summary's sentences in text order.

    An article too short for three sentences within 30 % gets fewer, perhaps none.
    """
    candidates = _candidates(document, actors)
    budget = int(len(document.text) * MAX_SHARE)
    chosen: list[_Candidate] = []
    said = dict.fromkeys((candidate.index for candidate in candidates), 0.0)
    while candidates and len(chosen) < MAX_SENTENCES:
        taken = {candidate.index for candidate in chosen}
        fitting = [
            c
            for c in candidates
            if c.index not in taken
            and len(c.span) <= budget
            and (not c.leans or c.index - 1 in taken)
        ]
        if not fitting:
            break
        best = max(fitting, key=lambda c: (c.score - REPETITION * said[c.index], -c.index))
        if len(chosen) >= MIN_SENTENCES and best.score < chosen[0].score / 3:
            break
        chosen.append(best)
        budget -= len(best.span)
        for candidate in candidates:
            said[candidate.index] = max(said[candidate.index], _cosine(candidate.words, best.words))
    return tuple(sorted(candidate.span for candidate in chosen))


def _candidates(document: Document, actors: Sequence[Actor]) -> list[_Candidate]:
    settings = load_settings(document.language, "summary.yaml")
    openings = _Openings(*(frozenset(settings[name]) for name in ("leaning", "pointing", "steady")))
    hollow = frozenset(settings["hollow"])
    bags = [_bag(document, sentence, hollow) for sentence in document.sentences]
    centroid = _Bag()
    for bag in bags:
        centroid.update(bag)
    key = sorted({m.span for actor in actors if actor.key for m in actor.mentions})
    out = []
    for sentence, bag in zip(document.sentences, bags, strict=True):
        if _stands(document, sentence):
            first = bisect_left(key, sentence.start, key=lambda span: span.start)
            last = bisect_left(key, sentence.end, key=lambda span: span.start)
            named = sum(span.end <= sentence.end for span in key[first:last])
            score = (
                POSITION / (1 + sentence.index / 3)
                + CENTRALITY * _cosine(bag, centroid)
                + ACTORS * min(named, 3) / 3
            )
            words = sentence.span.of(document.text).lower().replace("’", "'").split()
            leans = _leans(words, openings)
            out.append(_Candidate(sentence.index, sentence.span, bag, leans, score))
    return out


def _bag(document: Document, sentence: Sentence, hollow: frozenset[str]) -> _Bag:
    """The content words of a sentence: by part of speech when there is a parse, else by form."""
    if document.is_parsed:
        tokens = document.tokens[sentence.first : sentence.last]
        return _Bag(t.lemma.lower() for t in tokens if t.pos in _CONTENT)
    words = _WORD.findall(sentence.span.of(document.text).lower())
    return _Bag(word for word in words if word not in hollow)


def _stands(document: Document, sentence: Sentence) -> bool:
    text = sentence.span.of(document.text)
    if not MIN_WORDS <= text.count(" ") + 1 <= MAX_WORDS or not _END.search(text):
        return False
    if "\n" in text.strip() or text[0].islower():
        return False
    if any(text.count(left) != text.count(right) for left, right in _PAIRS) or text.count('"') % 2:
        return False
    if sum(map(len, _QUOTED.findall(text))) > MAX_QUOTED * len(text):
        return False
    tokens = document.tokens[sentence.first : sentence.last]
    return not document.is_parsed or any(t.pos in ("VERB", "AUX") for t in tokens)


def _leans(words: Sequence[str], settings: _Openings) -> bool:
    """Tell whether the sentence points back: by its first words, or by a demonstrative in them."""
    plain = [word.strip(',;:«“"') for word in words[: REACH + 1]]
    pairs = [" ".join(pair) for pair in pairwise([*plain, ""])]
    if not plain or (pairs[0] in settings.steady):
        return False
    if plain[0] in settings.leaning or pairs[0] in settings.leaning:
        return True
    if plain[0].partition("'")[0] + "'" in settings.leaning:
        return True
    return any(
        word in settings.pointing and pair not in settings.steady
        for word, pair in zip(plain[:REACH], pairs, strict=False)
    )


def _cosine(left: _Bag, right: _Bag) -> float:
    dot = sum(count * right.get(word, 0) for word, count in left.items())
    size = math.sqrt(left.square * right.square)
    return dot / size if size else 0.0
