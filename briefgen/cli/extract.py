"""`briefgen extract` and `briefgen evaluate`: briefings as data, and how good they are."""

from __future__ import annotations

import datetime as dt
import sys
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import click

from briefgen.cli.ending import EXIT_FAILED_INPUTS, complain, user_errors_in_one_line
from briefgen.cli.inputs import FILE, LANGUAGE, PUBLISHED, read_all, with_defaults
from briefgen.cli.printing import harmless_json, say
from briefgen.cli.shards import extract_project
from briefgen.errors import InputError


@click.command()
@click.argument("articles", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "json"]),
    default="jsonl",
    show_default=True,
    help="One object a line, or one list.",
)
@LANGUAGE
@PUBLISHED
@click.option(
    "--shard",
    metavar="K/N",
    help="Brief the K-th of N parts of the project's articles into its store; no ARTICLES.",
)
@click.option(
    "--dask",
    metavar="ADDRESS",
    help="Brief the project's articles, or the shard, on this Dask cluster (tcp://host:8786).",
)
@click.option("--store", type=FILE, help="With these: where to keep it, instead of .briefgen.")
@click.option("-f", "--config-file", type=FILE, help="With these: instead of ./mkdocs.yml.")
@click.option(
    "-j", "--jobs", type=click.IntRange(min=0), default=0, help="With --shard: worker processes."
)
@click.option("-q", "--quiet", is_flag=True, help="With these: print errors only.")
@user_errors_in_one_line
def extract(
    articles: tuple[str, ...],
    form: str,
    lang: str | None,
    published: dt.datetime | None,
    shard: str | None,
    dask: str | None,
    **of_project: Any,
) -> None:
    """Print the briefing of each of ARTICLES as JSON ("-": JSON lines from standard input).

    With --shard or --dask, brief articles of the project for `briefgen build` to find.
    """
    if bool(articles) == bool(shard or dask):
        message = "name either ARTICLES, or the project with --shard K/N or --dask ADDRESS"
        raise click.UsageError(message)
    if shard or dask:
        extract_project(shard, dask, **of_project)
    else:
        _print_briefings(articles, form, lang, published)


def _print_briefings(
    articles: tuple[str, ...], form: str, lang: str | None, published: dt.datetime | None
) -> None:
    from briefgen.pipeline import brief  # noqa: PLC0415 - loads the language engine
    from briefgen.render import briefing_to_json  # noqa: PLC0415

    day = published.date() if published else None
    failed = False
    found: list[dict[str, Any]] = []
    for article in read_all(articles):
        if isinstance(article, InputError):
            complain(article)
            failed = True
            continue
        data = briefing_to_json(brief(with_defaults(article, lang, day)))
        if form == "jsonl":
            click.echo(harmless_json(data))
        else:
            found.append(data)
    if form == "json":
        click.echo(harmless_json(found, indent=2))
    if failed:
        sys.exit(EXIT_FAILED_INPUTS)


@click.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--errors", default=0, metavar="N", help="List up to N errors of each kind.")
@click.option("--html", type=FILE, help="Write the articles with gold and findings side by side.")
@user_errors_in_one_line
def evaluate(gold: Path, errors: int, html: Path | None) -> None:
    """Print how good the briefings of the annotated articles in GOLD are."""
    from briefgen.evaluation import read_gold, score  # noqa: PLC0415
    from briefgen.pipeline import brief  # noqa: PLC0415 - loads the language engine

    articles = read_gold(gold)
    pairs = [(annotated, brief(annotated.article)) for annotated in articles]
    scores = score(pairs)
    if html:
        from briefgen.evaluation.report import report  # noqa: PLC0415 - few ask for it

        html.write_text(report(pairs, scores), "utf-8", errors="xmlcharrefreplace")
    click.echo(f"{len(articles)} articles")
    for name, figure in sorted(scores.figures.items()):
        click.echo(
            f"{name:14} P {100 * figure.precision:5.1f}  R {100 * figure.recall:5.1f}  "
            f"F1 {100 * figure.f1:5.1f}   gold {figure.gold:4}  found {figure.found:4}"
        )
    by_kind = sorted(scores.misses, key=lambda miss: miss.kind)
    for kind, misses in groupby(by_kind, key=lambda miss: miss.kind):
        for miss in islice(misses, errors):
            change = f": {miss.got!r}, not {miss.wanted!r}" if miss.got or miss.wanted else ""
            say(f"  {kind}: {miss.article}: {miss.words}{change}")
