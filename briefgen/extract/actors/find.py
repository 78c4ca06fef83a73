"""From a document's names to its actors: the steps in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefgen.extract.actors.boundaries import is_capitalised
from briefgen.extract.actors.candidate import Candidate, candidate_span, surface, words
from briefgen.extract.actors.clusters import Cluster, Form, join_forms
from briefgen.extract.actors.coreference import Person, resolve
from briefgen.extract.actors.lexicon import ActorLexicon, actor_lexicon, fold
from briefgen.extract.actors.names import find_candidates
from briefgen.extract.actors.nametype import decide_type
from briefgen.extract.actors.phrase import role_forms
from briefgen.extract.actors.roles import Bounds, find_roles, role_span
from briefgen.extract.actors.salience import KEY, gather, salience
from briefgen.model import Actor, Document, Mention, MentionKind, NameType, Span, Token
from briefgen.slug import slugify


def find_actors(document: Document) -> tuple[Actor, ...]:
    """Return the actors of *document*, most salient first.

    A name of the headline alone is an actor without mentions. Empty for a text without
    names.

    Raises:
        LexiconError: a word list of the document's language does not hold.
    """
    lexicon = actor_lexicon(document.language)
    documents = {False: document}
    candidates = list(find_candidates(document, lexicon))
    if document.headline is not None:
        documents[True] = document.headline
        candidates += find_candidates(document.headline, lexicon, in_headline=True)
    clusters = join_forms(_forms(documents, candidates, lexicon))
    names = {
        index: Candidate(c.first, c.last, cluster.type)
        for cluster in clusters
        for c in cluster.candidates
        if not c.in_headline
        for index in range(c.first, c.last)
    }
    drafts = [_draft(documents, cluster, names, lexicon) for cluster in clusters]
    return _actors(document, drafts, names, lexicon)


@dataclass(frozen=True, slots=True)
class _Draft:
    """An actor before coreference and salience."""

    type: NameType
    name: str
    aliases: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    roles: tuple[Bounds, ...]
    in_headline: bool
    gender: str


def _forms(
    documents: Mapping[bool, Document],
    candidates: Sequence[Candidate],
    lexicon: ActorLexicon,
) -> tuple[Form, ...]:
    groups: dict[tuple[str, ...], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        groups[words(documents[candidate.in_headline], candidate)].append(candidate)
    forms = []
    for folded, group in groups.items():
        first = documents[group[0].in_headline].tokens[group[0].first : group[0].last]
        text = surface(documents[group[0].in_headline], group[0])
        forms.append(
            Form(
                words=folded,
                capitals="".join(fold(t.text)[:1] for t in first if is_capitalised(t)),
                is_acronym=len(text) > 1 and text.replace(".", "").isupper(),
                type=decide_type(documents, group, lexicon),
                candidates=tuple(group),
            )
        )
    return tuple(form for form in forms if form.words)


def _draft(
    documents: Mapping[bool, Document],
    cluster: Cluster,
    names: Mapping[int, Candidate],
    lexicon: ActorLexicon,
) -> _Draft:
    text = documents[False]
    inside = [c for c in cluster.candidates if not c.in_headline]
    surfaces = [surface(documents[c.in_headline], c) for c in inside or cluster.candidates]
    name = max(surfaces, key=lambda s: (len(s.split()), len(s)))
    roles: list[Bounds] = []
    if cluster.type is NameType.PER:
        for candidate in inside:
            roles += find_roles(text, candidate, names, lexicon)
    return _Draft(
        type=cluster.type,
        name=name,
        aliases=tuple(s for s in dict.fromkeys(surfaces) if s != name),
        places=tuple((c.first, c.last) for c in inside),
        roles=_distinct(text, roles),
        in_headline=any(c.in_headline for c in cluster.candidates),
        gender=_gender(text, inside, roles, lexicon),
    )


def _distinct(document: Document, roles: Sequence[Bounds]) -> tuple[Bounds, ...]:
    seen: dict[str, Bounds] = {}
    for bounds in roles:
        seen.setdefault(fold(role_span(document, bounds).of(document.text)), bounds)
    return tuple(seen.values())


def _gender(
    document: Document, places: Sequence[Candidate], roles: Sequence[Bounds], lexicon: ActorLexicon
) -> str:
    for candidate in places:
        if candidate.first:
            title = fold(document.tokens[candidate.first - 1].text)
            if lexicon.civil_titles.get(title):
                return lexicon.civil_titles[title]
    for first, last in roles:
        for token in document.tokens[first:last]:
            for form in role_forms(token.text):
                gender = lexicon.role_nouns.get(form) or lexicon.kinship.get(form)
                if gender:
                    return gender
    return ""


def _actors(
    document: Document,
    drafts: Sequence[_Draft],
    names: Mapping[int, Candidate],
    lexicon: ActorLexicon,
) -> tuple[Actor, ...]:
    taken = set(names) | {i for d in drafts for first, last in d.roles for i in range(first, last)}
    persons = [
        Person(
            key=key,
            gender=draft.gender,
            roles=tuple(
                " ".join(fold(t.text) for t in document.tokens[first:last])
                for first, last in draft.roles
            ),
            names=draft.places,
        )
        for key, draft in enumerate(drafts)
        if draft.type is NameType.PER and draft.places
    ]
    others = resolve(document, persons, taken, lexicon) if document.is_parsed else {}
    actors = [_actor(document, draft, others.get(key, ())) for key, draft in enumerate(drafts)]
    return tuple(sorted(_apart(actors), key=lambda a: -a.salience))


def _actor(document: Document, draft: _Draft, others: Sequence[Mention]) -> Actor:
    mentions = [
        Mention(candidate_span(document, Candidate(first, last, None)), MentionKind.NAME)
        for first, last in draft.places
    ]
    mentions = sorted([*mentions, *others], key=lambda m: m.span)
    weight = salience(
        gather(
            document,
            draft.type,
            mentions,
            _heads(document, [m.span for m in mentions]),
            in_headline=draft.in_headline,
            has_role=bool(draft.roles),
        )
    )
    return Actor(
        id=slugify(draft.name),
        name=draft.name,
        type=draft.type,
        aliases=draft.aliases,
        roles=tuple(role_span(document, bounds) for bounds in draft.roles),
        mentions=tuple(mentions),
        salience=weight,
        key=weight >= KEY,
    )


def _heads(document: Document, spans: Sequence[Span]) -> list[Token]:
    """Return for each span the token whose governor lies outside it."""
    by_start = {token.start: token.index for token in document.tokens}
    heads = []
    for span in spans:
        first = by_start[span.start]
        last = first
        while last < len(document.tokens) and document.tokens[last].end <= span.end:
            last += 1
        inside = document.tokens[first:last]
        heads.append(next((t for t in inside if not first <= t.head < last), inside[0]))
    return heads


def _apart(actors: Sequence[Actor]) -> list[Actor]:
    """Give actors of one slug different ids: the later ones take a number."""
    seen: dict[str, int] = defaultdict(int)
    apart = []
    for actor in actors:
        seen[actor.id] += 1
        if seen[actor.id] == 1:
            apart.append(actor)
        else:
            numbered = f"{actor.id}-{seen[actor.id]}"
            apart.append(_with_id(actor, numbered))
    return apart


def _with_id(actor: Actor, new: str) -> Actor:
    return Actor(
        new, actor.name, actor.type, actor.aliases, actor.roles, actor.mentions,
        actor.salience, actor.key,
    )  # fmt: skip
