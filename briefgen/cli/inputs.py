"""Articles named on the command line, and what options say where they say nothing."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from briefgen.errors import InputError
from briefgen.model import UNKNOWN_LANGUAGE, Article

FILE = click.Path(path_type=Path)
LANGUAGE = click.option(
    "--lang", help="Language of the articles, where they do not say (ISO 639-1)."
)
PUBLISHED = click.option(
    "--published",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Publication date of the articles, where they do not say.",
)


def read_all(articles: Sequence[str]) -> Iterator[Article | InputError]:
    """Yield the articles of the files, and the error of each that cannot be read; "-" is stdin."""
    from briefgen.readers import read  # noqa: PLC0415 - spares `--help` the parsers
    from briefgen.readers.corpus import read_corpus  # noqa: PLC0415

    for name in articles:
        if name == "-":
            yield from read_corpus(sys.stdin)
            continue
        try:
            yield from read(Path(name))
        except InputError as error:
            yield error


def with_defaults(article: Article, lang: str | None, published: dt.date | None) -> Article:
    """Fill in what the article itself does not say."""
    if article.language == UNKNOWN_LANGUAGE and lang:
        article = replace(article, language=lang)
    if article.published is None and published:
        article = replace(article, published=published)
    return article
