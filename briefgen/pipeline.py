"""The straight line, for one article: read, annotate, find, compose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from briefgen import language
from briefgen.compose import compose
from briefgen.errors import BriefgenError
from briefgen.extensions import SECTIONS, extensions, load_extension
from briefgen.extract import (
    find_actors,
    find_countries,
    find_events,
    find_quotes,
    find_timexes,
    summarise,
)
from briefgen.extract.actors import NO_REGISTER, Register, identify
from briefgen.model import UNKNOWN_LANGUAGE, Article, Briefing, Document, Findings

NO_PIPELINES: Mapping[str, str] = {}  # each language's own, shipped pipeline


def brief(
    article: Article,
    pipelines: Mapping[str, str] = NO_PIPELINES,
    register: Register = NO_REGISTER,
) -> Briefing:
    """Return the briefing of *article*.

    *pipelines* names a spaCy package or path to use for a language instead of ours;
    *register* holds the newsroom's own actors.

    Raises:
        EnvironmentMissingError: a pipeline named in *pipelines* is not installed.
    """
    article = _with_language(article)
    document = language.annotate(article, pipelines)
    actors = identify(find_actors(document), register, article.id)
    timexes = find_timexes(document, article.published)
    briefing = compose(
        article,
        document,
        summary=summarise(document, actors),
        actors=actors,
        quotes=find_quotes(document, actors),
        timeline=find_events(document, article.published, timexes, actors),
        timexes=timexes,
        countries=find_countries(document, actors),
    )
    return replace(briefing, sections=tuple(_sections(document, briefing)))


def _sections(document: Document, briefing: Briefing) -> Iterator[Findings]:
    """Yield what the sections of other installed packages find."""
    for name in extensions(SECTIONS):
        found = sorted(load_extension(SECTIONS, name)(document, briefing), key=lambda f: f.span)
        if any(not f.span or f.span.end > len(document.text) for f in found):
            message = f"section '{name}' found words that are not in the text; mend or remove it"
            raise BriefgenError(message, code="bug")
        if found:
            yield Findings(name, tuple(found))


def _with_language(article: Article) -> Article:
    """Return *article* with its language told from its words when nobody named it."""
    if article.language != UNKNOWN_LANGUAGE:
        return article
    return replace(article, language=language.detect(f"{article.title}\n\n{article.text}"))
