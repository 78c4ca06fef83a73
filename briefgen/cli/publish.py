"""`briefgen build`, `serve` and `check`: the whole project."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import click

from briefgen.build.lock import locked
from briefgen.build.store import Store
from briefgen.cli.ending import EXIT_FAILED_INPUTS, EXIT_STRICT, complain, user_errors_in_one_line
from briefgen.cli.inputs import FILE
from briefgen.cli.printing import harmless_lines, say
from briefgen.cli.profiling import profiled
from briefgen.cli.progress import progress


@click.command()
@click.option("-f", "--config-file", type=FILE, help="Instead of ./mkdocs.yml.")
@click.option("-d", "--site-dir", type=FILE, help="Where the site goes, instead of `site_dir`.")
@click.option(
    "--part",
    default="",
    metavar="YEAR",
    help="Of yearly sites build this alone: a year, `undated`, or `root` for that of all years.",
)
@click.option("--strict", is_flag=True, help="Publish nothing when there is a warning.")
@click.option("-j", "--jobs", type=click.IntRange(min=0), default=0, help="Worker processes.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors and warnings only.")
@click.option(
    "--profile",
    type=FILE,
    help="Say where the time goes, keep the profile in this file (pstats); one process.",
)
@user_errors_in_one_line
def build(
    config_file: Path | None,
    site_dir: Path | None,
    part: str,
    strict: bool,
    jobs: int,
    quiet: bool,
    profile: Path | None,
) -> None:
    """Make the briefings of new and changed articles, then the site and its search index."""
    from briefgen.site.yearly import publish_all  # noqa: PLC0415 - loads MkDocs

    _print_log()
    with progress(quiet) as shown, profiled(profile):
        jobs = 1 if profile else jobs
        done = publish_all(
            config_file, part=part, site_dir=site_dir, strict=strict, jobs=jobs, progress=shown
        )
    if not quiet:
        stages = ", ".join(f"{name} {seconds:.1f}" for name, seconds in done.seconds.items())
        click.echo(f"{done.report.summary()}\nseconds: {stages}")
        click.echo(f"{done.site}: {sum(done.seconds.values()):.1f} s")
    if done.report.failed:
        sys.exit(EXIT_FAILED_INPUTS)


@click.command()
@click.option("-f", "--config-file", type=FILE, help="Instead of ./mkdocs.yml.")
@click.option("-a", "--dev-addr", metavar="HOST:PORT", help="Instead of 127.0.0.1:8000.")
@click.option("-o", "--open", "open_browser", is_flag=True, help="Open the site in a browser.")
@user_errors_in_one_line
def serve(config_file: Path | None, dev_addr: str | None, open_browser: bool) -> None:
    """Show the site and reload it when articles, theme or configuration change."""
    from briefgen.site.publish import preview  # noqa: PLC0415 - loads MkDocs

    _print_log(logging.INFO)
    preview(config_file, dev_addr=dev_addr, open_browser=open_browser)


@click.command()
@click.option("-f", "--config-file", type=FILE, help="Instead of ./mkdocs.yml.")
@click.option("--strict", is_flag=True, help="End with code 3 when there is a remark.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@user_errors_in_one_line
def check(config_file: Path | None, strict: bool, quiet: bool) -> None:
    """Say what is wrong with the articles and the configuration; write nothing."""
    from briefgen.build.check import check_articles  # noqa: PLC0415 - loads the engine
    from briefgen.site.publish import read_project  # noqa: PLC0415 - loads MkDocs

    with progress(quiet) as shown:
        checked = check_articles(read_project(config_file), progress=shown)
    for failure in checked.failed:
        complain(failure.error)
        if failure.traceback:
            click.echo(harmless_lines(failure.traceback), err=True)
    if not quiet:
        for remark in checked.remarks:
            say(f"{remark.path}: {remark.note.message} [{remark.note.code}]")
        counts = f"{len(checked.failed)} failed, {len(checked.remarks)} remarks"
        click.echo(f"{checked.read} articles: {counts}")
    if checked.failed:
        sys.exit(EXIT_FAILED_INPUTS)
    if strict and checked.remarks:
        sys.exit(EXIT_STRICT)


@click.group()
def cache() -> None:
    """Show or clear what builds have computed once (`.briefgen/`)."""


@cache.command()
@click.option("-f", "--config-file", type=FILE, help="Instead of ./mkdocs.yml.")
@user_errors_in_one_line
def info(config_file: Path | None) -> None:
    """Print where it lies and how large it is."""
    store = _store(config_file)
    usage = store.usage()
    click.echo(f"{store.root}: {usage.entries} entries, {usage.bytes / 1e6:.1f} MB")


@cache.command()
@click.option("-f", "--config-file", type=FILE, help="Instead of ./mkdocs.yml.")
@user_errors_in_one_line
def clear(config_file: Path | None) -> None:
    """Remove it; the next build computes everything again."""
    store = _store(config_file)
    with locked(store.root / "lock"):
        usage = store.clear()
    click.echo(f"{store.root}: removed {usage.entries} entries, {usage.bytes / 1e6:.1f} MB")


def _store(config_file: Path | None) -> Store:
    from briefgen.site.publish import read_project  # noqa: PLC0415 - loads MkDocs

    return Store(read_project(config_file).store)


def _print_log(level: int = logging.WARNING) -> None:
    """Print what MkDocs and the plugin log, on one line each, to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(_LogLine())
    logger = logging.getLogger("mkdocs")
    logger.setLevel(level)
    logger.handlers[:] = [handler]
    logger.propagate = False


class _LogLine(logging.Formatter):
    """``error: message``, as our own errors look."""

    def format(self, record: logging.LogRecord) -> str:
        return harmless_lines(f"{record.levelname.lower()}: {record.getMessage()}")
