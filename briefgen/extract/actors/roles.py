"""The functions a text gives a person: titles before the name, appositions, copulas.

Each role is the exact stretch of text without its article: "secrétaire général de
l'ONU", "Prime Minister". Former and future roles keep their "ancien", "ex-", "former".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefgen.extract.actors.candidate import Candidate
from briefgen.extract.actors.lexicon import ActorLexicon, fold
from briefgen.extract.actors.phrase import is_role_noun, phrase_end, phrase_start
from briefgen.model import Document, Span, Token

MAX_LEFT = 14  # tokens between a name and the head noun of its title

_MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "X"})
_INSIDE = _MODIFIERS | {"ADP", "DET", "CCONJ", "PART"}
Bounds = tuple[int, int]


def find_roles(
    document: Document,
    person: Candidate,
    names: Mapping[int, Candidate],
    lexicon: ActorLexicon,
) -> tuple[Bounds, ...]:
    """Return the token bounds of the roles that stand around the name *person*."""
    tokens = document.tokens
    titles = _titles(tokens, person, names, lexicon)
    found = dict.fromkeys([*titles, *_appositions(tokens, person, names, lexicon)])
    return tuple(bounds for bounds in found if not _is_mere_person(tokens, bounds, lexicon))


def phrase_span(document: Document, bounds: Bounds) -> Span:
    """Return the characters of a phrase."""
    first, last = bounds
    return Span(document.tokens[first].start, document.tokens[last - 1].end)


def _is_mere_person(tokens: Sequence[Token], bounds: Bounds, lexicon: ActorLexicon) -> bool:
    """Tell whether a phrase says "man" and no more, or "the first man to …"."""
    first, last = bounds
    for at in range(first, last):
        if lexicon.holds("mere_persons", fold(tokens[at].text)):
            is_ordinal = at > first and lexicon.holds("ordinals", fold(tokens[at - 1].text))
            return is_ordinal or at + 1 == last
    return False


def _titles(
    tokens: Sequence[Token],
    person: Candidate,
    names: Mapping[int, Candidate],
    lexicon: ActorLexicon,
) -> Iterator[Bounds]:
    """Yield "[le] ministre du budget" right before the name or parted from it by a comma."""
    end = person.first
    while end > 0 and fold(tokens[end - 1].text) in lexicon.civil_titles:
        end -= 1
    is_parted = end > 0 and tokens[end - 1].text == ","
    end -= is_parted
    if end <= 0 or tokens[end - 1].sentence != tokens[person.first].sentence:
        return
    heads = list(_heads_before(tokens, end, names, lexicon))
    if is_parted:
        heads = [h for h in heads if _has_article(tokens, h, lexicon)][-1:]
    for head in heads[:1]:
        start = phrase_start(tokens, head, names, lexicon)
        if fold(tokens[end - 1].text) not in lexicon.classes.get("links", ()):
            yield start, end


def _heads_before(
    tokens: Sequence[Token], end: int, names: Mapping[int, Candidate], lexicon: ActorLexicon
) -> Iterator[int]:
    """Yield role nouns leftwards from *end* while one noun phrase reaches up to it."""
    at = end - 1
    while at >= max(0, end - MAX_LEFT) and tokens[at].sentence == tokens[end - 1].sentence:
        token = tokens[at]
        is_inside = token.pos in _INSIDE or at in names or token.text in {"-", "'s", "’s"}
        if not is_inside:
            return
        is_head = (
            at not in names and is_role_noun(token, lexicon) and token.morph.get("Number") != "Plur"
        )
        if is_head and not lexicon.holds_any("possessive"):
            while at > 0 and at - 1 not in names and is_role_noun(tokens[at - 1], lexicon):
                at -= 1  # "secrétaire général": the first noun heads a French phrase
        if is_head and phrase_end(tokens, at, names, lexicon) >= end:
            yield at
        at -= 1


def _has_article(tokens: Sequence[Token], head: int, lexicon: ActorLexicon) -> bool:
    """Tell whether an article opens the phrase of *head* ("le", "l'ancien")."""
    at = head - 1
    while at >= 0 and tokens[at].pos in {"ADJ", "NUM"}:
        at -= 1
    return at >= 0 and lexicon.holds("articles", fold(tokens[at].text))


def _appositions(
    tokens: Sequence[Token],
    person: Candidate,
    names: Mapping[int, Candidate],
    lexicon: ActorLexicon,
) -> Iterator[Bounds]:
    """Yield "X, ministre de Y", "X (ministre)", "X est ministre", "X, qui est ministre"."""
    at = person.last
    while at < len(tokens) and tokens[at].sentence == tokens[person.first].sentence:
        opened = _opening(tokens, at, lexicon)
        if opened == at:
            return
        head = _head_after(tokens, opened, names, lexicon)
        if head < 0:
            return
        start = phrase_start(tokens, head, names, lexicon)
        end = phrase_end(tokens, head, names, lexicon)
        if end in names and names[end].first == end:
            return  # "X, le président Y": the title is the next name's
        start = max(start, opened)
        while start < head and tokens[start].pos in {"ADV", "DET"}:
            start += 1
        yield start, end
        at = end


def _opening(tokens: Sequence[Token], at: int, lexicon: ActorLexicon) -> int:
    """Return the token after a comma, bracket, "et" or copula at *at*, itself when none."""
    start = at
    if tokens[at].text in {",", "(", "–", "-"} or lexicon.holds(
        "coordinations", fold(tokens[at].text)
    ):
        at += 1
    if at < len(tokens) and lexicon.holds("relatives", fold(tokens[at].text)):
        at += 1
    copula = at
    while at < len(tokens) and tokens[at].pos == "ADV":
        at += 1
    if at < len(tokens) and lexicon.holds("copulas", fold(tokens[at].lemma)):
        at += 1
        while at < len(tokens) and tokens[at].pos in {"ADV", "AUX"}:
            at += 1
        return at
    return max(start, copula)


def _head_after(
    tokens: Sequence[Token], at: int, names: Mapping[int, Candidate], lexicon: ActorLexicon
) -> int:
    """Return the role noun that heads the phrase beginning at *at*; -1 when none does."""
    is_premodified = bool(lexicon.holds_any("possessive"))
    head = -1
    limit = min(len(tokens), at + 8)
    while at < limit:
        token, word = tokens[at], fold(tokens[at].text)
        if at in names:
            if not is_premodified:
                return head
            at = names[at].last
            continue
        if is_role_noun(token, lexicon):
            head = at
            if not is_premodified:
                return head
        elif (head >= 0 and token.pos not in {"NOUN", "PROPN"}) or (
            token.pos not in _MODIFIERS | {"DET", "ADV"}
            and not (
                lexicon.holds("articles", word)
                or lexicon.holds("person_prefixes", word)
                or lexicon.holds("possessive", word)
            )
        ):
            return head
        at += 1
    return head
