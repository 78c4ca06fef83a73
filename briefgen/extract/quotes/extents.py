"""Where reported words end: the clause that a report verb governs, on tree and surface.

The parser often hangs a late phrase on the report verb instead of the reported one, so a
phrase goes on with the content unless a comma or conjunction sets it off *and* the tree gives
it to the report verb, or unless it brings a new report of the same source.
"""

from __future__ import annotations

from briefgen.extract.quotes.adjuncts import is_infinitive
from briefgen.extract.quotes.complements import complement_start
from briefgen.extract.quotes.lexicon import Frame
from briefgen.extract.quotes.predicates import Predicate
from briefgen.extract.quotes.reading import Reading
from briefgen.extract.quotes.voices import tense_of

_LEAVES = (
    "conj",
    "advcl",
    "parataxis",
    "acl",
    "discourse",
    "root",
    "obl",
    "advmod",
    "appos",
    "dep",
)
MAX_TO_QUOTATION = 12  # tokens between a report verb and the quotation it opens
MAX_CONTENT = 300  # tokens of reported speech without marks in one sentence
MAX_CLIMB = 40  # governors


def content_end(
    reading: Reading, predicate: Predicate, start: int, limit: int, starters: dict[int, Predicate]
) -> int:
    """Return the token after the content that begins at token *start*.

    *limit* ends the passage; *starters* maps the first token of each cue to its predicate.
    """
    limit = min(limit, start + MAX_CONTENT)
    if start >= limit:
        return limit
    verb = reading.tokens[predicate.verb]
    is_relative = verb.dep == "acl:relcl" or not predicate.is_finite
    if verb.dep.startswith("acl") and is_relative and verb.right_edge > start:
        limit = min(limit, verb.right_edge + 1)
    index = start
    if not reading.is_free(start):
        index = _after_quotation(reading, start)
        if index < limit and reading.word(index) in {",", ".", ";", ":"}:
            return index
    while index < limit:
        if not reading.is_free(index):
            index += 1
            continue
        if index > start and _stops(reading, predicate, start, index, starters):
            return index
        index += 1
    return limit


def _after_quotation(reading: Reading, index: int) -> int:
    n = reading.within[index]
    while index < len(reading.tokens) and reading.within[index] == n:
        index += 1
    return index


def _stops(
    reading: Reading, predicate: Predicate, start: int, index: int, starters: dict[int, Predicate]
) -> bool:
    word = reading.word(index)
    if word == ";":
        return True
    if word == ":":
        return index + 1 < len(reading.tokens) and not reading.is_free(index + 1)
    after = index + 1
    is_comma = word in {",", "–", "—"}
    if reading.lexicon.has("gerund_openers", word) and _new_report(
        reading, predicate, start, index, starters
    ):
        return True
    is_joint = is_comma or reading.tokens[index].pos == "CCONJ"
    after_marks = reading.within[index - 1] >= 0
    if is_comma and after_marks and Frame.NAME in predicate.frames:
        return True
    if is_comma and reading.word(after) and reading.tokens[after].pos == "CCONJ":
        after += 1
    if not is_joint:
        after = index
    if (is_joint or after_marks) and _new_report(reading, predicate, start, after, starters):
        return True
    return is_joint and _leaves(reading, start, after)


def _new_report(
    reading: Reading, predicate: Predicate, start: int, index: int, starters: dict[int, Predicate]
) -> bool:
    """Tell whether a further report of the same source begins at *index*."""
    for skip in range(4):
        at = index + skip
        other = starters.get(at)
        if other is not None and reading.is_free(at):
            return _is_same_source(reading, predicate, start, other) and _reports(reading, other)
        token = reading.tokens[at] if at < len(reading.tokens) else None
        if token is None or not (
            token.pos in {"ADV", "ADP", "CCONJ"}
            or reading.lexicon.has("gerund_markers", reading.word(at))
        ):
            return False
    return False


def _reports(reading: Reading, other: Predicate) -> bool:
    """Tell whether a report verb has something to report: a complement or a quotation."""
    end = reading.passages[reading.passage_of[other.verb]].last
    ahead = range(other.last, min(other.last + MAX_TO_QUOTATION, end))
    return any(not reading.is_free(k) for k in ahead) or (
        complement_start(reading, other, min(end, other.last + MAX_CONTENT)) is not None
    )


