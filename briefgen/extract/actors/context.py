"""What the words around a name tell of its type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.extract.actors.announcers import announced, apposed, is_portfolio
from briefgen.extract.actors.boundaries import is_capitalised, is_initial
from briefgen.extract.actors.lexicon import ActorLexicon, fold
from briefgen.model import Token


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of tokens, half-open, in the text or in the headline."""

    first: int
    last: int
    in_headline: bool = False


def place_features(tokens: Sequence[Token], place: Place, lexicon: ActorLexicon) -> Iterator[str]:
    """Yield what stands at one place of a form: its neighbours, its part in the clause."""
    first, last = place.first, place.last
    sentence = tokens[first].sentence
    before = tokens[first - 1] if first and tokens[first - 1].sentence == sentence else None
    after = tokens[last] if last < len(tokens) and tokens[last].sentence == sentence else None
    if place.in_headline:
        yield "headline"
    if is_initial(tokens, first):
        yield "initial"
    yield "tags:" + tokens[first].pos + " " + tokens[last - 1].pos
    yield from _side("before", before, lexicon)
    yield from _side("after", after, lexicon)
    if before is not None:
        yield from _before(tokens, first)
    if after is not None:
        yield from _after(tokens, first, last)
    yield from _part(tokens, first, last, lexicon)
    meaning = announced(tokens, first, lexicon)
    if meaning is not None:
        yield f"announced:{meaning}"
    meaning = apposed(tokens, last, lexicon)
    if meaning is not None:
        yield f"apposed:{meaning}"
    if is_portfolio(tokens, first, lexicon):
        yield "portfolio"


def _before(tokens: Sequence[Token], first: int) -> Iterator[str]:
    before = tokens[first - 1]
    if first > 1 and tokens[first - 2].sentence == before.sentence:
        yield "before2:" + fold(tokens[first - 2].text) + " " + fold(before.text)
        if is_capitalised(before):
            yield "tied before" if before.end == tokens[first].start else "capital before"


def _after(tokens: Sequence[Token], first: int, last: int) -> Iterator[str]:
    after = tokens[last]
    if last + 1 < len(tokens) and tokens[last + 1].sentence == after.sentence:
        yield "after2:" + fold(after.text) + " " + fold(tokens[last + 1].text)
    if is_capitalised(after):
        yield "capital after"
    if after.text == ")" and first and tokens[first - 1].text == "(":
        yield "bracketed " + shape(tokens[first].text)


def _part(tokens: Sequence[Token], first: int, last: int, lexicon: ActorLexicon) -> Iterator[str]:
    head = _head(tokens, first, last)
    yield "part:" + head.dep
    if head.head != head.index:
        governor = fold(tokens[head.head].lemma)
        yield "governor:" + head.dep.partition(":")[0] + " " + governor
        if head.dep.startswith("nsubj") and governor in lexicon.speech_verbs:
            yield "speaks"


def _side(side: str, token: Token | None, lexicon: ActorLexicon) -> Iterator[str]:
    if token is None:
        yield side + " none"
        return
    word = fold(token.text)
    yield f"{side}:{word}"
    yield f"{side} tag:{token.pos}"
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
    if token.text[0].isupper() and word in lexicon.given_names:
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
