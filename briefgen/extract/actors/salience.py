"""How much an article is about an actor: a sum of documented weights, squashed to 0..1.

    z = BIAS[type] + sum of WEIGHTS · evidence;  salience = 1 / (1 + e^-z);  key when >= KEY

The weights are those of a logistic regression on the key actors of annotated articles.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefgen.extract.actors.lexicon import ActorLexicon, fold
from briefgen.model import Document, Mention, MentionKind, NameType, Token

KEY = 0.4  # between 0.35 and 0.55 F1 hardly moves on the French dev articles

BIAS = {NameType.PER: 0.4, NameType.ORG: 0.7, NameType.LOC: -1.2}
WEIGHTS = {
    "headline": 0.9,
    "topic": -0.3,
    "lead": 0.2,
    "opening": 0.4,
    "names": 1.2,
    "others": 0.0,
    "subjects": 1.2,
    "passives": 0.9,
    "speech": 0.1,
    "objects": 0.1,
    "oblique": -0.2,
    "within": -1.4,
    "share": 0.6,
    "role": 1.0,
    "crowd": -0.8,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an actor stands in its article, apart from its mentions."""

    in_headline: bool
    is_topic: bool
    "the headline opens with it and a colon"
    has_role: bool
    in_roles: int
    "name mentions inside somebody's role"
    actors: int
    "of the whole article"


def salience(name_type: NameType, evidence: Mapping[str, float]) -> float:
    """Return the weight of an actor in its article, from 0 to 1."""
    z = BIAS[name_type] + sum(WEIGHTS[key] * value for key, value in evidence.items())
    return round(1 / (1 + math.exp(-z)), 4)


def gather(
    document: Document,
    mentions: Sequence[Mention],
    heads: Sequence[Token],
    standing: Standing,
    lexicon: ActorLexicon,
) -> dict[str, float]:
    """Return the evidence for one actor; *heads* are the head tokens of its *mentions*.

    headline, topic: the title names it, as its opening topic. lead: 1 when first named
    at the start of the text, falling to 0 at its end. opening: first named in the first
    sentence. names, others: log2(1 + count) of name mentions and of pronouns and role
    phrases. subjects, passives, objects, oblique: the same of mentions by their part in
    the clause; speech: of mentions that speak. within: share of its names that stand in
    somebody's role. share: mentions for each hundred tokens, 5 at most. role: the text
    gives it a role. crowd: log2 of the number of actors.
    """
    names = sum(m.kind is MentionKind.NAME for m in mentions)
    first = mentions[0].span.start if mentions else len(document.text)
    opening = document.sentences[0].end if document.sentences else 0
    parts = [_part(document.tokens, head) for head in heads]
    speaking = sum(_speaks(document.tokens, head, lexicon) for head in heads)
    return {
        "headline": float(standing.in_headline),
        "topic": float(standing.is_topic),
        "lead": 1 - first / max(1, len(document.text)),
        "opening": float(first < opening),
        "names": math.log2(1 + names),
        "others": math.log2(1 + len(mentions) - names),
        "subjects": math.log2(1 + parts.count("subject")),
        "passives": math.log2(1 + parts.count("passive")),
        "speech": math.log2(1 + speaking),
        "objects": math.log2(1 + parts.count("object")),
        "oblique": math.log2(1 + parts.count("oblique")),
        "within": standing.in_roles / max(1, names),
        "share": min(5.0, 100 * len(mentions) / max(1, len(document.tokens))),
        "role": float(standing.has_role),
        "crowd": math.log2(1 + standing.actors),
    }


def _part(tokens: Sequence[Token], head: Token) -> str:
    """Return the part a mention plays: subject, passive, object, oblique or nothing."""
    token = head
    for _ in range(3):  # "X and Y", "president X": the part is the first one's or the noun's
        if token.dep.startswith(("conj", "appos", "flat")):
            token = tokens[token.head]
    if token.dep.startswith("nsubj:pass"):
        return "passive"
    if token.dep.startswith("nsubj"):
        return "subject"
    if token.dep.startswith(("obj", "iobj")) or "agent" in token.dep:
        return "object"
    return "oblique" if token.dep.startswith(("obl", "nmod")) else ""


def _speaks(tokens: Sequence[Token], head: Token, lexicon: ActorLexicon) -> bool:
    """Tell whether a mention is the subject of a verb of speech or stands behind "selon"."""
    token = head
    for _ in range(2):
        if token.dep.startswith(("appos", "flat")):
            token = tokens[token.head]
    if token.dep.startswith("nsubj") and fold(tokens[token.head].lemma) in lexicon.speech_verbs:
        return True
    before = [fold(t.text) for t in tokens[max(0, token.left_edge - 1) : token.index]]
    return any(lexicon.holds("sources", word) for word in before)
