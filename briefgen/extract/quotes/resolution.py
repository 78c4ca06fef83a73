"""From the phrase that names a source to the actor it stands for.

Names are compared with the actors' mentions. A pronoun takes the nearest name or source that
agrees in gender and number, subjects and the last speaker first. A description ("the minister",
"the company") takes the actor whose role or name holds its noun, else the last one of its kind.
What speaks for an organisation, or is its document, resolves to the organisation. A quotation
without a source of its own takes the last one before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.extract.quotes.candidates import Candidate
from briefgen.extract.quotes.entities import (
    EITHER,
    Cast,
    NameMention,
    agrees,
    morph_gender,
    read_cast,
)
from briefgen.extract.quotes.lexicon import Pronoun, SourceKind
from briefgen.extract.quotes.phrases import noun_of, phrase_tokens, speaker_span
from briefgen.extract.quotes.predicates import bare_pronoun
from briefgen.extract.quotes.reading import Reading
from briefgen.extract.quotes.sources import can_speak
from briefgen.model import Actor, Confidence, NameType, Span

NEAR = 3  # passages that a pronoun or an unsaid source looks back
SUBJECT_BONUS = 0.6
SPEAKER_BONUS = 1.2
PERSON_BONUS = 0.3
PLACE_MALUS = 1.0
NOUN_BONUS = 0.2
MAX_NOUN_DISTANCE = 120  # tokens
CLOSE = 0.3  # two candidates whose scores lie nearer are as good as tied


@dataclass(frozen=True, slots=True)
class Resolved:
    """The speaker of one quotation."""

    speaker: Span | None
    actor: str | None
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class _Source:
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


@dataclass(frozen=True, slots=True)
class _Option:
    """Somebody a pronoun may stand for."""

    score: float
    span: Span
    actor: Actor | None


NOBODY = Resolved(None, None, Confidence.HIGH)


def resolve(
    reading: Reading, candidates: Sequence[Candidate], actors: Sequence[Actor]
) -> list[tuple[Candidate, Resolved]]:
    """Return each candidate with its speaker, in the given order (that of the text)."""
    cast = read_cast(reading, actors)
    by_id = {actor.id: actor for actor in actors}
    history: list[_Source] = []
    result = []
    for candidate in candidates:
        resolved = _resolve(reading, cast, history, candidate)
        result.append((candidate, resolved))
        if resolved.speaker is not None:
            actor = by_id.get(resolved.actor) if resolved.actor is not None else None
            history.append(_remember(reading, cast, candidate, resolved.speaker, actor))
    return result


def _remember(
    reading: Reading, cast: Cast, candidate: Candidate, span: Span, actor: Actor | None
) -> _Source:
    first, last = reading.token_range(span)
    head = candidate.source if candidate.source is not None else first
    if not first <= head < last:
        head = first
    gender = cast.genders.get(actor.id, EITHER) if actor is not None else EITHER
    if gender == EITHER and reading.tokens[head].pos == "NOUN":
        gender = morph_gender(reading, head)
    plural = actor is None and reading.tokens[head].morph.get("Number") == "Plur"
    return _Source(
        span,
        head,
        actor,
        reading.passage_of[min(candidate.order, len(reading.tokens) - 1)],
        noun_of(reading, head),
        gender,
        plural,
        candidate.order,
    )


def _resolve(
    reading: Reading, cast: Cast, history: Sequence[_Source], candidate: Candidate
) -> Resolved:
    if candidate.speaker is not None:
        return _named(cast, candidate.speaker) or Resolved(
            candidate.speaker, None, Confidence.MEDIUM
        )
    if candidate.source is None:
        return _unsaid(reading, cast, history, candidate)
    return _phrase(reading, cast, history, candidate.source, candidate.cue)


def _phrase(
    reading: Reading, cast: Cast, history: Sequence[_Source], head: int, cue: Span | None
) -> Resolved:
    pronoun = _pronoun(reading, head)
    if pronoun is not None:
        return _resolve_pronoun(reading, cast, history, head, pronoun)
    span = speaker_span(reading, head, cue)
    if reading.tokens[head].pos == "PRON" and reading.lexicon.has("impersonal", reading.word(head)):
        return Resolved(span, None, Confidence.HIGH)
    return (
        _by_name(reading, cast, head, span)
        or _by_description(reading, cast, history, head, span)
        or Resolved(span, None, Confidence.MEDIUM)
    )


def _pronoun(reading: Reading, head: int) -> Pronoun | None:
    word = bare_pronoun(reading, head)
    pronouns = reading.lexicon.pronouns
    before = reading.word(head - 1)
    return pronouns.get(f"{before} {word}") or (
        pronouns.get(word) if reading.tokens[head].pos != "NOUN" else None
    )


def _named(cast: Cast, span: Span) -> Resolved | None:
    over = cast.over(span)
    if not over:
        return None
    best = max(over, key=lambda m: (m.actor.type is NameType.PER, len(m.span)))
    return Resolved(span, best.actor.id, Confidence.HIGH)


def _by_name(reading: Reading, cast: Cast, head: int, span: Span) -> Resolved | None:
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
    if kinds & {SourceKind.DOCUMENT, SourceKind.SPEAKS_FOR, SourceKind.FIGURE}:
        first, last = phrase_tokens(reading, head)
        wide = Span(reading.tokens[first].start, reading.tokens[last - 1].end)
        owners = [m for m in cast.over(wide) if m.actor.type is not NameType.PER]
        owners = [m for m in owners if m.actor.type is NameType.ORG] or owners
        if owners:
            return Resolved(span, owners[0].actor.id, Confidence.MEDIUM)
    if SourceKind.SPEAKS_FOR in kinds:
        return _by_owner(reading, cast, head, span)
    return None


def _by_owner(reading: Reading, cast: Cast, head: int, span: Span) -> Resolved | None:
    """``un porte-parole du groupe``: the organisation that the common noun stands for."""
    for child in reading.tokens[head].children:
        if child > head and reading.tokens[child].dep.startswith("nmod"):
            if SourceKind.ORGANISATION not in reading.lexicon.kinds.get(
                noun_of(reading, child), ()
            ):
                continue
            for mention in reversed(cast.before(reading.tokens[head].start)):
                if mention.actor.type is NameType.ORG:
                    return Resolved(span, mention.actor.id, Confidence.LOW)
    return None


def _is_own_name(reading: Reading, mention: NameMention, head: int, span: Span) -> bool:
    """Tell whether the name is the phrase's head or an apposition to it, not a complement."""
    if mention.span.start <= reading.tokens[head].start < mention.span.end:
        return True
    if not span.contains(Span(reading.tokens[head].start, reading.tokens[head].end)):
        return True  # the phrase is the name beside the head
    first, _ = reading.token_range(mention.span)
    token = reading.tokens[mention.head]
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


