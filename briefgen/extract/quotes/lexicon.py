"""The words that tell speech from the rest: what a language's lexicon files say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from briefgen.extract.quotes.conjugation import Forms


class Frame(StrEnum):
    """A complement under which a verb reports."""

    THAT = "that"
    INF = "inf"
    OBJECT = "obj"
    TO = "to"
    OF = "of"
    BLAME = "blame"
    NAME = "name"
    TELL = "tell"
    REPORT = "report"
    WARN = "warn"
    FIGURE = "figure"
    NOUN = "noun"
    DIRECT = "direct"
    MARKED = "marked"


class SourceKind(StrEnum):
    """What sort of source a common noun names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    DOCUMENT = "document"
    SPEAKS_FOR = "speaks-for"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class ReportVerb:
    """A report verb, or a verb with the words that make it one."""

    lemma: str
    words: tuple[str, ...]
    "that follow it: ``mettre`` + ``en garde``; empty for a plain verb"
    frames: frozenset[Frame]
    any_subject: bool
    "False when it reports only with a subject that can speak"


@dataclass(frozen=True, slots=True)
class SourcePreposition:
    """``selon``, ``according to``."""

    words: tuple[str, ...]
    length: int
    "words before the source: all, but one for ``de source policière``"
    is_strict: bool
    "has other uses: only at a clause's border, and with a noun that can speak"
    is_named: bool = False
    "only with a name"


@dataclass(frozen=True, slots=True)
class Pronoun:
    """What a pronoun's form says of the person: ``e`` stands for either gender."""

    gender: str
    number: str
    is_last: bool
    "points at the last one mentioned: ``ce dernier``, ``the latter``"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that a language contributes to the search for quotations."""

    language: str
    verbs: Mapping[str, tuple[ReportVerb, ...]]
    "by lemma; verbs with more words first"
    reflexives: Mapping[str, ReportVerb]
    "by lemma without pronoun"
    forms: Forms
    "of the report verbs"
    kinds: Mapping[str, frozenset[SourceKind]]
    genders: Mapping[str, str]
    "of source nouns: m, f or e"
    prepositions: Mapping[str, tuple[SourcePreposition, ...]]
    "by their first word, longest first"
    pronouns: Mapping[str, Pronoun]
    titles: Mapping[str, str]
    "title → gender"
    role_synonyms: Mapping[str, str]
    "phrase → role that it stands for"
    given_names: Mapping[str, str]
    "given name → gender"
    connectives: Mapping[str, tuple[tuple[str, ...], ...]]
    "phrases that tie a sentence to the one before, by their first word, longest first"
    inserted: Mapping[str, tuple[tuple[str, ...], ...]]
    "phrases that part an auxiliary from its participle, by their last word"
    words: Mapping[str, frozenset[str]]
    "the plain word lists of quotes.yaml by their name"

    def has(self, name: str, word: str) -> bool:
        """Tell whether list *name* holds *word*."""
        return word in self.words.get(name, frozenset())
