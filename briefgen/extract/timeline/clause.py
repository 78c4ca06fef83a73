"""The clause an expression stands in: its verb, its stretch, and how the two hang together."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass

from briefgen.model import Document, Span, Token

MAX_CLIMB = 12  # governors between an expression and its verb
MAX_REACH = 500  # characters of a clause on either side of its expression
VERBAL = frozenset({"VERB", "AUX"})
_EDGE = re.compile(r"[;:]\s|\s[-–—]\s|\n")


@dataclass(frozen=True, slots=True)
class Clause:
    """What stands around an expression."""

    span: Span
    verb: Token | None
    "its verb, or the predicate of a copula; None without a parse"
    is_main: bool
    "the verb is the sentence's root, or coordinated with it"


def token_at(document: Document, offset: int) -> Token | None:
    """Return the token that covers *offset*, or the next one; None past the last."""
    tokens = document.tokens
    index = bisect.bisect_right(tokens, offset, key=lambda token: token.start) - 1
    if index >= 0 and offset < tokens[index].end:
        return tokens[index]
    return tokens[index + 1] if index + 1 < len(tokens) else None


def governing_verb(document: Document, start: int, end: int) -> Token | None:
    """Return the verb (or predicate with a copula) nearest above [start, end); None for none."""
    token = token_at(document, start)
    if token is None or not document.is_parsed:
        return None
    before = document.tokens[max(0, token.index - 1)]
    if (
        before.dep in ("acl", "amod")
        and before.morph.get("VerbForm") == "Part"
        and before.end <= start
    ):
        return before  # « un reportage diffusé mardi sème le doute »
    for _ in range(MAX_CLIMB):
        is_outside = not start <= token.start < end
        if is_outside and (token.pos in VERBAL or helpers_of(document, token)):
            return token
        if token.head == token.index:
            return None
        token = document.tokens[token.head]
    return None


def hangs_on(document: Document, start: int, end: int, verb: Token) -> bool:
    """Tell whether [start, end) is an adjunct of *verb* itself, not of a noun below it."""
    token = token_at(document, start)
    while token is not None and start <= document.tokens[token.head].start < end:
        if token.head == token.index:
            return False
        token = document.tokens[token.head]
    return token is not None and token.head == verb.index


def is_bare_modifier(document: Document, start: int, end: int, *, before: bool = False) -> bool:
    """Tell whether [start, end) hangs on a noun without a preposition: "the 2014 protests".

    With *before*, on a noun that follows: « aujourd’hui professeur », not "the talks today".
    """
    token = token_at(document, start)
    if token is None or not document.is_parsed:
        return False
    tokens = document.tokens
    while start <= tokens[token.head].start < end and token.head != token.index:
        token = tokens[token.head]
    head = tokens[token.head]
    has_case = any(tokens[child].dep == "case" for child in token.children)
    is_part = token.dep.startswith(("nummod", "compound", "amod"))
    is_noun = head.pos in ("NOUN", "PROPN") and (is_part or not helpers_of(document, head))
    is_placed = head.index > token.index if before else head.index != token.index
    return is_noun and is_placed and not has_case


def helpers_of(document: Document, token: Token) -> list[Token]:
    """Return the auxiliaries and the copula of *token*."""
    children = (document.tokens[child] for child in token.children)
    return [child for child in children if child.dep.startswith(("aux", "cop"))]


def clause_of(document: Document, sentence: Span, start: int, end: int) -> Clause:
    """Return the clause of [start, end) within *sentence*.

    Without a parse it is the stretch between the nearest semicolons, colons and dashes.
    """
    sentence = near(sentence, start, end)
    verb = governing_verb(document, start, end)
    if verb is None:
        return Clause(_between_edges(document.text, sentence, start, end), None, False)
    while verb.dep.startswith(("xcomp", "cop", "aux")) and verb.head != verb.index:
        verb = document.tokens[verb.head]
    tokens = document.tokens
    left = max(tokens[verb.left_edge].start, sentence.start)
    right = min(tokens[verb.right_edge].end, sentence.end)
    span = Span(min(left, start), max(right, end))
    return Clause(span, verb, _is_main(document, verb))


def near(span: Span, start: int, end: int) -> Span:
    """Return the part of *span* within MAX_REACH of [start, end): sentences have no longest."""
    return Span(
        min(max(span.start, start - MAX_REACH), start), max(min(span.end, end + MAX_REACH), end)
    )


def _is_main(document: Document, verb: Token) -> bool:
    while verb.dep == "conj" and verb.head != verb.index:
        verb = document.tokens[verb.head]
    return verb.head == verb.index


def _between_edges(text: str, sentence: Span, start: int, end: int) -> Span:
    left, right = sentence.start, sentence.end
    for edge in _EDGE.finditer(text, sentence.start, start):
        left = edge.end()
    edge_after = _EDGE.search(text, end, sentence.end)
    if edge_after:
        right = edge_after.start()
    return Span(left, max(right, end))
