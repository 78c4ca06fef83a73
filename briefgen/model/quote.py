"""Who said what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefgen.model.span import Span


class QuoteType(StrEnum):
    """How much of the content stands in quotation marks: all, some, none."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Confidence(StrEnum):
    """How sure the attribution to an actor is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Quote:
    """An attribution of speech: cue, speaker, content, as in Pareti's PARC 3.0."""

    type: QuoteType
    content: tuple[Span, ...]
    "parts in text order, without outer quotation marks; several when a cue interrupts"
    speaker: Span | None
    "the nearest phrase that names the source; None when the text names none"
    actor: str | None
    "id of the actor the speaker resolves to; None when it is none of them"
    cue: Span | None
    "report verb or preposition group; None for a free-standing quotation"
    sentence: Span
    "from the start of the first to the end of the last sentence the quote touches"
    confidence: Confidence = Confidence.HIGH

    @property
    def extent(self) -> Span:
        """From the start of the first part to the end of the last."""
        starts, ends = zip(*((part.start, part.end) for part in self.content), strict=True)
        return Span(min(starts), max(ends))
