"""`briefgen build`, `serve` and `check`: the whole project."""

from __future__ import annotations

import gc
import logging
import sys
from pathlib import Path

import click

from briefgen.build.project import HERE
from briefgen.build.seal import standing
from briefgen.build.store import Store
from briefgen.cli.ending import EXIT_FAILED_INPUTS, EXIT_STRICT, user_errors_in_one_line
from briefgen.cli.inputs import FILE
from briefgen.cli.output import Output, says
from briefgen.cli.printing import counted
from briefgen.cli.profiling import profiled
from briefgen.diagnostics import Severity, find_rule, rules
from briefgen.diagnostics.pages import page
from briefgen.nearest import remedy

_CONFIG = click.option("-f", "--config-file", type=FILE, help="Instead of ./mkdocs.yml.")


@click.command()
@_CONFIG
@click.option("-d", "--site-dir", type=FILE, help="Where the site goes, instead of `site_dir`.")
@click.option(
    "--part",
    default="",
    metavar="YEAR",
    help="Of yearly sites build this alone: a year, `undated`, or `root` for that of all years.",
)
@click.option("--strict", is_flag=True, help="Publish nothing when there is a warning.")
@click.option("-j", "--jobs", type=click.IntRange(min=0), default=0, help="Worker processes.")
@click.option(
    "--profile",
    type=FILE,
    help="Say where the time goes, keep the profile in this file (pstats); one process.",
)
@says(is_report=False)
def build(
    output: Output,
    config_file: Path | None,
    site_dir: Path | None,
    part: str,
    strict: bool,
    jobs: int,
    profile: Path | None,
) -> None:
    """Make the briefings of new and changed articles, then the site and its search index."""
    is_short = not (part or profile or output.verbose)
    done = standing(config_file, site_dir, strict=strict) if is_short else None
    if done is None:
        from briefgen.site.yearly import publish_all  # noqa: PLC0415 - loads MkDocs

        with output.progress() as shown, profiled(profile):
            jobs = HERE if profile else jobs
            done = publish_all(
                config_file, part=part, site_dir=site_dir, strict=strict, jobs=jobs, progress=shown
            )
    gc.freeze()  # nothing of it needs to end well, and looking for cycles takes a tenth of the time
    stages = ", ".join(f"{name} {seconds:.1f}" for name, seconds in done.seconds.items())
    whole = f"{done.site}: {sum(done.seconds.values()):.1f} s"
    output.summarise(f"{done.report.summary()}\nseconds: {stages}\n{whole}")
    if done.report.failed:
        sys.exit(EXIT_FAILED_INPUTS)


@click.command()
@_CONFIG
@click.option("-a", "--dev-addr", metavar="HOST:PORT", help="Instead of 127.0.0.1:8000.")
@click.option("-o", "--open", "open_browser", is_flag=True, help="Open the site in a browser.")
@says(is_report=False, has_formats=False)
def serve(
    output: Output, config_file: Path | None, dev_addr: str | None, open_browser: bool
) -> None:
    """Show the site and reload it when articles, theme or configuration change."""
    from briefgen.site.publish import preview  # noqa: PLC0415 - loads MkDocs

    if not output.quiet:
        logging.getLogger("mkdocs").setLevel(logging.INFO)
    preview(config_file, dev_addr=dev_addr, open_browser=open_browser)


@click.command()
@_CONFIG
@click.option("--strict", is_flag=True, help="End with code 3 when there is a warning.")
@says(is_report=True)
def check(output: Output, config_file: Path | None, strict: bool) -> None:
    """Say what is wrong with the articles and the configuration; write nothing."""
    from briefgen.build.check import check_articles  # noqa: PLC0415 - loads the engine
    from briefgen.site.publish import read_project  # noqa: PLC0415 - loads MkDocs

    project = read_project(config_file)
    with output.progress() as shown:
        checked = check_articles(project, progress=shown)
    for item in checked.diagnostics():
        output.tell(item)
    kinds = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "remark"}
    counts = ", ".join(counted(output.count(kind), word) for kind, word in kinds.items())
    output.summarise(f"{counted(checked.read, 'article')}: {counts}")
    if checked.failed:
        sys.exit(EXIT_FAILED_INPUTS)
    if strict and output.count(Severity.WARNING):
        sys.exit(EXIT_STRICT)


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Say what the message CODE means and what would do; without CODE, list them all."""
    if code is None:
        for rule in rules().values():
            click.echo(f"{rule.code}  {rule.severity:7}  {rule.title}")
        return
    rule_ = find_rule(code)
    if rule_ is None:
        known = [name for one in rules().values() for name in (one.code, one.name)]
        message = f"there is no message {code!r}; {remedy(code, known)}"
        raise click.UsageError(message)
    click.echo(page(rule_), nl=False)


@click.group()
def cache() -> None:
    """Show or clear what builds have computed once (`.briefgen/`)."""


@cache.command()
@_CONFIG
@user_errors_in_one_line
def info(config_file: Path | None) -> None:
    """Print where it lies and how large it is."""
    from briefgen.site.publish import read_project  # noqa: PLC0415 - loads MkDocs

    store = Store(read_project(config_file).store)
    usage = store.usage()
    click.echo(f"{store.root}: {usage.entries} entries, {usage.bytes / 1e6:.1f} MB")


@cache.command()
@_CONFIG
@click.option("-d", "--site-dir", type=FILE, help="Of the site there, instead of `site_dir`.")
@user_errors_in_one_line
def clear(config_file: Path | None, site_dir: Path | None) -> None:
    """Remove it, and what is known of the site; the next build computes everything again."""
    from briefgen.build.forget import forget_all  # noqa: PLC0415
    from briefgen.site.publish import read_places  # noqa: PLC0415 - loads MkDocs

    project, sites = read_places(config_file, site_dir)
    store = Store(project.store)
    usage = forget_all(store, sites)
    click.echo(f"{store.root}: removed {usage.entries} entries, {usage.bytes / 1e6:.1f} MB")
