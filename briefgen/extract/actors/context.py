"""What the words around a name tell of its type."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefgen.extract.actors.announcers import (
    Announced,
    announced,
    apposed,
    is_portfolio,
    listed,
)
from briefgen.extract.actors.boundaries import is_capitalised, is_initial
from briefgen.extract.actors.lexicon import ActorLexicon, fold
from briefgen.model import Document, Token


class Place(NamedTuple):
    """A stretch of tokens, half-open, in the text or in the headline."""

    first: int
    last: int
    in_headline: bool = False


class Before(NamedTuple):
    """What stands before a token that may open a name."""

    is_initial: bool
    near: tuple[str, ...]
    "features of the token right before it"
    far: tuple[str, ...]
    "features of that token and the one before"
    announced: Announced | None
    is_portfolio: bool


class Behind(NamedTuple):
    """What stands behind a token that may close a name."""

    near: tuple[str, ...]
    "features of the token right behind it"
    far: tuple[str, ...]
    "features of that token and the next"
    is_bracket: bool
    apposed: Announced | None


class Surroundings:
    """What stands around the places of one text; each question is asked once a token.

    Most places share their first or last token with others: the parts of a longer name.
    """

    def __init__(self, document: Document, lexicon: ActorLexicon) -> None:
        """Take a text and the words of its language."""
        self.document, self.tokens, self.lexicon = document, document.tokens, lexicon
        self._before: dict[int, Before] = {}
        self._behind: dict[tuple[int, int], Behind] = {}
        self._meanings: dict[int, Announced | None] = {}

    def before(self, first: int) -> Before:
        """Return what stands before the token *first*."""
        found = self._before.get(first)
        if found is None:
            found = self._before[first] = _before(self.tokens, first, self.lexicon)
        return found

    def behind(self, last: int, sentence: int) -> Behind:
        """Return what stands from the token *last* on in *sentence*."""
        found = self._behind.get((last, sentence))
        if found is None:
            found = _behind(self.tokens, last, sentence, self.lexicon)
            self._behind[last, sentence] = found
        return found

    def meaning(self, first: int) -> Announced | None:
        """Return what a noun right before the token *first*, or before its list, makes of it."""
        if first not in self._meanings:
            said = self.before(first).announced or listed(self.tokens, first, self.lexicon)
            self._meanings[first] = said
        return self._meanings[first]


def place_features(around: Surroundings, place: Place) -> list[str]:
    """Return what stands at one place of a form: its neighbours, its part in the clause."""
    tokens, (first, last, in_headline) = around.tokens, place
    before, behind = around.before(first), around.behind(last, tokens[first].sentence)
    found = ["headline"] if in_headline else []
    if before.is_initial:
        found.append("initial")
    found.append("tags:" + tokens[first].pos + " " + tokens[last - 1].pos)
    found += before.near
    found += behind.near
    found += before.far
    found += behind.far
    if behind.is_bracket and first and tokens[first - 1].text == "(":
        found.append("bracketed " + shape(tokens[first].text))
    found += _part(tokens, first, last, around.lexicon)
    if before.announced is not None:
        found.append(f"announced:{before.announced}")
    if behind.apposed is not None:
        found.append(f"apposed:{behind.apposed}")
    if before.is_portfolio:
        found.append("portfolio")
    return found


def _before(tokens: Sequence[Token], first: int, lexicon: ActorLexicon) -> Before:
    sentence = tokens[first].sentence
    before = tokens[first - 1] if first and tokens[first - 1].sentence == sentence else None
    far: list[str] = []
    if before is not None and first > 1 and tokens[first - 2].sentence == sentence:
        far.append("before2:" + fold(tokens[first - 2].text) + " " + fold(before.text))
        if is_capitalised(before):
            far.append("tied before" if before.end == tokens[first].start else "capital before")
    return Before(
        is_initial(tokens, first),
        _side("before", before.text, before.pos, lexicon) if before else ("before none",),
        tuple(far),
        announced(tokens, first, lexicon),
        is_portfolio(tokens, first, lexicon),
    )


def _behind(tokens: Sequence[Token], last: int, sentence: int, lexicon: ActorLexicon) -> Behind:
    after = tokens[last] if last < len(tokens) and tokens[last].sentence == sentence else None
    far: list[str] = []
    if after is not None:
        if last + 1 < len(tokens) and tokens[last + 1].sentence == sentence:
            far.append("after2:" + fold(after.text) + " " + fold(tokens[last + 1].text))
        if is_capitalised(after):
            far.append("capital after")
    return Behind(
        _side("after", after.text, after.pos, lexicon) if after else ("after none",),
        tuple(far),
        after is not None and after.text == ")",
        apposed(tokens, last, lexicon),
    )


def _part(tokens: Sequence[Token], first: int, last: int, lexicon: ActorLexicon) -> tuple[str, ...]:
    """Return what part a place plays in its clause."""
    head = _head(tokens, first, last)
    lemma = tokens[head.head].lemma if head.head != head.index else None
    return _part_features(head.dep, lemma, lexicon)


@functools.lru_cache(maxsize=1 << 14)
def _part_features(dep: str, lemma: str | None, lexicon: ActorLexicon) -> tuple[str, ...]:
    part = "part:" + dep
    if lemma is None:
        return (part,)
    governor = fold(lemma)
    governed = "governor:" + dep.partition(":")[0] + " " + governor
    is_speaker = dep.startswith("nsubj") and governor in lexicon.speech_verbs
    return (part, governed, "speaks") if is_speaker else (part, governed)


@functools.lru_cache(maxsize=1 << 14)
def _side(side: str, text: str, pos: str, lexicon: ActorLexicon) -> tuple[str, ...]:
    """Return what the word right before or after a name tells; few words do most of it."""
    return tuple(_side_features(side, text, pos, lexicon))


def _side_features(side: str, text: str, pos: str, lexicon: ActorLexicon) -> Iterator[str]:
    word = fold(text)
    yield f"{side}:{word}"
    yield f"{side} tag:{pos}"
    if word in lexicon.civil_titles:
        yield side + " title"
    elif word in lexicon.role_nouns:
        yield side + " role"
    elif word in lexicon.organisation_words:
        yield side + " organisation"
    elif word in lexicon.place_words:
        yield side + " place"
    elif word in lexicon.demonyms:
        yield side + " demonym"
    if lexicon.skipped_words.get(word, "none") != "none":
        yield side + " thing"
    if text[0].isupper() and word in lexicon.given_names:
        yield side + " given name"


def shape(text: str) -> str:
    """Return the letters' pattern: X, XX and XXX capitals, Xx a name, Xm mixed, 0 a number."""
    if text.isupper():
        return "X." if "." in text else "X" if len(text) == 1 else "XX" if len(text) < 7 else "XXX"
    if text[0].isupper():
        tie = "-" if "-" in text else ""
        return ("Xx" if text[1:].islower() else "Xm") + tie
    if text[0].isdigit():
        return "0"
    return "x" if text[0].isalpha() else text[0]


def _head(tokens: Sequence[Token], first: int, last: int) -> Token:
    """Return the token of first..last whose governor lies outside it."""
    for token in tokens[first:last]:
        if not first <= token.head < last or token.head == token.index:
            return token
    return tokens[first]
