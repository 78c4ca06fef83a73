"""The four functions of the public surface; `briefgen` itself hands them out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import Any

from briefgen import pipeline, readers
from briefgen.model import UNKNOWN_LANGUAGE, Article, Briefing
from briefgen.render.as_json import briefing_to_json
from briefgen.render.markdown import render

__all__ = ["brief", "extract", "read", "render"]

NO_PIPELINES: Mapping[str, str] = {}


def read(path: str | PathLike[str]) -> tuple[Article, ...]:
    """Return the articles of the file at *path*, of any format briefgen knows.

    Raises:
        InputError: the file cannot be read.
    """
    return readers.read(Path(path))


def brief(article: Article, *, pipelines: Mapping[str, str] = NO_PIPELINES) -> Briefing:
    """Return the briefing of *article*.

    *pipelines* names a spaCy package, folder or installed engine to use for a language
    instead of ours.

    Raises:
        EnvironmentMissingError: one of them is not installed.
    """
    return pipeline.brief(article, pipelines)


def extract(
    path: str | PathLike[str],
    *,
    lang: str | None = None,
    published: dt.date | None = None,
    pipelines: Mapping[str, str] = NO_PIPELINES,
) -> tuple[dict[str, Any], ...]:
    """Return the briefings of the file at *path* as `briefgen extract` prints them.

    *lang* and *published* hold where the file does not say.

    Raises:
        InputError: the file cannot be read.
        EnvironmentMissingError: a pipeline is not installed.
    """
    found = []
    for article in read(path):
        language = lang if lang and article.language == UNKNOWN_LANGUAGE else article.language
        given = replace(article, language=language, published=article.published or published)
        found.append(briefing_to_json(brief(given, pipelines=pipelines)))
    return tuple(found)
