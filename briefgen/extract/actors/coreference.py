"""Pronouns and common nouns that stand for a named actor.

One pass from left to right. A third-person subject pronoun takes the last actor of a
fitting gender that was a subject, else the last one named; a definite role phrase ("le
ministre") the last person who carries that role; the bare head noun of an institution
("le gouvernement") the last one named with it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from briefgen.extract.actors.lexicon import ActorLexicon, fold
from briefgen.extract.actors.phrase import phrase_end, role_forms
from briefgen.model import Document, MentionKind, NameType, Token

MAX_REACH = 3  # sentences a pronoun looks back
MAX_RECENT = 12  # mentions a pronoun looks back

_TELLING = frozenset({"NOUN", "ADJ", "PROPN"})
Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Referent:
    """An actor as coreference sees it."""

    key: int
    "position of the actor among the actors"
    type: NameType
    gender: str
    "Masc, Fem, or empty when unknown"
    descriptions: tuple[frozenset[str], ...]
    "folded words of each role; of an institution its head noun alone"
    names: tuple[Bounds, ...]
    "token bounds of the name mentions, in text order"


@dataclass(frozen=True, slots=True)
class Reference:
    """A pronoun or phrase that stands for a referent."""

    bounds: Bounds
    kind: MentionKind
    is_new_role: bool = False
    "the phrase, without its article, tells a role that no name carries"


@dataclass(slots=True)
class _Story:
    """Who was spoken of, up to the current token."""

    gender: dict[int, str]
    type: dict[int, NameType]
    subject: int | None = None
    recent: deque[tuple[int, int]] = field(default_factory=lambda: deque(maxlen=MAX_RECENT))
    "(key, sentence) in order of mention"
    place: dict[int, int] = field(default_factory=dict)
    "key to the token of its last mention"
    starts: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    "tokens where names begin, to the key and the name's end"
    particles: Set[tuple[int, str, str]] = frozenset()
    "key of a person, particle and surname: « de Gaulle »"

    def mention(self, key: int, token: Token, *, is_subject: bool) -> None:
        self.recent.append((key, token.sentence))
        self.place[key] = token.index
        if is_subject:
            self.subject = key


def resolve(
    document: Document, referents: Sequence[Referent], taken: set[int], lexicon: ActorLexicon
) -> Mapping[int, tuple[Reference, ...]]:
    """Return what refers to each referent, by its key; *taken* tokens are names or roles."""
    tokens = document.tokens
    starts = {first: (r.key, last) for r in referents for first, last in r.names}
    by_word = _by_word(referents)
    story = _Story(
        {r.key: r.gender for r in referents},
        {r.key: r.type for r in referents},
        starts=starts,
        particles=frozenset(_particles(tokens, referents)),
    )
    found: dict[int, list[Reference]] = {}
    for token in tokens:
        if token.index in starts:
            key, last = starts[token.index]
            is_subject = any(t.dep.startswith("nsubj") for t in tokens[token.index : last])
            story.mention(key, token, is_subject=is_subject)
        elif (
            token.pos == "NOUN" or fold(token.text) in lexicon.pronouns
        ) and token.index not in taken:
            match = _refers(tokens, token, by_word, story, lexicon)
            if match is None:
                continue
            key, reference = match
            found.setdefault(key, []).append(reference)
            story.mention(key, token, is_subject=token.dep.startswith("nsubj"))
    return {key: tuple(references) for key, references in found.items()}


def _refers(
    tokens: Sequence[Token],
    token: Token,
    by_word: Mapping[str, Sequence[tuple[int, frozenset[str]]]],
    story: _Story,
    lexicon: ActorLexicon,
) -> tuple[int, Reference] | None:
    if fold(token.text) in lexicon.pronouns:
        antecedent = _antecedent(token, story, lexicon)
        reference = Reference((token.index, token.index + 1), MentionKind.PRONOUN)
        return None if antecedent is None else (antecedent, reference)
    first = _article_before(tokens, token, lexicon)
    if first is None:
        return None
    owners = [o for form in role_forms(token.text) for o in by_word.get(form, ())]
    owner = None if owners else _new_role(token, story, lexicon)
    if not owners and owner is None:
        return None  # most nouns, of which no more is asked
    last = phrase_end(tokens, token.index, {}, lexicon)
    bearer = _bearer(tokens, token.index, last, story)
    if bearer is not None:
        return bearer, Reference((first, last), MentionKind.NOMINAL)
    if owner is not None:
        return owner, Reference((first, last), MentionKind.NOMINAL, is_new_role=True)
    phrase = {fold(t.text) for t in tokens[first + 1 : last] if t.pos in _TELLING}
    fitting = [
        (story.place[key], key) for key, words in owners if key in story.place and phrase <= words
    ]
    return (max(fitting)[1], Reference((first, last), MentionKind.NOMINAL)) if fitting else None


def _particles(
    tokens: Sequence[Token], referents: Sequence[Referent]
) -> Iterator[tuple[int, str, str]]:
    """Yield the surnames of persons that a full name in the text gives with a particle."""
    for referent in referents:
        for first, last in referent.names if referent.type is NameType.PER else ():
            if last - first > 2 and tokens[last - 2].pos == "ADP":
                yield referent.key, fold(tokens[last - 2].text), fold(tokens[last - 1].text)


def _bearer(tokens: Sequence[Token], noun: int, last: int, story: _Story) -> int | None:
    """Return whose surname with its particle a phrase holds: « le général de Gaulle » is he."""
    for index in range(noun + 2, last):
        key, _ = story.starts.get(index, (None, 0))
        if key is None:
            continue
        if (key, fold(tokens[index - 1].text), fold(tokens[index].text)) in story.particles:
            return key
    return None


def _new_role(token: Token, story: _Story, lexicon: ActorLexicon) -> int | None:
    """Return the person of whom a role not heard before is said: the subject in focus."""
    forms = role_forms(token.text)
    gender = next((lexicon.role_nouns[f] for f in forms if f in lexicon.role_nouns), None)
    subject = story.subject
    if gender is None or subject is None or not token.dep.startswith("nsubj"):
        return None
    is_near = any(k == subject and token.sentence - s <= 1 for k, s in story.recent)
    others = {
        k for k, s in story.recent if story.type[k] is NameType.PER and token.sentence - s <= 1
    }
    if not is_near or others != {subject} or "" != gender != story.gender[subject] != "":
        return None
    return subject


def _by_word(
    referents: Sequence[Referent],
) -> Mapping[str, Sequence[tuple[int, frozenset[str]]]]:
    owners: dict[str, list[tuple[int, frozenset[str]]]] = {}
    for referent in referents:
        for words in referent.descriptions:
            for word in sorted(words):
                for form in role_forms(word):
                    owners.setdefault(form, []).append((referent.key, words))
    return owners


def _antecedent(token: Token, story: _Story, lexicon: ActorLexicon) -> int | None:
    """Return whom a subject pronoun stands for; None for an impersonal one."""
    if not token.dep.startswith("nsubj"):
        return None
    features = lexicon.pronouns[fold(token.text)]
    gender, kind = features.get("gender", ""), features.get("type", "")

    def fits(key: int) -> bool:
        if story.type[key] is NameType.LOC or (kind and story.type[key] != kind):
            return False
        known = story.gender[key]
        if story.type[key] is NameType.PER:
            return known in {"", gender} or not gender
        return not gender or known == gender

    near = [k for k, s in story.recent if token.sentence - s <= MAX_REACH and fits(k)]
    if not near:
        return None
    chosen = story.subject if story.subject in near else near[-1]
    if chosen is not None and story.type[chosen] is NameType.PER:
        story.gender[chosen] = story.gender[chosen] or gender
    return chosen


def _article_before(tokens: Sequence[Token], noun: Token, lexicon: ActorLexicon) -> int | None:
    """Return the definite article of a singular *noun*; None when it has none."""
    at = noun.index - 1
    while at > 0 and tokens[at].pos == "ADJ":
        at -= 1
    is_definite = at >= 0 and lexicon.holds("definite_articles", fold(tokens[at].text))
    return at if is_definite and noun.morph.get("Number") != "Plur" else None
