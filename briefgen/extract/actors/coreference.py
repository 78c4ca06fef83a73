"""Pronouns and role phrases that stand for a named person.

One pass from left to right. A third-person subject pronoun takes the last person of a
fitting gender that was a subject, else the last one named; a definite role phrase
("le ministre") the last person who carries that role.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefgen.extract.actors.lexicon import ActorLexicon, fold
from briefgen.extract.actors.phrase import phrase_end, role_forms
from briefgen.model import Document, Mention, MentionKind, Span, Token

MAX_REACH = 4  # sentences a pronoun looks back


@dataclass(frozen=True, slots=True)
class Person:
    """A person as coreference sees it."""

    key: int
    "position of the actor among the actors"
    gender: str
    "Masc, Fem, or empty when unknown"
    roles: tuple[str, ...]
    "folded role phrases"
    names: tuple[tuple[int, int], ...]
    "token bounds of the name mentions, in text order"


@dataclass(slots=True)
class _State:
    gender: dict[int, str]
    last_subject: int | None = None
    recent: list[tuple[int, int]] = field(default_factory=list)
    "(person, sentence) in order of mention"


def resolve(
    document: Document, persons: Sequence[Person], taken: set[int], lexicon: ActorLexicon
) -> Mapping[int, tuple[Mention, ...]]:
    """Return pronoun and nominal mentions by person key; *taken* tokens are names or roles."""
    starts = {first: (p.key, last) for p in persons for first, last in p.names}
    by_head = _by_role_head(persons)
    state = _State({p.key: p.gender for p in persons})
    found: dict[int, list[Mention]] = {}
    for token in document.tokens:
        if token.index in starts:
            key, last = starts[token.index]
            state.recent.append((key, token.sentence))
            if any(t.dep.startswith("nsubj") for t in document.tokens[token.index : last]):
                state.last_subject = key
            continue
        if token.index in taken:
            continue
        if fold(token.text) in lexicon.pronouns:
            key_or_none = _antecedent(token, state, lexicon)
            if key_or_none is not None:
                state.last_subject = key_or_none
                found.setdefault(key_or_none, []).append(Mention(token.span, MentionKind.PRONOUN))
                state.recent.append((key_or_none, token.sentence))
        elif token.pos == "NOUN":
            bounds, owner = _nominal(document.tokens, token, by_head, state, lexicon)
            if owner is not None:
                span = Span(document.tokens[bounds[0]].start, document.tokens[bounds[1] - 1].end)
                found.setdefault(owner, []).append(Mention(span, MentionKind.NOMINAL))
                state.recent.append((owner, token.sentence))
                if token.dep.startswith("nsubj"):
                    state.last_subject = owner
    return {key: tuple(mentions) for key, mentions in found.items()}


def _by_role_head(persons: Sequence[Person]) -> Mapping[str, list[tuple[int, str]]]:
    heads: dict[str, list[tuple[int, str]]] = {}
    for person in persons:
        for role in person.roles:
            for word in role.split():
                for form in role_forms(word):
                    heads.setdefault(form, []).append((person.key, role))
    return heads


def _antecedent(token: Token, state: _State, lexicon: ActorLexicon) -> int | None:
    features = lexicon.pronouns[fold(token.text)]
    if token.dep.startswith("expl") or not token.dep.startswith("nsubj"):
        return None
    gender = features.get("gender", "")
    last: int | None = None
    for key, sentence in reversed(state.recent):
        if token.sentence - sentence > MAX_REACH:
            break
        if state.gender[key] in {"", gender}:
            last = key
            break
    if last is None:
        return None
    subject = state.last_subject
    chosen = last
    if subject is not None and state.gender[subject] in {"", gender}:
        recent = {k for k, s in state.recent[-12:] if token.sentence - s <= MAX_REACH}
        chosen = subject if subject in recent else last
    if not state.gender[chosen]:
        state.gender[chosen] = gender
    return chosen


def _nominal(
    tokens: Sequence[Token],
    token: Token,
    by_head: Mapping[str, list[tuple[int, str]]],
    state: _State,
    lexicon: ActorLexicon,
) -> tuple[tuple[int, int], int | None]:
    empty = ((token.index, token.index), None)
    if token.morph.get("Number") == "Plur" or token.index == 0:
        return empty
    before = token.index - 1
    while before > 0 and tokens[before].pos == "ADJ":
        before -= 1
    if not lexicon.holds("definite_articles", fold(tokens[before].text)):
        return empty
    owners = [entry for form in role_forms(token.text) for entry in by_head.get(form, ())]
    if not owners:
        return empty
    end = phrase_end(tokens, token.index, {}, lexicon)
    phrase = {fold(t.text) for t in tokens[token.index : end] if t.pos in {"NOUN", "ADJ", "PROPN"}}
    recent = {key: place for place, (key, _) in enumerate(state.recent)}
    fitting = [
        (len(phrase & set(role.split())), recent.get(key, -1), key)
        for key, role in owners
        if phrase <= set(role.split()) and key in recent
    ]
    if not fitting:
        return empty
    return (before, end), max(fitting)[2]
