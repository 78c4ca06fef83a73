"""What an editor changed in a briefing, so that the page can say so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefgen.model.span import Span


class Section(StrEnum):
    """Part of a briefing."""

    SUMMARY = "summary"
    ACTORS = "actors"
    QUOTES = "quotes"
    TIMELINE = "timeline"


class Action(StrEnum):
    """What the editor did."""

    ADD = "add"
    CHANGE = "change"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Edit:
    """One correction that was applied."""

    section: Section
    action: Action
    words: str
    "what it was about, as the editor quoted it"
    actor: str = ""
    "id of the actor as it is now; empty for the other sections"
    span: Span | None = None
    "the sentence, all of the quote's content, or the timex; None for actors"
