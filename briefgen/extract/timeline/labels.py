"""A short label for an entry: the words of its clause, without attribution and without the date.

Nothing is written that the sentence does not say: words are only left out, and the pronoun that
is the subject gives way to the actor's name in [brackets].
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from briefgen.extract.timeline.clause import VERBAL, Clause, helpers_of, near
from briefgen.model import Actor, Document, MentionKind, Span, Token

MAX_WORDS = 14
MAX_SUBTREE = 60  # tokens of a subtree on either side of its top
MIN_WORDS = 3  # below this the whole clause, then the whole sentence serves

_BLANKS = re.compile(r"\s+")
_EDGES = ' ,;:–—-«»“”"()\u00a0\u202f'
_LOOSE = re.compile(r" ([,.])|\( ?\)|([,;])(?= ?[,;.])")
_SIDE_CLAUSES = ("parataxis", "discourse", "vocative", "acl:relcl", "advcl", "acl", "appos")
"what a long label does without, first to last"
_FUNCTION = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PUNCT", "AUX", "PART"})
"parts of speech that cannot end a label"
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_DEPENDENT = ("acl", "conj", "advcl", "ccomp", "xcomp")
"clauses whose subject may stand with the verb above"


def label_of(
    document: Document,
    sentence: Span,
    clause: Clause,
    timex: Span,
    pronouns: Mapping[Span, str],
    settings: Mapping[str, Any],
) -> str:
    """Return at most MAX_WORDS words of *sentence* that tell what happened at *timex*."""
    case_words = frozenset(settings.get("case_words") or ())
    kept = _clause_tokens(document, clause, timex, settings)
    kept = _without_date(document, kept, timex, case_words)
    for wider in (clause.span, near(sentence, timex.start, timex.end)):
        if sum(map(_is_word, kept)) < MIN_WORDS:
            kept = _without_date(document, _tokens_within(document, wider), timex, case_words)
    openers = frozenset(settings.get("label_openers") or ())
    while len(kept) > MIN_WORDS and (
        not _is_word(kept[0]) or kept[0].text.lower().replace("’", "'") in openers
    ):
        kept = kept[1:]
    return _write(document, _shorten(kept, case_words), pronouns)


def pronoun_names(actors: Sequence[Actor]) -> dict[Span, str]:
    """Return the actor's name for every pronoun that stands for one."""
    return {
        mention.span: actor.name
        for actor in actors
        for mention in actor.mentions
        if mention.kind is MentionKind.PRONOUN
    }


def _tokens_within(document: Document, span: Span) -> list[Token]:
    tokens = document.tokens
    first = bisect.bisect_left(tokens, span.start, key=lambda token: token.start)
    last = bisect.bisect_right(tokens, span.end, lo=first, key=lambda token: token.end)
    return list(tokens[first:last])


def _clause_tokens(
    document: Document, clause: Clause, timex: Span, settings: Mapping[str, Any]
) -> list[Token]:
    """The clause with its subject, less its attribution; side clauses only while it is short."""
    if clause.verb is None:
        return []
    tokens = document.tokens
    verb = _telling_verb(document, clause.verb)
    kept = set(_reach(verb))
    if verb is clause.verb:
        kept &= {t.index for t in _tokens_within(document, clause.span)}
    kept -= _attribution(document, verb, settings)
    kept |= _shared_subject(document, verb)
    dated = {t.index for t in _tokens_within(document, timex)}
    kept -= dated
    for dep in _SIDE_CLAUSES:
        for index in sorted(kept, reverse=True):
            token = tokens[index]
            is_name = dep == "appos" and token.pos == "PROPN"  # « le ministre X »
            if len(kept) > MAX_WORDS and token.dep == dep and index != verb.index and not is_name:
                kept -= _with_comma(document, _reach(token))
    # a comma whose left neighbour is gone has nothing to part
    return [
        tokens[index]
        for index in sorted(kept)
        if tokens[index].text != "," or index - 1 in kept | dated
    ]


def _with_comma(document: Document, dropped: range) -> set[int]:
    """The words dropped, and the comma that closed them off."""
    after = dropped.stop
    is_comma = after < len(document.tokens) and document.tokens[after].text == ","
    return {*dropped, after} if is_comma else set(dropped)


def _reach(token: Token) -> range:
    """The subtree of *token*, as far as a label can ever need it."""
    first = max(token.left_edge, token.index - MAX_SUBTREE)
    return range(first, min(token.right_edge, token.index + MAX_SUBTREE) + 1)


