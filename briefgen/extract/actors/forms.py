"""Names of a document gathered by spelling, with what ties one spelling to another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from briefgen.extract.actors.boundaries import is_capitalised
from briefgen.extract.actors.candidate import Candidate, surface, words
from briefgen.extract.actors.clusters import Form
from briefgen.extract.actors.lexicon import ActorLexicon, fold
from briefgen.model import Document, NameType


def gather_forms(
    documents: Mapping[bool, Document],
    candidates: Sequence[Candidate],
    lexicon: ActorLexicon,
) -> tuple[Form, ...]:
    """Return the forms of *candidates*, in order of first appearance.

    *documents* holds the text under False and the headline under True. A leading article
    makes no other form.
    """
    groups: dict[tuple[str, ...], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        folded = words(documents[candidate.in_headline], candidate)
        has_article = len(folded) > 1 and lexicon.holds("definite_articles", folded[0])
        groups[folded[has_article:]].append(candidate)
    brackets = _brackets(documents[False], [c for c in candidates if not c.in_headline])
    return tuple(
        _form(documents, folded, group, brackets.get(folded, ()), lexicon)
        for folded, group in groups.items()
        if folded
    )


def _form(
    documents: Mapping[bool, Document],
    folded: tuple[str, ...],
    group: Sequence[Candidate],
    bracketed: tuple[tuple[str, ...], ...],
    lexicon: ActorLexicon,
) -> Form:
    document = documents[group[0].in_headline]
    name = surface(document, group[0])
    joined = " ".join(folded)
    return Form(
        words=folded,
        initials=_initials(document, group[0], lexicon),
        is_acronym=len(folded) == 1 and len(name) > 1 and name.isupper(),
        type=_majority(group),
        is_place=joined in lexicon.places,
        territory=lexicon.places.get(joined, ""),
        is_common=len(folded) == 1 and folded[0] in lexicon.organisation_words,
        candidates=tuple(group),
        bracketed=bracketed,
    )


def _majority(group: Sequence[Candidate]) -> NameType:
    """Return the type of most candidates, the sure ones before the others."""
    voters = [c for c in group if c.is_sure] or group
    types = Counter(c.type for c in voters if c.type is not None)
    return max(types, key=lambda kind: types[kind], default=NameType.ORG)


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
