"""The tense of the clause that an expression stands in: past, present or future.

With a parse, the verb that governs the expression decides; infinitives and participles
without a tense of their own look further up. Without one, or where the verb says nothing, the
words of ``tense.yaml`` between the nearest marks decide. Words of the language are data.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from briefgen.extract.timeline.clause import MAX_CLIMB, governing_verb, helpers_of
from briefgen.lexicons import read_mapping
from briefgen.model import Document, Token

MAX_WINDOW = 160  # characters on either side, when there is no parse

_CLAUSE_EDGE = re.compile(r"[.;:!?()«»“”\"\n]")


@dataclass(frozen=True, slots=True)
class TenseWords:
    """``lexicons/<language>/tense.yaml``."""

    future_verbs: frozenset[str]
    "lemmas that put what they govern ahead: devoir, aller; will"
    scheduled: frozenset[str]
    "words of plans: prévu, attendu; scheduled, due"
    before: tuple[str, ...]
    "what stands before the expression and looks ahead: dès, d’ici; until"
    future: re.Pattern[str]
    "phrases of the future, for texts without a parse"
    openings: frozenset[str]
    "lemmas of verbs that tell a plan in the present: s’ouvre lundi, begins Monday"
    reports: frozenset[str]
    "lemmas whose present tells no plan, where others' does: says; empty: no verb's does"
    endings: re.Pattern[str]
    "verb forms of the future, whatever the tagger says"


@functools.cache
def load_tense_words(language: str) -> TenseWords | None:
    """Return the tense words of *language*; None when the lexicons have none."""
    source = resources.files("briefgen").joinpath("lexicons", language, "tense.yaml")
    if not source.is_file():
        return None
    data = read_mapping(source)
    return TenseWords(
        future_verbs=frozenset(data["future_verbs"]),
        scheduled=frozenset(data["scheduled"]),
        before=tuple(data["before"]),
        openings=frozenset(data["openings"]),
        reports=frozenset(data["reports"]),
        endings=re.compile("|".join(data["future_endings"]) or "(?!)", re.IGNORECASE),
        future=re.compile(rf"\b(?:{'|'.join(data['future_forms'])})\b", re.IGNORECASE),
    )


def clause_tense(document: Document, start: int, end: int) -> str:
    """Return ``past``, ``present``, ``future``, ``verbless`` or ``""`` for the clause.

    ``ahead`` is a present that puts a bare weekday ahead: "they meet Friday".
    """
    words = load_tense_words(document.language)
    if words is None:
        return ""
    tense = ""
    if document.is_parsed:
        tense = _parsed_tense(document, start, end, words)
    elif words.future.search(_window(document.text, start, end)):
        return "future"
    if tense in ("", "present", "verbless") and _looks_ahead(document.text, start, words):
        return "future"
    return tense


def _window(text: str, start: int, end: int) -> str:
    left = max(0, start - MAX_WINDOW)
    for edge in _CLAUSE_EDGE.finditer(text, left, start):
        left = edge.end()
    right = _CLAUSE_EDGE.search(text, end, min(len(text), end + MAX_WINDOW))
    return text[left : right.start() if right else end + MAX_WINDOW]


def _looks_ahead(text: str, start: int, words: TenseWords) -> bool:
    before = text[max(0, start - 24) : start].lower().replace("’", "'").rstrip()
    return any(before.endswith(cue) for cue in words.before)


def _parsed_tense(document: Document, start: int, end: int, words: TenseWords) -> str:
    verb = governing_verb(document, start, end)
    if verb is None:
        return "verbless"
    for _ in range(MAX_CLIMB):
        if verb is None:
            return ""
        tense = _tense_of(document, verb, words)
        if tense or verb.head == verb.index:
            return tense
        verb = document.tokens[verb.head]
    return ""


def _tense_of(document: Document, verb: Token, words: TenseWords) -> str:
    helpers = helpers_of(document, verb)
    group = [*helpers, verb]
    if any(token.text.lower() in words.scheduled for token in group):
        return "future"
    if any(
        token.morph.get("Tense") == "Fut" or words.endings.fullmatch(token.text) for token in group
    ):
        return "future"
    if any(token.lemma.lower() in words.future_verbs for token in helpers):
        return "future"
    return _verb_tense(document, verb, helpers, words)


def _is_present_passive(helpers: Sequence[Token]) -> bool:
    """« les lignes sont interrompues », "it is held": a present for all its past participle."""
    finite = [token for token in helpers if token.morph.get("VerbForm") == "Fin"]
    return bool(finite) and all(
        token.dep.startswith(("aux:pass", "cop")) and token.morph.get("Tense") == "Pres"
        for token in finite
    )


def _verb_tense(
    document: Document, verb: Token, helpers: Sequence[Token], words: TenseWords
) -> str:
    """The tense by morphology, when no word of the group looks ahead."""
    group = [*helpers, verb]
    is_infinitive = "Inf" in {token.morph.get("VerbForm") for token in group}
    if is_infinitive:  # "is to be held", "may meet"; « devrait être jugé » asks its governor
        if any(token.morph.get("VerbForm") == "Fin" for token in helpers):
            return "future"
        governor = document.tokens[verb.head]
        is_ahead = governor.lemma.lower() in words.future_verbs and governor.index != verb.index
        return "future" if is_ahead else ""
    if verb.morph.get("VerbForm") == "Part" and verb.morph.get("Tense") == "Past":
        return "present" if _is_present_passive(helpers) else "past"
    if "Cnd" in {token.morph.get("Mood") for token in group}:
        return "future"
    tenses = {token.morph.get("Tense") for token in group}
    if tenses & {"Past", "Imp"}:
        return "past"
    if "Pres" not in tenses:
        return ""
    return _present(verb, helpers, words)


def _present(verb: Token, helpers: Sequence[Token], words: TenseWords) -> str:
    """What a present says of a day: « s’ouvre lundi » and "they meet Friday" look ahead."""
    if helpers or verb.pos != "VERB" or verb.morph.get("VerbForm") != "Fin":
        return "present"
    if verb.lemma.lower() in words.openings:
        return "future"
    return "ahead" if words.reports and verb.lemma.lower() not in words.reports else "present"
