"""The command line: the only room that prints."""

from __future__ import annotations

import click

from briefgen import __version__
from briefgen.cli.articles import correct, fetch, import_, new
from briefgen.cli.extract import evaluate, extract
from briefgen.cli.init import init
from briefgen.cli.publish import build, cache, check, serve


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefgen")
def main() -> None:
    """Turn news articles into structured briefings and a searchable site."""


for command in (init, build, serve, cache, new, check, import_, fetch, correct, extract, evaluate):
    main.add_command(command)
