"""How much an article is about an actor: a sum of documented weights, squashed to 0..1.

    z = BIAS[type] + HEADLINE·h + LEAD·l + COUNT·log2(1 + n) + SUBJECT·s + ROLE·r
    salience = 1 / (1 + e^-z);  key when salience >= KEY

h: named in the headline; l: 1 when first named in the first sentence, falling to 0 at
the end of the text; n: mentions; s: log2(1 + mentions that are subjects of a verb); r: has a role.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.model import Document, Mention, NameType, Span, Token

BIAS = {NameType.PER: -2.6, NameType.ORG: -3.0, NameType.LOC: -4.6}
HEADLINE = 1.4
LEAD = 1.6
COUNT = 0.7
SUBJECT = 1.0
ROLE = 0.3
KEY = 0.5

_SUBJECTS = ("nsubj", "csubj")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the formula sees of one actor."""

    type: NameType
    in_headline: bool
    lead: float
    "1 at the start of the text to 0 at its end; 0 when only the headline names it"
    mentions: int
    subjects: int
    has_role: bool


def salience(evidence: Evidence) -> float:
    """Return the weight of an actor in its article, from 0 to 1."""
    z = (
        BIAS[evidence.type]
        + HEADLINE * evidence.in_headline
        + LEAD * evidence.lead
        + COUNT * math.log2(1 + evidence.mentions)
        + SUBJECT * math.log2(1 + evidence.subjects)
        + ROLE * evidence.has_role
    )
    return round(1 / (1 + math.exp(-z)), 4)


def gather(
    document: Document,
    name_type: NameType,
    mentions: Sequence[Mention],
    heads: Sequence[Token],
    *,
    in_headline: bool,
    has_role: bool,
) -> Evidence:
    """Return the evidence for one actor; *heads* are the head tokens of its *mentions*."""
    return Evidence(
        type=name_type,
        in_headline=in_headline,
        lead=_lead(document, mentions[0].span) if mentions else 0.0,
        mentions=len(mentions),
        subjects=sum(head.dep.startswith(_SUBJECTS) for head in heads),
        has_role=has_role,
    )


def _lead(document: Document, first: Span) -> float:
    return 1 - first.start / max(1, len(document.text))
