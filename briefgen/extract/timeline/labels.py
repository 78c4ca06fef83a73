"""A short label for an entry: the words of its clause, without attribution and without the date.

Nothing is written that the sentence does not say: words are only left out, and the pronoun that
is the subject gives way to the actor's name in [brackets].
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Mapping, Sequence
from typing import Any

from briefgen.extract.timeline.clause import Clause
from briefgen.model import Actor, Document, MentionKind, Span, Token

MAX_WORDS = 14
MIN_WORDS = 3  # below this the whole sentence serves

_BLANKS = re.compile(r"\s+")
_EDGES = ' ,;:–—-«»“”"()[]\u00a0\u202f'
_LOOSE = re.compile(r"\s+([,.])|\(\s*\)|([,;])(?=\s*[,;.])")
_PAUSE = re.compile(r"[,;:]$")
_DETACHED = ("parataxis", "discourse", "vocative", "acl:relcl", "acl", "advcl", "appos")


def label_of(
    document: Document,
    sentence: Span,
    clause: Clause,
    timex: Span,
    pronouns: Mapping[Span, str],
    settings: Mapping[str, Any],
) -> str:
    """Return at most MAX_WORDS words of *sentence* that tell what happened at *timex*."""
    kept = [] if clause.verb is None else _kept_tokens(document, clause, clause.verb, settings)
    if len(kept) < MIN_WORDS:
        kept = _tokens_within(document, clause.span)
        if len(kept) < MIN_WORDS:
            kept = _tokens_within(document, sentence)
    kept = _without_date(document, kept, timex, frozenset(settings.get("case_words") or ()))
    return _write(document, kept, pronouns)


def _tokens_within(document: Document, span: Span) -> list[Token]:
    tokens = document.tokens
    first = bisect.bisect_left(tokens, span.start, key=lambda token: token.start)
    last = bisect.bisect_right(tokens, span.end, lo=first, key=lambda token: token.end)
    return list(tokens[first:last])


def _kept_tokens(
    document: Document, clause: Clause, verb: Token, settings: Mapping[str, Any]
) -> list[Token]:
    """The clause, less its attribution; then less its side clauses while it is too long."""
    tokens = document.tokens
    kept = {t.index for t in _tokens_within(document, clause.span)}
    kept &= set(range(verb.left_edge, verb.right_edge + 1))
    kept -= _attribution(document, verb, settings)
    if verb.dep.startswith(("acl", "advcl", "ccomp", "conj", "parataxis")):
        kept |= _subject_words(document, verb)
    for dep in _DETACHED:
        if len(kept) <= MAX_WORDS:
            break
        for child in sorted(kept, reverse=True):
            token = tokens[child]
            if token.dep == dep and token.index != verb.index and token.index in kept:
                kept -= set(range(token.left_edge, token.right_edge + 1))
    return [tokens[index] for index in sorted(kept)]


def _attribution(document: Document, verb: Token, settings: Mapping[str, Any]) -> set[int]:
    """Words of « selon X, » and of an incise « a dit X »."""
    sources = frozenset(settings.get("source_words") or ())
    out: set[int] = set()
    for index in verb.children:
        child = document.tokens[index]
        first = document.tokens[child.left_edge].text.lower()
        if child.dep == "parataxis" or first in sources:
            out |= set(range(child.left_edge, child.right_edge + 1))
        elif child.dep == "mark":
            out.add(index)
    return out


def _subject_words(document: Document, verb: Token) -> set[int]:
    """The noun that a participle or relative clause tells of."""
    if not verb.dep.startswith("acl"):
        return set()
    noun = document.tokens[verb.head]
    words = set(range(noun.left_edge, noun.index + 1))
    return words | {i for c in noun.children for i in _flat(document, c)}


def _flat(document: Document, index: int) -> range:
    token = document.tokens[index]
    is_name = token.dep.startswith(("flat", "fixed", "nmod")) and token.left_edge > token.head
    return range(token.left_edge, token.right_edge + 1) if is_name else range(0)


def _without_date(
    document: Document, kept: Sequence[Token], timex: Span, case_words: frozenset[str]
) -> list[Token]:
    """Drop the date and the prepositions and articles that lead to it."""
    out = [t for t in kept if not (timex.start <= t.start < timex.end)]
    before = [t for t in out if t.start < timex.start]
    dropped: set[int] = set()
    for token in reversed(before):
        is_adjacent = (
            not document.text[token.end : timex.start].strip() or (token.index + 1) in dropped
        )
        if not (is_adjacent and token.text.lower().replace("’", "'") in case_words):
            break
        dropped.add(token.index)
    return [t for t in out if t.index not in dropped]


def _write(document: Document, kept: Sequence[Token], names: Mapping[Span, str]) -> str:
    text = document.text
    words = 0
    pieces: list[str] = []
    end = -1
    for token in kept:
        written = token.text
        if token.span in names and token.dep.startswith(("nsubj", "")):
            written = f"[{names[token.span]}]"
        is_word = any(map(str.isalnum, written))
        if is_word and words >= MAX_WORDS:
            pieces.append("…")
            break
        words += is_word
        gap = text[end : token.start] if 0 <= end <= token.start else ""
        pieces.append(
            " " if pieces and (gap == "" or gap.strip() or gap.isspace()) and (gap != "") else ""
        )
        pieces.append(written)
        end = token.end
    label = _BLANKS.sub(" ", "".join(pieces))
    for _ in range(2):
        label = _LOOSE.sub(r"\1", label)
    return label.strip(_EDGES).strip(".").strip(_EDGES)


def pronoun_names(actors: Sequence[Actor]) -> dict[Span, str]:
    """Return the actor's name for every pronoun that stands for one."""
    return {
        mention.span: actor.name
        for actor in actors
        for mention in actor.mentions
        if mention.kind is MentionKind.PRONOUN
    }
