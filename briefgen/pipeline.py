"""The straight line, for one article: read, annotate, find, compose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from briefgen import extract, language
from briefgen.compose import compose
from briefgen.extract.actors import NO_REGISTER, Register, identify
from briefgen.model import UNKNOWN_LANGUAGE, Article, Briefing

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
    actors = identify(extract.find_actors(document), register, article.id)
    timexes = extract.find_timexes(document, article.published)
    return compose(
        article,
        document,
        summary=extract.summarise(document, actors),
        actors=actors,
        quotes=extract.find_quotes(document, actors),
        timeline=extract.find_events(document, article.published, timexes, actors),
        timexes=timexes,
    )


def _with_language(article: Article) -> Article:
    """Return *article* with its language told from its words when nobody named it."""
    if article.language != UNKNOWN_LANGUAGE:
        return article
    return replace(article, language=language.detect(f"{article.title}\n\n{article.text}"))
