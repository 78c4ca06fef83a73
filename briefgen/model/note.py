"""What could not be decided, said to the editor instead of guessed."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.model.span import Span


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on one briefing."""

    code: str
    "stable, kebab-case: ``no-date``, ``unsure-speaker``"
    message: str
    "one English sentence for the editor"
    span: Span | None = None
    "the words of the article it is about; None when it is about the whole"