def _resolve_pronoun(
    reading: Reading, cast: Cast, history: Sequence[_Source], head: int, pronoun: Pronoun
) -> Resolved:
    options: dict[str, _Option] = {}
    for key, option in (
        *_named_options(reading, cast, head, pronoun),
        *_source_options(reading, cast, history, head, pronoun),
        *_noun_options(reading, cast, head, pronoun),
    ):
        if key not in options or options[key].score < option.score:
            options[key] = option
    own = speaker_span(reading, head)
    if not options:
        return Resolved(own, None, Confidence.LOW)
    ranked = sorted(options.items(), key=lambda item: (-item[1].score, item[0]))
    best = ranked[0][1]
    if best.actor is None:
        return Resolved(best.span, None, Confidence.MEDIUM)
    is_close = len(ranked) > 1 and ranked[1][1].score > best.score - CLOSE
    return Resolved(own, best.actor.id, Confidence.LOW if is_close else Confidence.MEDIUM)


def _named_options(
    reading: Reading, cast: Cast, head: int, pronoun: Pronoun
) -> Iterator[tuple[str, _Option]]:
    here = reading.passage_of[head]
    for mention in reversed(cast.before(reading.tokens[head].start)):
        distance = here - reading.passage_of[mention.head]
        if distance > NEAR + 2:
            return
        if not _fits(cast, mention.actor, pronoun) or not reading.is_free(mention.head):
            continue
        score = -float(distance) - (head - mention.head) * 0.002
        if pronoun.is_last:
            score -= (head - mention.head) * 0.05
        elif mention.is_subject:
            score += SUBJECT_BONUS
        if mention.actor.type is NameType.PER:
            score += PERSON_BONUS
        elif mention.actor.type is NameType.LOC:
            score -= PLACE_MALUS
        yield mention.actor.id, _Option(score, mention.span, mention.actor)


