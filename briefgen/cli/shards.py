"""`briefgen extract --shard`, `--dask` and `briefgen merge`: one project on many machines."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from briefgen.build import Project
from briefgen.cli.ending import EXIT_FAILED_INPUTS, complain, user_errors_in_one_line
from briefgen.cli.inputs import FILE
from briefgen.cli.printing import harmless_lines, say
from briefgen.cli.progress import progress


def extract_project(
    shard: str | None,
    dask: str | None,
    *,
    config_file: Path | None,
    jobs: int,
    store: Path | None,
    quiet: bool,
) -> None:
    """Brief the articles of *shard*, or all, into the project's store; print what was done."""
    from briefgen.build.cluster import on_cluster  # noqa: PLC0415 - loads the engine
    from briefgen.build.shards import WHOLE, extract_shard, parse_shard  # noqa: PLC0415

    part = parse_shard(shard) if shard else WHOLE
    folder = store.absolute() if store else None
    project = replace(_project(config_file), jobs=jobs, store_folder=folder)
    runner = on_cluster(dask, project.seconds_per_article) if dask else None
    with progress(quiet) as shown:
        done = extract_shard(project, part, progress=shown, runner=runner)
    for failure in done.failed:
        complain(failure.error)
        if failure.traceback:
            click.echo(harmless_lines(failure.traceback), err=True)
    if not quiet:
        click.echo(f"{done.summary()}\n{project.store}")
    if done.failed:
        sys.exit(EXIT_FAILED_INPUTS)


def _project(config_file: Path | None) -> Project:
    from briefgen.site.publish import read_project  # noqa: PLC0415 - loads MkDocs

    return read_project(config_file)


@click.command()
@click.argument("folders", nargs=-1, metavar="[DIR]...", type=FILE)
@click.option("-f", "--config-file", type=FILE, help="Instead of ./mkdocs.yml.")
@user_errors_in_one_line
def merge(folders: tuple[Path, ...], config_file: Path | None) -> None:
    """Bring the shards in each DIR into the project's store, for `briefgen build` to find.

    Without DIR, look over the shards that were extracted straight into the store.
    """
    from briefgen.build.merge import merge_shards  # noqa: PLC0415

    merged = merge_shards(_project(config_file), folders)
    for line in merged.remarks:
        say(f"warning: {line}", to_error=True)
    for line in merged.faults:
        say(f"error: {line}", to_error=True)
    if merged.shards:
        click.echo(merged.summary())
    if merged.faults:
        sys.exit(EXIT_FAILED_INPUTS)
