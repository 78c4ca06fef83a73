"""Frozen records that every room shares; they import nothing of briefgen but errors."""

from briefgen.model.actor import Actor, Mention, MentionKind
from briefgen.model.article import (
    UNKNOWN_LANGUAGE,
    Article,
    ArticleStatus,
    Mark,
    MarkKind,
    NamedByProvider,
    Source,
    Subject,
)
from briefgen.model.briefing import Briefing
from briefgen.model.document import Document, Name, NameType, Sentence, Token
from briefgen.model.edit import Action, Edit, Section
from briefgen.model.finding import Finding, Findings
from briefgen.model.note import Note
from briefgen.model.quote import Confidence, Quote, QuoteType
from briefgen.model.span import Span
from briefgen.model.timeline import Event, Status, Timex, TimexType

__all__ = [
    "UNKNOWN_LANGUAGE",
    "Action",
    "Actor",
    "Article",
    "ArticleStatus",
    "Briefing",
    "Confidence",
    "Document",
    "Edit",
    "Event",
    "Finding",
    "Findings",
    "Mark",
    "MarkKind",
    "Mention",
    "MentionKind",
    "Name",
    "NameType",
    "NamedByProvider",
    "Note",
    "Quote",
    "QuoteType",
    "Section",
    "Sentence",
    "Source",
    "Span",
    "Status",
    "Subject",
    "Timex",
    "TimexType",
    "Token",
]
