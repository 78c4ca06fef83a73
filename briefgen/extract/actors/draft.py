"""An actor as its names and roles make it, before coreference and salience."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefgen.extract.actors.candidate import Candidate, surface
from briefgen.extract.actors.clusters import Cluster
from briefgen.extract.actors.lexicon import ActorLexicon, fold, name_words
from briefgen.extract.actors.phrase import role_forms
from briefgen.extract.actors.roles import Bounds, find_roles, phrase_span
from briefgen.model import Document, NameType

_EMPTY = frozenset({"ADP", "DET", "PUNCT"})


@dataclass(frozen=True, slots=True)
class Draft:
    """One actor's names and roles; token bounds are half-open."""

    type: NameType
    name: str
    aliases: tuple[str, ...]
    places: tuple[Bounds, ...]
    roles: tuple[Bounds, ...]
    in_headline: bool
    is_topic: bool
    "the headline opens with it and a colon"
    gender: str
    "Masc, Fem, or empty when nothing tells"


def draft_actor(
    documents: Mapping[bool, Document],
    cluster: Cluster,
    names: Mapping[int, Candidate],
    shared: Mapping[int, Bounds],
    lexicon: ActorLexicon,
) -> Draft:
    """Return the draft of *cluster*.

    *names* maps every token of a name to it, *shared* a person's first token to the plural
    role of the list it stands in.
    """
    text = documents[False]
    inside = [c for c in cluster.candidates if not c.in_headline]
    surfaces = [surface(documents[c.in_headline], c) for c in inside or cluster.candidates]
    name = max(surfaces, key=_fullness)
    roles: list[Bounds] = []
    if cluster.type is NameType.PER:
        for candidate in inside:
            roles += find_roles(text, candidate, names, lexicon)
        roles += [shared[c.first] for c in inside if c.first in shared]
    return Draft(
        type=cluster.type,
        name=name,
        aliases=tuple(s for s in dict.fromkeys(surfaces) if s != name),
        places=tuple((c.first, c.last) for c in inside),
        roles=distinct(text, roles),
        in_headline=any(c.in_headline for c in cluster.candidates),
        is_topic=any(
            c.in_headline and c.first == 0 and _has_colon(documents[True], c.last)
            for c in cluster.candidates
        ),
        gender=_gender(text, inside, roles, lexicon),
    )


def _fullness(name: str) -> tuple[int, int]:
    """Return how full a form is: its words, letters apart ("US" before "U.S.")."""
    words = name_words(name)
    return sum(len(word) > 1 for word in words), len(words)


def distinct(document: Document, roles: Sequence[Bounds]) -> tuple[Bounds, ...]:
    """Return *roles* without those whose words an earlier one has."""
    seen: dict[str, Bounds] = {}
    for bounds in roles:
        seen.setdefault(fold(phrase_span(document, bounds).of(document.text)), bounds)
    return tuple(seen.values())


def descriptions(
    document: Document, draft: Draft, lexicon: ActorLexicon
) -> tuple[frozenset[str], ...]:
    """Return the word sets that may stand for an actor: its roles, or its head noun."""
    if draft.type is NameType.PER:
        return tuple(
            frozenset(fold(t.text) for t in document.tokens[first:last] if t.pos not in _EMPTY)
            for first, last in draft.roles
        )
    first, last = draft.places[0]
    ends = (document.tokens[first], document.tokens[last - 1]) if last - first > 1 else ()
    words = dict.fromkeys(fold(t.text) for t in ends)
    return tuple(frozenset({word}) for word in words if word in lexicon.organisation_words)


def _has_colon(headline: Document, at: int) -> bool:
    return at < len(headline.tokens) and headline.tokens[at].text == ":"


def _gender(
    document: Document, places: Sequence[Candidate], roles: Sequence[Bounds], lexicon: ActorLexicon
) -> str:
    """Return the first gender that a title, article, given name or role tells; else empty."""
    hints = [
        *(_gender_before(document, c, lexicon) for c in places),
        *(
            lexicon.given_names.get(fold(document.tokens[c.first].text), "")
            for c in places
            if c.last - c.first > 1
        ),
        *(
            lexicon.role_nouns.get(form) or lexicon.kinship.get(form) or ""
            for first, last in roles
            for token in document.tokens[first:last]
            for form in role_forms(token.text)
        ),
    ]
    return next((hint for hint in hints if hint), "")


def _gender_before(document: Document, candidate: Candidate, lexicon: ActorLexicon) -> str:
    if candidate.first == 0:
        return ""
    before = document.tokens[candidate.first - 1]
    if before.pos == "DET" and candidate.type is not NameType.PER:
        return before.morph.get("Gender", "")
    return lexicon.civil_titles.get(fold(before.text), "")
