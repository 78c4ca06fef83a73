"""From a language's lexicon files to its lexicon, read once.

``quote_verbs.tsv`` holds report verbs with their frames, ``quote_sources.tsv`` and
``role_nouns.tsv`` the common nouns that can speak, ``quotes.yaml`` the closed classes. A language
without them has no lexicon, and its quotations are found by their marks alone.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from briefgen import lexicons
from briefgen.errors import LexiconError
from briefgen.extract.quotes.conjugation import inflect
from briefgen.extract.quotes.lexicon import (
    Frame,
    Lexicon,
    Pronoun,
    ReportVerb,
    SourceKind,
    SourcePreposition,
)


@cache
def load_lexicon(language: str) -> Lexicon | None:
    """Return the lexicon of *language*, or None if it has none.

    Raises:
        LexiconError: a row or setting does not hold.
    """
    folder = files(lexicons) / language
    if not language.isalpha() or not (folder / "quotes.yaml").is_file():
        return None
    settings = _settings(folder / "quotes.yaml")
    plain, reflexives = _verbs(folder / "quote_verbs.tsv")
    for phrase in settings.get("phrases", ()):
        verb = ReportVerb(
            phrase["verb"], tuple(phrase["words"]), _frames(phrase["frames"]), any_subject=False
        )
        plain.setdefault(verb.lemma, []).insert(0, verb)
    kinds, genders = _sources(folder / "quote_sources.tsv")
    _add_roles(folder / "role_nouns.tsv", kinds, genders)
    return Lexicon(
        language=language,
        verbs={
            lemma: tuple(sorted(verbs, key=lambda verb: -len(verb.words)))
            for lemma, verbs in plain.items()
        },
        reflexives=reflexives,
        forms=inflect({*plain, *reflexives}, folder / "conjugation.yaml"),
        kinds=kinds,
        genders=genders,
        prepositions=_prepositions(settings),
        pronouns={
            row["form"]: Pronoun(row["gender"], row["number"], bool(row.get("last")))
            for row in settings.get("pronouns", ())
        },
        titles={
            title: gender
            for gender, titles in settings.get("titles", {}).items()
            for title in titles
        },
        role_synonyms=dict(settings.get("role_synonyms", {})),
        connectives=_connectives(settings),
        inserted=_inserted(settings),
        given_names=_given_names(folder / "given_names.tsv"),
        words={
            name: frozenset(str(value) for value in values)
            for name, values in settings.items()
            if isinstance(values, list) and all(isinstance(value, str) for value in values)
        },
    )


def _settings(path: Traversable) -> dict[str, Any]:
    data = lexicons.read_mapping(path)
    for name, values in data.items():
        for value in values if isinstance(values, list) else ():
            if not isinstance(value, (str, dict)):
                message = f"found {value!r}; expected a word (quote it)"
                raise LexiconError(message, path=str(path), field=str(name))
    return data


def _rows(path: Traversable, width: int) -> list[tuple[int, list[str]]]:
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != width:
            message = f"found {len(cells)} columns; expected {width}"
            raise LexiconError(message, path=str(path), line=number)
        rows.append((number, cells))
    return rows[1:]  # the first is the heading


def _frames(cell: str) -> frozenset[Frame]:
    return frozenset(Frame(name) for name in cell.split())


def _verbs(path: Traversable) -> tuple[dict[str, list[ReportVerb]], dict[str, ReportVerb]]:
    plain: dict[str, list[ReportVerb]] = {}
    reflexives: dict[str, ReportVerb] = {}
    for number, (lemma, frames, subject) in _rows(path, 3):
        try:
            allowed = _frames(frames)
        except ValueError as error:
            raise LexiconError(str(error), path=str(path), line=number, field="frames") from error
        for prefix in ("se ", "s'"):
            if lemma.startswith(prefix):
                bare = lemma.removeprefix(prefix)
                reflexives[bare] = ReportVerb(bare, (), allowed, subject == "any")
                break
        else:
            plain.setdefault(lemma, []).append(ReportVerb(lemma, (), allowed, subject == "any"))
    return plain, reflexives


def _sources(path: Traversable) -> tuple[dict[str, frozenset[SourceKind]], dict[str, str]]:
    kinds: dict[str, frozenset[SourceKind]] = {}
    genders: dict[str, str] = {}
    for number, (noun, kind, gender) in _rows(path, 3):
        try:
            kinds[noun] = kinds.get(noun, frozenset()) | {SourceKind(kind)}
        except ValueError as error:
            raise LexiconError(str(error), path=str(path), line=number, field="kind") from error
        genders[noun] = gender if genders.get(noun, gender) == gender else "e"
    return kinds, genders


def _add_roles(
    path: Traversable, kinds: dict[str, frozenset[SourceKind]], genders: dict[str, str]
) -> None:
    """Add the role nouns that are not listed as sources: they are persons."""
    for _, (noun, gender) in _rows(path, 2) if path.is_file() else ():
        form = noun.lower()
        if form not in kinds:
            kinds[form] = frozenset({SourceKind.PERSON})
            genders[form] = {"Masc": "m", "Fem": "f"}.get(gender, "e")


def _given_names(path: Traversable) -> dict[str, str]:
    return {name: gender for _, (name, gender) in _rows(path, 2)} if path.is_file() else {}


def _prepositions(settings: dict[str, Any]) -> dict[str, tuple[SourcePreposition, ...]]:
    rows = [
        SourcePreposition(
            words, len(words), bool(row.get("strict")), is_named=bool(row.get("named"))
        )
        for row in settings.get("source_prepositions", ())
        for words in [tuple(row["words"].split())]
    ]
    rows += [
        SourcePreposition(tuple(phrase.split()), 1, is_strict=False)
        for phrase in settings.get("source_phrases", ())
    ]
    found: dict[str, tuple[SourcePreposition, ...]] = {}
    for row in sorted(rows, key=lambda row: -len(row.words)):
        found[row.words[0]] = (*found.get(row.words[0], ()), row)
    return found


def _connectives(settings: dict[str, Any]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(settings.get("connectives", ()), key=len, reverse=True):
        words = tuple(phrase.replace("d'", "d' ").split())
        found[words[0]] = (*found.get(words[0], ()), words)
    return found


def _inserted(settings: dict[str, Any]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in settings.get("inserted_phrases", ()):
        words = tuple(phrase.replace("d'", "d' ").split())
        found[words[-1]] = (*found.get(words[-1], ()), words)
    return found
