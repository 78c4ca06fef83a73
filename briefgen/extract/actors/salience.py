"""How much an article is about an actor: a sum of documented weights, squashed to 0..1.

    z = BIAS[type] + sum of WEIGHTS · evidence;  salience = 1 / (1 + e^-z);  key when >= KEY

The weights are those of a logistic regression on the key actors of annotated articles, French
and English together (training/salience.py).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefgen.extract.actors.lexicon import ActorLexicon, fold
from briefgen.model import Document, Mention, MentionKind, NameType, Token

KEY = 0.43

BIAS = {NameType.PER: -1.69, NameType.ORG: -0.95, NameType.LOC: -3.23}
WEIGHTS = {
    "headline": 0.29,
    "topic": 0.37,
    "struck": 4.58,
    "lead": 1.13,
    "names": 1.3,
    "others": -0.69,
    "subjects": 0.48,
    "acting": 0.97,
    "early": 1.82,
    "speech": 0.06,
    "objects": 0.0,
    "within": -1.69,
    "share": 1.75,
    "role": 1.82,
    "crowd": -0.76,
}
EARLY = 2  # sentences at the start of the text that tell what happened


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an actor stands in its article, apart from its mentions."""

    in_headline: bool
    is_topic: bool
    "the headline opens with it and a colon"
    is_struck: bool
    "a place in the headline of a calamity"
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

    headline, topic, struck: the title names it, as its opening topic, as the place of a
    calamity. lead: 1 when first named at the start of the text, falling to 0 at its end.
    names, others: log2(1 + count) of name mentions and of pronouns and role phrases.
    subjects, objects: the same of mentions by their part in the clause; speech: of mentions
    that speak. acting: share of its mentions that are subjects. early: a subject, active or
    passive, in the first two sentences. within: share of its names that stand in somebody's
    role. share: mentions for each hundred tokens, 5 at most. role: the text gives it a role.
    crowd: log2 of the number of actors.
    """
    names = sum(m.kind is MentionKind.NAME for m in mentions)
    first = mentions[0].span.start if mentions else len(document.text)
    parts = [_part(document.tokens, head) for head in heads]
    speaking = sum(_speaks(document.tokens, head, lexicon) for head in heads)
    is_early = any(
        head.sentence < EARLY and part in {"subject", "passive"}
        for head, part in zip(heads, parts, strict=True)
    )
    return {
        "headline": float(standing.in_headline),
        "topic": float(standing.is_topic),
        "struck": float(standing.is_struck),
        "lead": 1 - first / max(1, len(document.text)),
        "names": math.log2(1 + names),
        "others": math.log2(1 + len(mentions) - names),
        "subjects": math.log2(1 + parts.count("subject")),
        "acting": parts.count("subject") / max(1, len(parts)),
        "early": float(is_early),
        "speech": math.log2(1 + speaking),
        "objects": math.log2(1 + parts.count("object")),
        "within": standing.in_roles / max(1, names),
        "share": min(5.0, 100 * len(mentions) / max(1, len(document.tokens))),
        "role": float(standing.has_role),
        "crowd": math.log2(1 + standing.actors),
    }


def _part(tokens: Sequence[Token], head: Token) -> str:
    """Return the part a mention plays: subject, passive, object or nothing."""
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
    return ""


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
