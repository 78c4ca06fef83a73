"""What a section of another package found."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.model.span import Span


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of the article's text, and what is to be said of it."""

    span: Span
    label: str = ""
    "for people; empty when the words speak for themselves"
    value: str = ""
    "for machines: a normalised form, an identifier"


@dataclass(frozen=True, slots=True)
class Findings:
    """All that one section found, in text order."""

    name: str
    "of the entry point: lower-case words and hyphens"
    items: tuple[Finding, ...]

    @property
    def title(self) -> str:
        """The name as a heading."""
        return self.name.replace("-", " ").capitalize()
