"""The command line: the only room that prints."""

from __future__ import annotations

import click

from briefgen import __version__
from briefgen.cli.articles import correct, fetch, import_, new
from briefgen.cli.extract import evaluate, extract
from briefgen.cli.init import init
from briefgen.cli.publish import build, cache, check, serve
from briefgen.cli.shards import merge


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefgen")
def main() -> None:
    """Turn news articles into structured briefings and a searchable site."""


_PROJECT = (init, build, serve, cache, check, merge)
_ARTICLES = (new, import_, fetch, correct, extract, evaluate)

for command in _PROJECT + _ARTICLES:
    main.add_command(command)
