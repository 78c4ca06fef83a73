"""From a document's names to its actors: the steps in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefgen.extract.actors.boundaries import is_capitalised
from briefgen.extract.actors.candidate import Candidate, surface, words
from briefgen.extract.actors.clusters import Cluster, Form, join_forms
from briefgen.extract.actors.coreference import Reference, Referent, resolve
from briefgen.extract.actors.enumerations import find_shared_roles
from briefgen.extract.actors.evidence import is_actor
from briefgen.extract.actors.lexicon import ActorLexicon, actor_lexicon, fold, name_words
from briefgen.extract.actors.names import find_candidates
from briefgen.extract.actors.nametype import decide_type
from briefgen.extract.actors.phrase import role_forms
from briefgen.extract.actors.roles import Bounds, find_roles, phrase_span
from briefgen.extract.actors.salience import KEY, Standing, gather, salience
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
    persons = sorted(
        {c.first: c for c in names.values() if c.type is NameType.PER}.values(),
        key=lambda c: c.first,
    )
    shared = find_shared_roles(document.tokens, names, persons, lexicon)
    drafts = [_draft(documents, cluster, names, shared, lexicon) for cluster in clusters]
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
    is_topic: bool
    "the headline opens with it and a colon"
    gender: str


def _forms(
    documents: Mapping[bool, Document],
    candidates: Sequence[Candidate],
    lexicon: ActorLexicon,
) -> tuple[Form, ...]:
    groups: dict[tuple[str, ...], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        folded = words(documents[candidate.in_headline], candidate)
        has_article = len(folded) > 1 and lexicon.holds("definite_articles", folded[0])
        groups[folded[has_article:]].append(candidate)
    forms = []
    brackets = _brackets(documents[False], [c for c in candidates if not c.in_headline])
    for folded, group in groups.items():
        if not folded or not is_actor(documents, group, lexicon):
            continue
        name = surface(documents[group[0].in_headline], group[0])
        forms.append(
            Form(
                words=folded,
                initials=_initials(documents[group[0].in_headline], group[0], lexicon),
                is_acronym=len(folded) == 1 and len(name) > 1 and name.isupper(),
                type=decide_type(documents, group, lexicon),
                is_place=" ".join(folded) in lexicon.places,
                is_common=len(folded) == 1 and folded[0] in lexicon.organisation_words,
                candidates=tuple(group),
                bracketed=brackets.get(folded, ()),
            )
        )
    return tuple(forms)


def _initials(document: Document, candidate: Candidate, lexicon: ActorLexicon) -> tuple[str, ...]:
    """Return the acronyms a name of several words may have, folded."""
    tokens = document.tokens[candidate.first : candidate.last]
    capitals = "".join(fold(t.text)[0] for t in tokens if is_capitalised(t))
    content = "".join(fold(t.text)[0] for t in tokens if not lexicon.holds("links", fold(t.text)))
    return tuple(dict.fromkeys(i for i in (capitals, content) if len(i) > 1))


def _brackets(
    document: Document, candidates: Sequence[Candidate]
) -> Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return for each form the forms it shares a bracket with: "Organisation X (OX)"."""
    pairs: defaultdict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for outer, inner in pairwise(candidates):
        tokens = document.tokens[outer.last : inner.last + 1]
        if inner.first == outer.last + 1 and tokens[0].text == "(" and tokens[-1].text == ")":
            one, other = words(document, outer), words(document, inner)
            pairs[one].append(other)
            pairs[other].append(one)
    return {form: tuple(others) for form, others in pairs.items()}


def _draft(
    documents: Mapping[bool, Document],
    cluster: Cluster,
    names: Mapping[int, Candidate],
    shared: Mapping[int, Bounds],
    lexicon: ActorLexicon,
) -> _Draft:
    text = documents[False]
    inside = [c for c in cluster.candidates if not c.in_headline]
    surfaces = [surface(documents[c.in_headline], c) for c in inside or cluster.candidates]
    name = max(surfaces, key=lambda s: len(name_words(s)))
    roles: list[Bounds] = []
    if cluster.type is NameType.PER:
        for candidate in inside:
            roles += find_roles(text, candidate, names, lexicon)
        roles += [shared[c.first] for c in inside if c.first in shared]
    return _Draft(
        type=cluster.type,
        name=name,
        aliases=tuple(s for s in dict.fromkeys(surfaces) if s != name),
        places=tuple((c.first, c.last) for c in inside),
        roles=_distinct(text, roles),
        in_headline=any(c.in_headline for c in cluster.candidates),
        is_topic=any(
            c.in_headline and c.first == 0 and _has_colon(documents[True], c.last)
            for c in cluster.candidates
        ),
        gender=_gender(text, inside, roles, lexicon),
    )


def _has_colon(headline: Document, at: int) -> bool:
    return at < len(headline.tokens) and headline.tokens[at].text == ":"


def _distinct(document: Document, roles: Sequence[Bounds]) -> tuple[Bounds, ...]:
    seen: dict[str, Bounds] = {}
    for bounds in roles:
        seen.setdefault(fold(phrase_span(document, bounds).of(document.text)), bounds)
    return tuple(seen.values())


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


def _actors(
    document: Document,
    drafts: Sequence[_Draft],
    names: Mapping[int, Candidate],
    lexicon: ActorLexicon,
) -> tuple[Actor, ...]:
    taken = set(names) | {i for d in drafts for first, last in d.roles for i in range(first, last)}
    referents = [
        Referent(
            key, draft.type, draft.gender, _descriptions(document, draft, lexicon), draft.places
        )
        for key, draft in enumerate(drafts)
        if draft.places
    ]
    references = resolve(document, referents, taken, lexicon) if document.is_parsed else {}
    in_roles = {i for d in drafts for first, last in d.roles for i in range(first, last)}
    actors = [
        _actor(
            document,
            draft,
            references.get(key, ()),
            Standing(
                in_headline=draft.in_headline,
                is_topic=draft.is_topic,
                has_role=bool(draft.roles),
                in_roles=sum(first in in_roles for first, _ in draft.places),
                actors=len(drafts),
            ),
            lexicon,
        )
        for key, draft in enumerate(drafts)
    ]
    return tuple(sorted(_apart(actors), key=lambda a: -a.salience))


def _descriptions(
    document: Document, draft: _Draft, lexicon: ActorLexicon
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


_EMPTY = frozenset({"ADP", "DET", "PUNCT"})


def _actor(
    document: Document,
    draft: _Draft,
    references: Sequence[Reference],
    standing: Standing,
    lexicon: ActorLexicon,
) -> Actor:
    kinds = dict.fromkeys(draft.places, MentionKind.NAME) | {r.bounds: r.kind for r in references}
    mentions = [Mention(phrase_span(document, bounds), kinds[bounds]) for bounds in sorted(kinds)]
    new = [(r.bounds[0] + 1, r.bounds[1]) for r in references if r.is_new_role]
    roles = _distinct(document, [*draft.roles, *new])
    heads = _heads(document, [m.span for m in mentions])
    evidence = gather(document, mentions, heads, standing, lexicon)
    weight = salience(draft.type, evidence)
    return Actor(
        id=slugify(draft.name),
        name=draft.name,
        type=draft.type,
        aliases=draft.aliases,
        roles=tuple(phrase_span(document, bounds) for bounds in roles),
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