def _source_options(
    reading: Reading, cast: Cast, history: Sequence[_Source], head: int, pronoun: Pronoun
) -> Iterator[tuple[str, _Option]]:
    here = reading.passage_of[head]
    for n, source in enumerate(reversed(history[-6:])):
        distance = here - source.passage
        if distance > NEAR + 2:
            return
        if source.actor is not None:
            fits = _fits(cast, source.actor, pronoun)
        else:
            fits = source.is_plural == (pronoun.number == "p") and agrees(
                source.gender, pronoun.gender
            )
        if fits:
            score = -float(distance) + (SPEAKER_BONUS if n == 0 else SUBJECT_BONUS)
            key = source.actor.id if source.actor is not None else f"~{source.span.start}"
            yield key, _Option(score, source.span, source.actor)


def _noun_options(
    reading: Reading, cast: Cast, head: int, pronoun: Pronoun
) -> Iterator[tuple[str, _Option]]:
    """Common nouns that can speak, as subjects or agents: ``des témoins … ils``."""
    here = reading.passage_of[head]
    number = "Plur" if pronoun.number == "p" else "Sing"
    for k in range(head - 1, max(-1, head - MAX_NOUN_DISTANCE), -1):
        token = reading.tokens[k]
        if token.pos != "NOUN" or not reading.is_free(k) or token.morph.get("Number") != number:
            continue
        if not token.dep.startswith(("nsubj", "obl:agent")) or not _is_person(reading, k):
            continue
        if not agrees(morph_gender(reading, k), pronoun.gender):
            continue
        score = here - reading.passage_of[k]
        span = speaker_span(reading, k)
        named = _by_name(reading, cast, k, span)
        if named is None:
            yield f"~{span.start}", _Option(-float(score) + NOUN_BONUS, span, None)


def _is_person(reading: Reading, index: int) -> bool:
    kinds = reading.lexicon.kinds.get(noun_of(reading, index), frozenset())
    return bool(kinds & {SourceKind.PERSON, SourceKind.GROUP})


def _fits(cast: Cast, actor: Actor, pronoun: Pronoun) -> bool:
    if pronoun.gender == "n":
        return actor.type is not NameType.PER
    if pronoun.number == "p":
        return actor.type is NameType.ORG and pronoun.gender == EITHER
    if pronoun.gender == EITHER and pronoun.number == "s":
        return True
    if cast.is_person_only and actor.type is not NameType.PER:
        return False
    if actor.type is NameType.PER:
        return agrees(cast.genders.get(actor.id, EITHER), pronoun.gender)
    return cast.genders.get(actor.id, EITHER) == pronoun.gender


def _by_description(
    reading: Reading, cast: Cast, history: Sequence[_Source], head: int, span: Span
) -> Resolved | None:
    """A common noun: by a role, by the name's own words, by an earlier phrase, by its kind."""
    first, last = reading.token_range(span)
    if reading.tokens[head].pos not in {"NOUN", "ADJ", "PROPN"} or reading.lexicon.has(
        "indefinite", reading.word(first)
    ):
        return None
    noun = noun_of(reading, head)
    words = {
        reading.word(k)
        for k in range(first, last)
        if reading.tokens[k].pos in {"NOUN", "PROPN", "ADJ"}
    }
    synonym = _synonym(reading, span)
    if synonym is not None:
        words = set(synonym.split())
        noun = synonym.split()[0] if len(words) == 1 else synonym.split()[-1]
    before = cast.before(reading.tokens[head].start)
    known = _by_role(reading, before, noun, words)
    if known is None and len(words) <= 1:
        known = _by_noun(before, history, noun)
    if known is not None:
        return Resolved(span, known.id, Confidence.MEDIUM)
    return _by_kind(reading, cast, history, head, span) if len(words) <= 2 else None


def _synonym(reading: Reading, span: Span) -> str | None:
    """Return the role that the phrase names in other words: "the head of state"."""
    phrase = span.of(reading.text).lower().replace("’", "'")
    return next(
        (role for words, role in reading.lexicon.role_synonyms.items() if words in phrase), None
    )


