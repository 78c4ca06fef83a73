"""`briefgen schema` and `completion`: what editors and shells need to know."""

from __future__ import annotations

import json

import click

from briefgen.schemas import NAMES, schema


@click.command("schema")
@click.argument("name", type=click.Choice(NAMES))
def schema_(name: str) -> None:
    """Print the JSON Schema NAME, for editors that complete and check as you type."""
    click.echo(json.dumps(schema(name), ensure_ascii=False, indent=2))


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print what makes SHELL complete commands and options: source it in your profile."""
    from click.shell_completion import get_completion_class  # noqa: PLC0415

    kind = get_completion_class(shell)
    if kind is not None:
        program = context.find_root().command
        click.echo(kind(program, {}, "briefgen", "_BRIEFGEN_COMPLETE").source())
