"""Whom a common noun stands for: by its role, a name's words, an earlier phrase or its kind."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.extract.quotes.entities import (
    EITHER,
    NEAR,
    Cast,
    KnownSource,
    NameMention,
    Resolved,
    agrees,
    morph_gender,
)
from briefgen.extract.quotes.lexicon import SourceKind
from briefgen.extract.quotes.phrases import noun_of
from briefgen.extract.quotes.reading import Reading
from briefgen.model import Actor, Confidence, NameType, Span


def by_description(
    reading: Reading, cast: Cast, history: Sequence[KnownSource], head: int, span: Span
) -> Resolved | None:
    """A common noun: by a role, by the name's own words, by an earlier phrase, by its kind."""
    first, last = reading.token_range(span)
    if reading.tokens[head].pos not in {"NOUN", "ADJ", "PROPN"} or reading.lexicon.has(
        "indefinite", reading.word(first)
    ):
        return None
    noun = noun_of(reading, head)
    words = {
        reading.word(k)
        for k in range(first, last)
        if reading.tokens[k].pos in {"NOUN", "PROPN", "ADJ"}
    }
    synonym = _synonym(reading, span)
    if synonym is not None:
        words = set(synonym.split())
        noun = synonym.split()[0] if len(words) == 1 else synonym.split()[-1]
    before = cast.before(reading.tokens[head].start)
    known = _by_role(reading, before, noun, words)
    if known is None and len(words) <= 1:
        known = _by_noun(before, history, noun)
    if known is not None:
        return Resolved(span, known.id, Confidence.MEDIUM)
    return _by_kind(reading, cast, history, head, span) if len(words) <= 2 else None


def _synonym(reading: Reading, span: Span) -> str | None:
    """Return the role that the phrase names in other words: "the head of state"."""
    phrase = span.of(reading.text).lower().replace("’", "'")
    return next(
        (role for words, role in reading.lexicon.role_synonyms.items() if words in phrase), None
    )


def _by_noun(
    before: Sequence[NameMention], history: Sequence[KnownSource], noun: str
) -> Actor | None:
    """Return the organisation whose name holds *noun*, or the source last called so."""
    for mention in reversed(before):
        name_words = mention.actor.name.lower().replace("’", " ").replace("'", " ").split()
        if mention.actor.type is NameType.ORG and noun in name_words:
            return mention.actor
    return next(
        (s.actor for s in reversed(history) if s.noun == noun and s.actor is not None), None
    )


def _by_kind(
    reading: Reading, cast: Cast, history: Sequence[KnownSource], head: int, span: Span
) -> Resolved | None:
    kinds = reading.lexicon.kinds.get(noun_of(reading, head), frozenset())
    before = cast.before(reading.tokens[head].start)
    if SourceKind.SPEAKS_FOR in kinds and any(
        reading.tokens[c].dep.startswith("nmod") for c in reading.tokens[head].children
    ):
        return None  # it says itself for whom, and that is no actor
    if kinds & {SourceKind.SPEAKS_FOR, SourceKind.DOCUMENT, SourceKind.ORGANISATION}:
        return _last(before, span, {NameType.ORG}, history, reading, head)
    if SourceKind.PERSON in kinds and reading.tokens[head].morph.get("Number") != "Plur":
        return _last(before, span, {NameType.PER}, history, reading, head, cast)
    return None


def _by_role(
    reading: Reading, before: Sequence[NameMention], noun: str, words: set[str]
) -> Actor | None:
    best: tuple[int, int, Actor] | None = None
    for place, mention in enumerate(before):
        for role in mention.actor.roles:
            role_words = role.of(reading.text).lower().replace("’", "'").replace("'", "' ").split()
            if noun not in role_words and not any(w.rstrip("s") == noun for w in role_words):
                continue
            shared = len(words & set(role_words))
            if shared < len(words) and len(words) > 1 and shared < 2:
                continue
            if best is None or (shared, place) >= best[:2]:
                best = (shared, place, mention.actor)
    return None if best is None else best[2]


def _last(
    before: Sequence[NameMention],
    span: Span,
    types: set[NameType],
    history: Sequence[KnownSource],
    reading: Reading,
    head: int,
    cast: Cast | None = None,
) -> Resolved | None:
    """Return the last actor of *types*: a speaker first, then a subject, then any."""
    if not reading.lexicon.has("definite", reading.word(reading.token_range(span)[0])) and not (
        reading.lexicon.has("demonstratives", reading.word(reading.token_range(span)[0]))
    ):
        return None
    gender = morph_gender(reading, head)

    def fits(actor: Actor) -> bool:
        return (
            actor.type in types
            and (cast is None or agrees(cast.genders.get(actor.id, EITHER), gender))
            and not (actor.type is NameType.PER and _is_otherwise(reading, actor, head, span))
        )

    here = reading.passage_of[head]
    for source in reversed(history):
        if here - source.passage > NEAR:
            break
        if source.actor is not None and fits(source.actor):
            return Resolved(span, source.actor.id, Confidence.MEDIUM)
    for only_subjects in (True, False):
        near = [
            mention
            for mention in before
            if here - reading.passage_of[mention.head] <= NEAR
            and fits(mention.actor)
            and (mention.is_subject or not only_subjects)
        ]
        if near:
            return _last_or_tie(reading, near, span)
    return None


def _last_or_tie(reading: Reading, near: Sequence[NameMention], span: Span) -> Resolved:
    """Return the last of *near*; nobody when its passage names another one as well."""
    last = near[-1]
    place = reading.passage_of[last.head]
    rivals = {m.actor.id for m in near if reading.passage_of[m.head] == place}
    return Resolved(span, last.actor.id if len(rivals) == 1 else None, Confidence.LOW)


def _is_otherwise(reading: Reading, actor: Actor, head: int, span: Span) -> bool:
    """Tell whether a person is known by roles that share no word with "the socialist candidate"."""
    first, last = reading.token_range(span)
    words = {
        reading.word(k)
        for k in range(first, last)
        if reading.tokens[k].pos in {"NOUN", "PROPN", "ADJ"} and k != head
    }
    if not words or not actor.roles:
        return False
    known = {word for role in actor.roles for word in role.of(reading.text).lower().split()}
    return not (words & known)
