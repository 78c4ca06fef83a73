"""From a document's names to its actors: the steps in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from briefgen.extract.actors.candidate import Candidate
from briefgen.extract.actors.clusters import join_forms
from briefgen.extract.actors.coreference import Reference, Referent, resolve
from briefgen.extract.actors.draft import Draft, descriptions, distinct, draft_actor
from briefgen.extract.actors.enumerations import find_shared_roles
from briefgen.extract.actors.forms import gather_forms
from briefgen.extract.actors.lexicon import ActorLexicon, actor_lexicon, fold
from briefgen.extract.actors.names import find_names
from briefgen.extract.actors.roles import phrase_span
from briefgen.extract.actors.salience import KEY, Standing, gather, salience
from briefgen.model import Actor, Document, Mention, MentionKind, NameType, Token
from briefgen.slug import slugify


def find_actors(document: Document) -> tuple[Actor, ...]:
    """Return the actors of *document*, most salient first.

    A name of the headline alone is an actor without mentions. Empty for a text without
    names.

    Raises:
        LexiconError: a word list of the document's language does not hold.
    """
    actors = [actor for actor, _ in weigh_actors(document)]
    return tuple(sorted(_apart(actors), key=lambda a: -a.salience))


def weigh_actors(document: Document) -> list[tuple[Actor, Mapping[str, float]]]:
    """Return the actors of *document*, in order of first mention, with the evidence for each.

    Two actors may have one id; `find_actors` parts them.

    Raises:
        LexiconError: a word list of the document's language does not hold.
    """
    lexicon = actor_lexicon(document.language)
    documents = {False: document}
    if document.headline is not None:
        documents[True] = document.headline
    candidates = find_names(documents, lexicon)
    clusters = join_forms(gather_forms(documents, candidates, lexicon))
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
    drafts = [draft_actor(documents, cluster, names, shared, lexicon) for cluster in clusters]
    return _actors(document, drafts, names, lexicon)


def _actors(
    document: Document,
    drafts: Sequence[Draft],
    names: Mapping[int, Candidate],
    lexicon: ActorLexicon,
) -> list[tuple[Actor, Mapping[str, float]]]:
    taken = set(names) | {i for d in drafts for first, last in d.roles for i in range(first, last)}
    referents = [
        Referent(
            key, draft.type, draft.gender, descriptions(document, draft, lexicon), draft.places
        )
        for key, draft in enumerate(drafts)
        if draft.places
    ]
    references = resolve(document, referents, taken, lexicon) if document.is_parsed else {}
    in_roles = {i for d in drafts for first, last in d.roles for i in range(first, last)}
    is_calamity = _tells_calamity(document, lexicon)
    return [
        _actor(
            document,
            draft,
            references.get(key, ()),
            Standing(
                in_headline=draft.in_headline,
                is_topic=draft.is_topic,
                is_struck=is_calamity and draft.in_headline and draft.type is NameType.LOC,
                has_role=bool(draft.roles),
                in_roles=sum(first in in_roles for first, _ in draft.places),
                actors=len(drafts),
            ),
            lexicon,
        )
        for key, draft in enumerate(drafts)
    ]


def _tells_calamity(document: Document, lexicon: ActorLexicon) -> bool:
    """Tell whether the headline speaks of a fire, a crash, an attack or the like."""
    tokens = document.headline.tokens if document.headline else ()
    return any(lexicon.holds("calamities", fold(token.text)) for token in tokens)


def _actor(
    document: Document,
    draft: Draft,
    references: Sequence[Reference],
    standing: Standing,
    lexicon: ActorLexicon,
) -> tuple[Actor, Mapping[str, float]]:
    kinds = dict.fromkeys(draft.places, MentionKind.NAME) | {r.bounds: r.kind for r in references}
    places = sorted(kinds)
    mentions = [Mention(phrase_span(document, bounds), kinds[bounds]) for bounds in places]
    new = [(r.bounds[0] + 1, r.bounds[1]) for r in references if r.is_new_role]
    roles = distinct(document, [*draft.roles, *new])
    heads = [_head(document.tokens, *bounds) for bounds in places]
    evidence = gather(document, mentions, heads, standing, lexicon)
    weight = salience(draft.type, evidence)
    actor = Actor(
        id=slugify(draft.name),
        name=draft.name,
        type=draft.type,
        aliases=draft.aliases,
        roles=tuple(phrase_span(document, bounds) for bounds in roles),
        mentions=tuple(mentions),
        salience=weight,
        key=weight >= KEY,
    )
    return actor, evidence


def _head(tokens: Sequence[Token], first: int, last: int) -> Token:
    """Return the token of first..last whose governor lies outside it, the first if none does."""
    return next((t for t in tokens[first:last] if not first <= t.head < last), tokens[first])


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