def _is_same_source(reading: Reading, predicate: Predicate, start: int, other: Predicate) -> bool:
    if other.verb <= predicate.verb:
        return False
    if not other.is_finite:
        return other.source is None or other.source < start or other.source == predicate.source
    own = any(
        reading.tokens[c].dep.startswith("nsubj") and c >= start
        for c in reading.tokens[other.verb].children
    )
    if own:
        return False
    token = reading.tokens[other.verb]
    return token.dep == "conj" and (
        token.head < start or tense_of(reading, other.verb) == tense_of(reading, predicate.verb)
    )


def _leaves(reading: Reading, start: int, index: int) -> bool:
    """Tell whether the phrase at *index* hangs on the report verb or above it."""
    if index >= len(reading.tokens) or not reading.is_free(index):
        return False
    if _comments(reading, index) or _describes_phrase(reading, start, index):
        return True
    if _continues(reading, index):
        return False
    tokens = reading.tokens
    current = index
    for _ in range(MAX_CLIMB):
        head = tokens[current].head
        if head < start:
            reaches_back = tokens[current].left_edge < index - 2 and current != index
            return not (head == current or reaches_back) and _breaks_off(reading, start, current)
        if head == current:
            return False
        current = head
    return False


def _describes_phrase(reading: Reading, start: int, index: int) -> bool:
    """Tell whether a present participle comments on a reported noun phrase."""
    morph = reading.tokens[index].morph
    is_present = morph.get("VerbForm") == "Ger" or (
        morph.get("VerbForm") == "Part" and morph.get("Tense") == "Pres"
    )
    return is_present and not any(
        t.morph.get("VerbForm") == "Fin" for t in reading.tokens[start:index]
    )


def _continues(reading: Reading, index: int) -> bool:
    """Tell whether a phrase goes on with what was said, whatever the tree makes of it."""
    if any(reading.lexicon.has("continuers", reading.word(index + n)) for n in (0, 1)):
        return True
    return reading.lexicon.has("infinitive_markers", reading.word(index)) and is_infinitive(
        reading, index + 1
    )


def _breaks_off(reading: Reading, start: int, index: int) -> bool:
    """Tell whether a dependent of the report verb is a clause of its own."""
    token = reading.tokens[index]
    if token.dep == "conj" and not _runs_parallel(reading, token.head, index):
        return False
    if _is_mere_participle(reading, index) and any(
        t.morph.get("VerbForm") == "Fin" for t in reading.tokens[start:index]
    ):
        return False  # a noun phrase is not what it describes
    return token.dep.split(":")[0] in _LEAVES and _is_clause(reading, index)


def _is_mere_participle(reading: Reading, index: int) -> bool:
    """Tell whether a participle reports nothing: "rose by a tenth, hurting farmers"."""
    token = reading.tokens[index]
    return (
        token.morph.get("VerbForm") in {"Part", "Ger"}
        and token.dep.startswith(("advcl", "acl"))
        and not any(reading.tokens[c].dep.startswith(("aux", "mark")) for c in token.children)
        and reading.word(index) not in reading.lexicon.forms.lemmas
    )


def _runs_parallel(reading: Reading, verb: int, other: int) -> bool:
    """Tell whether two coordinated verbs have the same tense, as the parser should have seen."""
    tokens = reading.tokens
    if tokens[other].pos not in {"VERB", "AUX"} or tokens[verb].pos not in {"VERB", "AUX"}:
        return True
    return tense_of(reading, verb) == tense_of(reading, other)


def _comments(reading: Reading, index: int) -> bool:
    """Tell whether a clause like ``ce qui a…`` says what followed instead of what was said."""
    is_free_relative = reading.lexicon.has(
        "demonstratives", reading.word(index)
    ) and reading.lexicon.has("relatives", reading.word(index + 1))
    return is_free_relative and reading.lexicon.has("past_auxiliaries", reading.word(index + 2))


def _is_clause(reading: Reading, index: int) -> bool:
    """Tell whether a token heads a clause: a verb, or a predicate with copula or subject."""
    token = reading.tokens[index]
    return token.pos in {"VERB", "AUX"} or any(
        reading.tokens[c].dep.startswith(("cop", "nsubj", "aux")) for c in token.children
    )
