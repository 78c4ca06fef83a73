import functools
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen import language
from briefgen.extract.actors import find_actors
from briefgen.language.engine import has_pipeline
from briefgen.model import (
    Actor,
    Article,
    Document,
    MentionKind,
    Name,
    NameType,
    Source,
    Span,
)

CASES = Path(__file__).parent / "cases"
_MARK = re.compile(r"\[(PER|ORG|LOC) ([^\[\]]+)\]")


def _cases() -> list[Any]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}: {case['title']}", marks=_marks(case))
        for path in sorted(CASES.glob("*.yaml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def _marks(case: dict[str, Any]) -> list[Any]:
    reason = case.get("fails")
    return [pytest.mark.xfail(strict=True, reason=reason)] if reason else []


@functools.cache
def _annotated(lang: str, title: str, text: str) -> Document:
    source = Source(path="case", sha256="0" * 64)
    return language.annotate(Article("case", title, text, lang, source))


def _document(lang: str, case: dict[str, Any]) -> Document:
    """Annotate the text; marked names take the place of the engine's."""
    marked, text, names = case["text"], "", []
    at = 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        names.append((len(text), len(text) + len(match[2]), NameType(match[1])))
        text += match[2]
        at = match.end()
    text += marked[at:]
    document = _annotated(lang, case.get("headline", ""), text)
    if not names:
        return document
    return Document(
        text=document.text,
        language=document.language,
        tokens=document.tokens,
        sentences=document.sentences,
        names=tuple(_name(document, *name) for name in names),
        is_parsed=document.is_parsed,
        headline=document.headline,
    )


def _name(document: Document, start: int, end: int, kind: NameType) -> Name:
    inside = [t.index for t in document.tokens if start <= t.start and t.end <= end]
    return Name(Span(start, end), kind, inside[0], inside[-1] + 1)


@pytest.mark.parametrize(("lang", "case"), _cases())
def test_case(lang: str, case: dict[str, Any]) -> None:
    if not has_pipeline(lang):
        pytest.skip(f"no trained pipeline for {lang}")
    document = _document(lang, case)
    actors = {actor.name: actor for actor in find_actors(document)}
    for name, wanted in case["actors"].items():
        assert name in actors, f"{name!r} not among {sorted(actors)}"
        _check(document, actors[name], wanted)
    for name in case.get("absent", ()):
        assert name not in actors
    for name, phrases in case.get("refers", {}).items():
        found = [
            m.span.of(document.text) for m in actors[name].mentions if m.kind != MentionKind.NAME
        ]
        assert found == phrases


def _check(document: Document, actor: Actor, wanted: dict[str, Any]) -> None:
    assert actor.type == wanted["type"]
    if "roles" in wanted:
        assert [role.of(document.text) for role in actor.roles] == wanted["roles"]
    if "aliases" in wanted:
        assert list(actor.aliases) == wanted["aliases"]
    if "key" in wanted:
        assert actor.key is wanted["key"]
    if "mentions" in wanted:
        assert len(actor.mentions) == wanted["mentions"]
