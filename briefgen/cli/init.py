"""`briefgen init`: a newsroom that builds at once."""

from __future__ import annotations

from pathlib import Path

import click

from briefgen.cli.ending import user_errors_in_one_line
from briefgen.cli.inputs import FILE


@click.command()
@click.argument("folder", type=FILE, default=Path())
@user_errors_in_one_line
def init(folder: Path) -> None:
    """Begin a newsroom in FOLDER: configuration, an article, continuous integration."""
    from briefgen.starter import begin_newsroom  # noqa: PLC0415

    for path in begin_newsroom(folder):
        click.echo(path.as_posix())
    where = "" if folder == Path() else f"cd {folder} && "
    click.echo(f"Now: {where}briefgen serve")
