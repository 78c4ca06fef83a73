"""The sources that a pronoun or description can stand for, as the text has named them so far."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefgen.extract.quotes.lexicon import SourceKind
from briefgen.extract.quotes.phrases import noun_of
from briefgen.extract.quotes.reading import Reading
from briefgen.model import Actor, Confidence, MentionKind, NameType, Span

MAX_LOOK_BACK = 100  # mentions
NEAR = 3  # passages that a pronoun or an unsaid source looks back
MASCULINE, FEMININE, EITHER = "m", "f", "e"


@dataclass(frozen=True, slots=True)
class NameMention:
    """A place where the text names an actor."""

    span: Span
    head: int
    "token"
    actor: Actor
    is_subject: bool


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of a text with all that helps to recognise them."""

    mentions: tuple[NameMention, ...]
    "by name, in text order"
    starts: tuple[int, ...]
    "where they start"
    genders: Mapping[str, str]
    "actor id → m, f or e"
    is_person_only: bool
    "gendered pronouns stand for persons alone, as in English"

    def before(self, offset: int) -> Sequence[NameMention]:
        """Return the last mentions that start before *offset*, in text order."""
        last = bisect_right(self.starts, offset - 1)
        return self.mentions[max(0, last - MAX_LOOK_BACK) : last]

    def over(self, span: Span) -> list[NameMention]:
        """Return the mentions that overlap *span*."""
        last = bisect_right(self.starts, span.end - 1)
        first = max(0, bisect_right(self.starts, span.start) - 3)
        return [m for m in self.mentions[first:last] if m.span.overlaps(span)]


@dataclass(frozen=True, slots=True)
class Resolved:
    """The speaker of one quotation."""

    speaker: Span | None
    actor: str | None
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A source named earlier."""

    span: Span
    head: int | None
    actor: Actor | None
    passage: int
    noun: str
    gender: str
    is_plural: bool
    at: int
    "token of its quotation's cue"


def read_cast(reading: Reading, actors: Sequence[Actor]) -> Cast:
    """Return the name mentions of *actors* with heads and genders."""
    found = []
    for actor in actors:
        for mention in actor.mentions:
            if mention.kind is not MentionKind.NAME:
                continue
            first, last = reading.token_range(mention.span)
            if first >= last:
                continue
            head = _head(reading, first, last)
            found.append(
                NameMention(
                    mention.span,
                    head,
                    actor,
                    _is_subject(reading, head),
                )
            )
    found.sort(key=lambda m: (m.span, m.actor.id))
    genders: dict[str, str] = {}
    for named in found:
        gender = _gender(reading, named)
        if gender != EITHER:
            genders.setdefault(named.actor.id, gender)
    return Cast(
        tuple(found),
        tuple(m.span.start for m in found),
        genders,
        reading.lexicon.has("gender_is", "natural"),
    )


def _head(reading: Reading, first: int, last: int) -> int:
    """Return the token of the range that is governed from outside it."""
    for k in range(first, last):
        if not first <= reading.tokens[k].head < last or reading.tokens[k].head == k:
            return k
    return first


def _is_subject(reading: Reading, head: int) -> bool:
    """Tell whether a name, or the role that it stands beside, is a subject."""
    tokens = reading.tokens
    for _ in range(4):
        dep = tokens[head].dep
        if dep.startswith("nsubj"):
            return True
        has_case = any(tokens[c].dep == "case" for c in tokens[head].children)
        if has_case or not dep.startswith(("flat", "appos", "nmod", "compound", "amod")):
            return False
        head = tokens[head].head
    return False


def _gender(reading: Reading, mention: NameMention) -> str:
    """Tell the gender from a title, role or determiner that stands with the name."""
    first, last = reading.token_range(mention.span)
    lexicon = reading.lexicon
    for k in range(max(0, first - 4), first):
        word = reading.word(k)
        if word in lexicon.titles and k >= first - 2:
            return lexicon.titles[word]
    if mention.actor.type is NameType.PER:
        given = lexicon.given_names.get(reading.word(first))
        if given is not None:
            return given
        for k in (first - 1, first - 2, last + 1, last + 2):
            noun = noun_of(reading, k) if 0 <= k < len(reading.tokens) else ""
            if SourceKind.PERSON in lexicon.kinds.get(noun, ()):
                gender = lexicon.genders.get(noun, EITHER)
                if gender == EITHER:
                    gender = _determiner_gender(reading, k)
                if gender != EITHER:
                    return gender
        return EITHER
    gender = _determiner_gender(reading, mention.head)
    if gender == EITHER:
        gender = morph_gender(reading, mention.head)
    return gender


def _determiner_gender(reading: Reading, head: int) -> str:
    for k in (head - 1, head - 2):
        if k >= 0 and reading.tokens[k].pos in {"DET", "ADP"}:
            for gender in (MASCULINE, FEMININE):
                if reading.lexicon.has(f"determiners_{gender}", reading.word(k)):
                    return gender
    return EITHER


def morph_gender(reading: Reading, index: int) -> str:
    """Return the tagger's gender of a token."""
    return {"Masc": MASCULINE, "Fem": FEMININE}.get(
        reading.tokens[index].morph.get("Gender", ""), EITHER
    )


def agrees(one: str, other: str) -> bool:
    """Tell whether two genders go together."""
    return EITHER in {one, other} or one == other
