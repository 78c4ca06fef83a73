"""Phrases that hold the name of their source, or of the organisation it speaks for."""

from __future__ import annotations

from briefgen.extract.quotes.entities import Cast, NameMention, Resolved
from briefgen.extract.quotes.lexicon import SourceKind
from briefgen.extract.quotes.phrases import noun_of, phrase_tokens
from briefgen.extract.quotes.reading import Reading
from briefgen.model import Confidence, MentionKind, NameType, Span

MIN_SHARED = 2  # words of a role, besides its noun, that tell its holder


def named(cast: Cast, span: Span) -> Resolved | None:
    """Resolve a phrase that is a name to the actor that bears it."""
    over = cast.over(span)
    if not over:
        return None
    best = max(over, key=lambda m: (m.actor.type is NameType.PER, len(m.span)))
    return Resolved(span, best.actor.id, Confidence.HIGH)


def by_name(reading: Reading, cast: Cast, head: int, span: Span) -> Resolved | None:
    """The phrase holds a name that is its own, or that of the organisation it speaks for."""
    over = cast.over(span)
    own = [m for m in over if _is_own_name(reading, m, head, span)]
    if own:
        best = max(
            own,
            key=lambda m: (
                m.span.start <= reading.tokens[head].start < m.span.end,
                m.actor.type is NameType.PER,
                len(m.span),
            ),
        )
        return Resolved(span, best.actor.id, Confidence.HIGH)
    kinds = reading.lexicon.kinds.get(noun_of(reading, head), frozenset())
    if SourceKind.SPEAKS_FOR in kinds:
        holder = _holder(reading, cast, head, span)
        if holder is not None:
            return holder
    if kinds & {SourceKind.DOCUMENT, SourceKind.SPEAKS_FOR, SourceKind.FIGURE}:
        first, last = phrase_tokens(reading, head)
        wide = Span(reading.tokens[first].start, reading.tokens[last - 1].end)
        owners = cast.over(wide)
        owners = [m for m in owners if m.actor.type is NameType.ORG] or [
            m for m in owners if SourceKind.DOCUMENT in kinds or m.actor.type is not NameType.PER
        ]
        if owners:
            return Resolved(span, owners[0].actor.id, Confidence.MEDIUM)
    if SourceKind.SPEAKS_FOR in kinds:
        return _by_owner(reading, cast, head, span)
    return None


def _holder(reading: Reading, cast: Cast, head: int, span: Span) -> Resolved | None:
    """Return the person whose known role has the words of this one: "the former envoy to X"."""
    first, last = reading.token_range(span)
    if not reading.lexicon.has("definite", reading.word(first)):
        return None
    words = {
        reading.word(k)
        for k in range(first, last)
        if k != head and reading.tokens[k].pos in {"NOUN", "PROPN", "ADJ"}
    }
    if len(words) < MIN_SHARED:
        return None
    for mention in reversed(cast.before(reading.tokens[head].start)):
        if mention.actor.type is not NameType.PER:
            continue
        for role in mention.actor.roles:
            held = set(role.of(reading.text).lower().replace("’", "'").replace("'", "' ").split())
            if noun_of(reading, head) in held and len(words & held) >= MIN_SHARED:
                return Resolved(span, mention.actor.id, Confidence.MEDIUM)
    return None


def _by_owner(reading: Reading, cast: Cast, head: int, span: Span) -> Resolved | None:
    """``un porte-parole du groupe``: the organisation that the common noun stands for."""
    for child in reading.tokens[head].children:
        if child > head and reading.tokens[child].dep.startswith("nmod"):
            if SourceKind.ORGANISATION not in reading.lexicon.kinds.get(
                noun_of(reading, child), ()
            ):
                continue
            noun = noun_of(reading, child)
            before = [
                m
                for m in reversed(cast.before(reading.tokens[head].start))
                if m.actor.type is NameType.ORG
            ]
            bearers = [m for m in before if noun in m.actor.name.lower().split()]
            is_bare = all(
                reading.tokens[c].dep.split(":")[0] in {"det", "case"}
                for c in reading.tokens[child].children
            )
            if bearers or (before and is_bare):
                return Resolved(span, (bearers or before)[0].actor.id, Confidence.LOW)
    return None


def _has_particle(reading: Reading, mention: NameMention, first: int) -> bool:
    """Tell whether the word before a surname belongs to it in a full name: « de Gaulle »."""
    surname = Span(reading.tokens[first - 1].start, mention.span.end).of(reading.text)
    mentions = (other for other in mention.actor.mentions if other.kind is MentionKind.NAME)
    names = (other.span.of(reading.text) for other in mentions)
    return mention.actor.type is NameType.PER and any(n.endswith(f" {surname}") for n in names)


def _is_own_name(reading: Reading, mention: NameMention, head: int, span: Span) -> bool:
    """Tell whether the name is the phrase's head or an apposition to it, not a complement."""
    if mention.span.start <= reading.tokens[head].start < mention.span.end:
        return True
    if not span.contains(Span(reading.tokens[head].start, reading.tokens[head].end)):
        return True  # the phrase is the name beside the head
    first, _ = reading.token_range(mention.span)
    token = reading.tokens[mention.head]
    if first > 0 and _has_particle(reading, mention, first):
        return True
    if any(reading.tokens[c].dep == "case" for c in token.children) or (
        first > 0 and reading.tokens[first - 1].pos == "ADP"
    ):
        return False
    if (
        first > 1
        and reading.tokens[first - 1].pos == "DET"
        and reading.tokens[first - 2].pos == "ADP"
    ):
        return False
    return reading.word(first - 1) not in reading.lexicon.words["possessive_links"] and (
        reading.word(reading.token_range(mention.span)[1])
        not in reading.lexicon.words["possessive_links"]
    )