def _telling_verb(document: Document, verb: Token) -> Token:
    """« la réunion prévue vendredi aura lieu », "became the first to walk": the verb above."""
    if verb.dep != "acl" or verb.head == verb.index:
        return verb
    noun = document.tokens[verb.head]
    above = document.tokens[noun.head]
    told_by = ("nsubj",) if verb.morph.get("VerbForm") == "Part" else ("nsubj", "obj", "xcomp")
    return above if noun.dep.startswith(told_by) and above.pos in VERBAL else verb


def _attribution(document: Document, verb: Token, settings: Mapping[str, Any]) -> set[int]:
    """Words of « selon X, », of an incise « a dit X », and of what links clauses."""
    sources = frozenset(settings.get("source_words") or ())
    size = verb.right_edge - verb.left_edge
    out: set[int] = set()
    for index in verb.children:
        child = document.tokens[index]
        first = document.tokens[child.left_edge].text.lower()
        is_incise = child.dep == "parataxis" and 2 * (child.right_edge - child.left_edge) < size
        if (
            is_incise
            or first in sources
            or child.dep == "cc"
            or (child.dep == "mark" and child.pos == "SCONJ")
        ):
            out |= set(_reach(child))
    return out


def _shared_subject(document: Document, verb: Token) -> set[int]:
    """The noun a participle or relative tells of; the subject a coordinated verb shares."""
    tokens = document.tokens
    if not verb.dep.startswith(_DEPENDENT) or verb.head == verb.index:
        return set()
    above = tokens[verb.head]
    if verb.dep.startswith("acl"):
        return _noun_alone(document, above)
    if verb.dep != "conj" or _subject_of(document, verb):
        return set()
    if subject := _subject_of(document, above):
        return set(_reach(subject))
    # a parser that lost the verb takes its subject for the sentence's root
    is_noun = above.pos in _NOMINAL and not helpers_of(document, above)
    return _noun_alone(document, above) if is_noun else set()


def _noun_alone(document: Document, noun: Token) -> set[int]:
    """The noun with what stands before it and its name, without what tells of it."""
    tail = (document.tokens[child] for child in noun.children if child > noun.index)
    names = (_reach(token) for token in tail if token.dep.startswith("flat"))
    own = (index for index in _reach(noun) if index <= noun.index)
    return {*own, *(index for name in names for index in name)}


def _subject_of(document: Document, verb: Token) -> Token | None:
    children = (document.tokens[child] for child in verb.children)
    return next((child for child in children if child.dep.startswith("nsubj")), None)


def _without_date(
    document: Document, kept: Iterable[Token], timex: Span, case_words: frozenset[str]
) -> list[Token]:
    """Drop the date and the prepositions and articles that lead to it."""
    out = [token for token in kept if not timex.start <= token.start < timex.end]
    edge = timex.start
    for token in [token for token in out if token.start < timex.start][::-1]:
        is_adjacent = not document.text[token.end : edge].strip()
        if not (is_adjacent and token.text.lower().replace("’", "'") in case_words):
            break
        out.remove(token)
        edge = token.start
    return out


def _is_word(token: Token) -> bool:
    return token.text.isalnum() or any(map(str.isalnum, token.text))


def _shorten(kept: Sequence[Token], case_words: frozenset[str]) -> list[Token]:
    """The first MAX_WORDS words, back to one that can end a phrase."""
    out: list[Token] = []
    words = 0
    for token in kept:
        words += _is_word(token)
        if words > MAX_WORDS:
            break
        out.append(token)
    if len(out) < len(kept):
        while len(out) > MIN_WORDS and (
            out[-1].pos in _FUNCTION or out[-1].text.lower() in case_words
        ):
            out.pop()
    return out


def _whole_brackets(label: str) -> str:
    """Without brackets that lost their other half."""
    for left, right in (("(", ")"), ("«", "»"), ("“", "”")):
        if label.count(left) != label.count(right):
            label = label.replace(left, "").replace(right, "")
    return label


def _write(document: Document, kept: Sequence[Token], names: Mapping[Span, str]) -> str:
    end = -1
    pieces: list[str] = []
    for token in kept:
        is_subject = token.dep.startswith("nsubj") or not document.is_parsed
        name = names.get(token.span) if is_subject else None
        if 0 <= end < token.start:
            pieces.append(" ")
        pieces.append(token.text if name is None else f"[{name}]")
        end = token.end
    label = _whole_brackets(_BLANKS.sub(" ", "".join(pieces)))
    label = _LOOSE.sub(r"\1", _LOOSE.sub(r"\1", label))
    return label.strip(_EDGES).strip(".").strip(_EDGES)