def _by_noun(before: Sequence[NameMention], history: Sequence[_Source], noun: str) -> Actor | None:
    """Return the organisation whose name holds *noun*, or the source last called so."""
    for mention in reversed(before):
        name_words = mention.actor.name.lower().replace("’", " ").replace("'", " ").split()
        if mention.actor.type is NameType.ORG and noun in name_words:
            return mention.actor
    return next(
        (s.actor for s in reversed(history) if s.noun == noun and s.actor is not None), None
    )


def _by_kind(
    reading: Reading, cast: Cast, history: Sequence[_Source], head: int, span: Span
) -> Resolved | None:
    kinds = reading.lexicon.kinds.get(noun_of(reading, head), frozenset())
    before = cast.before(reading.tokens[head].start)
    if kinds & {SourceKind.SPEAKS_FOR, SourceKind.DOCUMENT, SourceKind.ORGANISATION}:
        return _last(before, span, {NameType.ORG}, history, reading, head)
    if SourceKind.PERSON in kinds and reading.tokens[head].morph.get("Number") != "Plur":
        return _last(before, span, {NameType.PER}, history, reading, head, cast)
    return None


def _by_role(
    reading: Reading, before: Sequence[NameMention], noun: str, words: set[str]
) -> Actor | None:
    best: tuple[int, int, Actor] | None = None
    for place, mention in enumerate(before):
        for role in mention.actor.roles:
            role_words = role.of(reading.text).lower().replace("’", "'").replace("'", "' ").split()
            if noun not in role_words and not any(w.rstrip("s") == noun for w in role_words):
                continue
            shared = len(words & set(role_words))
            if shared < len(words) and len(words) > 1 and shared < 2:
                continue
            if best is None or (shared, place) >= best[:2]:
                best = (shared, place, mention.actor)
    return None if best is None else best[2]


def _last(
    before: Sequence[NameMention],
    span: Span,
    types: set[NameType],
    history: Sequence[_Source],
    reading: Reading,
    head: int,
    cast: Cast | None = None,
) -> Resolved | None:
    """Return the last actor of *types*: a speaker first, then a subject, then any."""
    if not reading.lexicon.has("definite", reading.word(reading.token_range(span)[0])) and not (
        reading.lexicon.has("demonstratives", reading.word(reading.token_range(span)[0]))
    ):
        return None
    gender = morph_gender(reading, head)

    def fits(actor: Actor) -> bool:
        return actor.type in types and (
            cast is None or agrees(cast.genders.get(actor.id, EITHER), gender)
        )

    here = reading.passage_of[head]
    for source in reversed(history):
        if here - source.passage > NEAR:
            break
        if source.actor is not None and fits(source.actor):
            return Resolved(span, source.actor.id, Confidence.MEDIUM)
    for only_subjects in (True, False):
        for mention in reversed(before):
            if here - reading.passage_of[mention.head] > NEAR:
                break
            if fits(mention.actor) and (mention.is_subject or not only_subjects):
                return Resolved(span, mention.actor.id, Confidence.LOW)
    return None


def _unsaid(
    reading: Reading, cast: Cast, history: Sequence[_Source], candidate: Candidate
) -> Resolved:
    """The source that the context gives: the last one before, else a subject of the passage."""
    here = reading.passage_of[min(candidate.order, len(reading.tokens) - 1)]
    if history and here - history[-1].passage <= 1:
        last = history[-1]
        actor = last.actor.id if last.actor is not None else None
        return Resolved(last.span, actor, Confidence.MEDIUM)
    for mention in reversed(cast.before(candidate.content[0].start)):
        if here != reading.passage_of[mention.head]:
            break
        if mention.is_subject:
            return Resolved(mention.span, mention.actor.id, Confidence.LOW)
    subject = _main_subject(reading, candidate)
    if subject is None:
        return NOBODY
    resolved = _phrase(reading, cast, history, subject, None)
    return replace(resolved, confidence=Confidence.LOW)


def _main_subject(reading: Reading, candidate: Candidate) -> int | None:
    """Return the subject before the quotation in its passage, if it can speak."""
    end = reading.token_at(candidate.content[0].start)
    passage = reading.passages[reading.passage_of[min(end, len(reading.tokens) - 1)]]
    return next(
        (
            k
            for k in range(passage.first, end)
            if reading.is_free(k) and reading.tokens[k].dep == "nsubj" and can_speak(reading, k)
        ),
        None,
    )
