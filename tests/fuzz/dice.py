"""Arbitrary bytes as a row of choices: what a fuzzer throws becomes a text or a parse."""

import datetime as dt
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import TypeVar

from briefgen.extract.timeline.rules import load_rules
from briefgen.model import Document, Sentence, Token
from tests.extract.quotes.flat import _TOKEN

Item = TypeVar("Item")

LANGUAGES = ("fr", "en")
WORDS = {
    "fr": "le la les un ministre maire Marie Dupont Paris l' d' qu' a ont est dit déclare affirme "
    "annonce estime que qui il elle selon pour partir ajoutant affirmant d'après hier lundi mai "
    "dernier prochain le 3 1er 2012 1970 deux ans jours heures 14h30 vers depuis avant après "
    "entre au du XIXe siècle années 60 Noël « » “ ” \" ' — – - ( ) [ ] , . : ; ! ? … / % 12/03 "
    "1.000 31 février 99 0 quatre-vingt-dix mois par chaque midi minuit trimestre week-end",
    "en": "the a an minister mayor Mary Smith London 's has have is said says told announced "
    "claimed that who he she according to adding leave after yesterday Monday May last next 3rd "
    "1 2012 1970 two years days hours 2:30 pm around since before between in of 19th century 60s "
    "Christmas “ ” \" ' ‘ ’ — – - ( ) [ ] , . : ; ! ? … / % 12/03 1,000 31 February 99 0 ninety "
    "month per every noon midnight quarter weekend",
}
ODD = "\n\0\t\r\u00a0\u202f\u200d\ufeff\u0301\U0001f600ßİﬁ⁄١۲\u2028\ud800"
POS = ("NOUN", "VERB", "AUX", "SCONJ", "ADP", "PRON", "DET", "PUNCT", "PROPN", "ADJ", "ADV", "NUM")
DEPS = ("nsubj", "obj", "ccomp", "xcomp", "obl", "advcl", "case", "mark", "punct", "parataxis")
DEPS += ("conj", "cc", "appos", "det", "aux", "nmod", "acl:relcl", "nsubj:pass", "fixed", "dep")
MORPHS = ({}, {"VerbForm": "Fin"}, {"VerbForm": "Part"}, {"VerbForm": "Ger"}, {"Gender": "Masc"})
SENTENCE_ENDS = frozenset(".!?\n")


class Dice:
    """Choices read off *data*; zeros when it has run out."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._place = 0

    def __bool__(self) -> bool:
        return self._place < len(self._data)

    def below(self, limit: int) -> int:
        """Return a number from 0 on, under *limit* (at most 65,536)."""
        width = 1 if limit <= 256 else 2
        part = self._data[self._place : self._place + width]
        self._place += width
        return int.from_bytes(part, "big") % limit

    def one_of(self, items: Sequence[Item]) -> Item:
        return items[self.below(len(items))]

    def day(self) -> dt.date | None:
        if self.below(8) == 0:
            return None
        return dt.date(1900, 1, 1) + dt.timedelta(days=self.below(65_536))

    def text(self, language: str) -> str:
        """Return words, marks, whole expressions and odd characters until the bytes end."""
        words, examples = _vocabulary(language)
        parts = []
        while self:
            kind = self.below(16)
            if kind == 0:
                parts.append(chr(self.below(0xD800)))
            elif kind == 1:
                parts.append(self.one_of(ODD))
            elif kind == 2:
                parts.append(self.one_of(("\n\n", "\n", "")))
            elif kind == 3:
                parts.append(self.one_of(examples))
            else:
                parts.append(self.one_of(words))
            if kind > 3 and self.below(8):
                parts.append(" ")
        return "".join(parts)


@cache
def _vocabulary(language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    rules = load_rules(language)
    assert rules is not None
    examples = (example.text.replace("[", "").replace("]", "") for example in rules.examples)
    return tuple(WORDS[language].split()), tuple(examples)


def parsed(dice: Dice, text: str, language: str) -> Document:
    """Return *text* with a parse of its sentences that is lawful, but otherwise any."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    bounds = [0]
    for index, (start, end) in enumerate(spans):
        if text[start:end] in SENTENCE_ENDS or index - bounds[-1] > 40:
            bounds.append(index + 1)
    if bounds[-1] < len(spans):
        bounds.append(len(spans))
    tokens: list[Token] = []
    sentences = []
    for number, (first, last) in enumerate(pairwise(bounds)):
        heads, edges = _tree(dice, first, last)
        for i in range(first, last):
            start, end = spans[i]
            word = text[start:end]
            is_root = heads[i] == i
            tokens.append(
                Token(
                    index=i,
                    start=start,
                    end=end,
                    text=word,
                    lemma=word.lower(),
                    pos=dice.one_of(POS) if word[0].isalnum() else "PUNCT",
                    dep="root" if is_root else dice.one_of(DEPS),
                    head=heads[i],
                    morph=dice.one_of(MORPHS),
                    sentence=number,
                    children=tuple(j for j in range(first, last) if heads[j] == i and j != i),
                    left_edge=edges[i][0],
                    right_edge=edges[i][1],
                )
            )
        sentences.append(Sentence(number, spans[first][0], spans[last - 1][1], first, last))
    return Document(text, language, tuple(tokens), tuple(sentences), (), is_parsed=True)


def _tree(dice: Dice, first: int, last: int) -> tuple[dict[int, int], dict[int, tuple[int, int]]]:
    """Draw a projective tree over the tokens from *first* up to *last*."""
    heads: dict[int, int] = {}
    edges: dict[int, tuple[int, int]] = {}
    stretches = [(first, last, -1)]
    while stretches:
        low, high, head = stretches.pop()
        if low >= high:
            continue
        root = low + dice.below(high - low)
        heads[root] = root if head < 0 else head
        edges[root] = (low, high - 1)
        for start, end in ((low, root), (root + 1, high)):
            cut = start + dice.below(end - start) if end > start else start
            stretches += [(start, cut, root), (cut, end, root)]
    return heads, edges
