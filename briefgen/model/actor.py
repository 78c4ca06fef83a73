"""Who acts, speaks or is acted on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefgen.model.document import NameType
from briefgen.model.span import Span


class MentionKind(StrEnum):
    """How a mention names its actor."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that stands for an actor."""

    span: Span
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation or place of one article."""

    id: str
    "slug of the full name; the same name has the same id in every article"
    name: str
    "fullest form in title or text, without title or article"
    type: NameType
    aliases: tuple[str, ...]
    "other surface forms of the name, by first appearance"
    roles: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    "in text order; empty for a name of the title alone"
    salience: float
    "0 to 1; the formula stands in extract/actors/salience.py"
    key: bool
    "belongs among the key actors"
