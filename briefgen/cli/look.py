"""`briefgen show` and `diff`: briefings on the terminal, before anything is published."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from shutil import get_terminal_size

import click

from briefgen.cli.ending import EXIT_FAILED_INPUTS, complain, user_errors_in_one_line
from briefgen.cli.inputs import FILE, LANGUAGE, PUBLISHED, read_all, with_defaults
from briefgen.cli.painting import paint
from briefgen.cli.printing import harmless_json, harmless_line
from briefgen.errors import InputError

_WIDEST = 100  # columns; longer lines are hard to read
_SIGNS = {"new": ("+", "green"), "gone": ("-", "red"), "changed": ("~", "yellow")}


@click.command()
@click.argument("article")
@LANGUAGE
@PUBLISHED
@click.option("--width", type=click.IntRange(min=30), help="Columns, instead of the terminal's.")
@user_errors_in_one_line
def show(article: str, lang: str | None, published: dt.datetime | None, width: int | None) -> None:
    """Print the briefing of ARTICLE in colours, its findings marked in the text."""
    from briefgen.pipeline import brief  # noqa: PLC0415 - loads the language engine

    day = published.date() if published else None
    columns = width or min(get_terminal_size().columns, _WIDEST)
    for found in read_all([article]):
        if isinstance(found, InputError):
            raise found
        click.echo(paint(brief(with_defaults(found, lang, day)), columns))


@click.command()
@click.option("-f", "--config-file", type=FILE, help="Instead of ./mkdocs.yml.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or one object a briefing.",
)
@user_errors_in_one_line
def diff(config_file: Path | None, form: str) -> None:
    """Say what a build would change in the findings of the briefings that stand."""
    from briefgen.build.diff import diff_project  # noqa: PLC0415
    from briefgen.site.publish import read_project  # noqa: PLC0415 - loads MkDocs

    differences, failed = diff_project(read_project(config_file))
    if form == "json":
        click.echo(harmless_json([item.as_json() for item in differences], indent=2))
    for item in differences if form == "text" else ():
        was = f" (was {item.was})" if item.was else ""
        click.echo(click.style(harmless_line(f"{item.name}{was}: {item.kind}"), bold=True))
        for change in item.changes:
            sign, colour = _SIGNS[change.kind]
            fields = [
                f"{name}: {_shown(change.before, name)} → {_shown(change.after, name)}"
                for name in change.after
                if change.kind == "changed"
            ]
            more = f" ({'; '.join(fields)})" if fields else ""
            line = harmless_line(f"{sign} {change.section}: {change.words}{more}")
            click.echo("  " + click.style(line, fg=colour))
    if form == "text":
        count = len(differences)
        click.echo("1 briefing differs" if count == 1 else f"{count} briefings differ")
    for failure in failed:
        complain(failure.error)
    if failed:
        sys.exit(EXIT_FAILED_INPUTS)


def _shown(fields: object, name: str) -> str:
    value = fields.get(name) if isinstance(fields, dict) else None
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
