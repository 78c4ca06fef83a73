"""The command line: the only room that prints."""

from __future__ import annotations

import os
import signal
from typing import Any

import click

from briefgen import __version__
from briefgen.build.garbage import seldom_collected
from briefgen.cli.articles import correct, fetch, import_, new
from briefgen.cli.ending import EXIT_STOPPED
from briefgen.cli.extract import evaluate, extract
from briefgen.cli.init import init
from briefgen.cli.look import diff, show
from briefgen.cli.migrate import migrate
from briefgen.cli.printing import say
from briefgen.cli.publish import build, cache, check, explain, serve
from briefgen.cli.shards import merge
from briefgen.cli.shell import completion, schema_
from briefgen.nearest import remedy


class _Commands(click.Group):
    """Names the command that was meant, whatever the version of click."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that *args* begin with."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            ctx.fail(f"no such command '{args[0]}'; {remedy(args[0], self.list_commands(ctx))}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; Ctrl-C ends it in one line, what it finished stays."""
        try:
            with seldom_collected():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # one line, however often it is pressed
            say("stopped; what was finished is kept", to_error=True)
            ctx.exit(EXIT_STOPPED)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefgen")
@click.pass_context
def main(context: click.Context) -> None:
    """Turn news articles into structured briefings and a searchable site."""
    if os.environ.get("NO_COLOR"):  # https://no-color.org
        context.color = False


_PROJECT = (init, build, serve, cache, check, explain, diff, migrate, merge, schema_, completion)
_ARTICLES = (new, import_, fetch, correct, extract, evaluate, show)

for command in _PROJECT + _ARTICLES:
    main.add_command(command)
