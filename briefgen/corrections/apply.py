"""Corrections put over a briefing, one after the other, in the order of their file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import reduce

from briefgen.corrections.actors import correct_actors
from briefgen.corrections.load import Correction
from briefgen.corrections.matching import edited
from briefgen.corrections.quotes import correct_quotes
from briefgen.corrections.quoting import quoted, sentence_around
from briefgen.corrections.timeline import correct_timeline
from briefgen.model import Action, Briefing, Note, Section


def apply_corrections(briefing: Briefing, corrections: Sequence[Correction]) -> Briefing:
    """Return *briefing* with *corrections* made, each recorded in its ``edits``.

    Raises:
        InputError: a correction's words are not in the article, or what it changes or
            drops is not (or not only once) in the briefing; says which, with its line.
    """
    if not corrections:
        return briefing
    corrected = reduce(lambda done, one: _STEPS[one.section](done, one), corrections, briefing)
    count = len(corrections)
    if count == 1:
        note = Note("corrected", "An editor corrected this briefing in one place.")
    else:
        note = Note("corrected", f"An editor corrected this briefing in {count} places.")
    return replace(corrected, notes=(*corrected.notes, note))


def _correct_summary(briefing: Briefing, one: Correction) -> Briefing:
    span = quoted(briefing, one, one.words)
    if one.action is Action.ADD:
        sentences = {*briefing.summary, sentence_around(briefing, span)}
        span = sentence_around(briefing, span)
    else:
        dropped = [sentence for sentence in briefing.summary if sentence.overlaps(span)]
        if not dropped:
            one.fail("is not in the summary; remove the correction or quote another sentence")
        sentences = set(briefing.summary) - set(dropped)
    return edited(replace(briefing, summary=tuple(sorted(sentences))), one, span=span)


_STEPS: dict[Section, Callable[[Briefing, Correction], Briefing]] = {
    Section.SUMMARY: _correct_summary,
    Section.ACTORS: correct_actors,
    Section.QUOTES: correct_quotes,
    Section.TIMELINE: correct_timeline,
}
