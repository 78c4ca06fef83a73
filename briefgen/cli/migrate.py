"""`briefgen migrate`: front matter of older habits, a configuration of another version."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from briefgen.cli.ending import EXIT_FAILED_INPUTS, complain, user_errors_in_one_line
from briefgen.cli.inputs import FILE
from briefgen.cli.printing import counted, say
from briefgen.errors import InputError


@click.command()
@click.option("-f", "--config-file", type=FILE, help="Instead of ./mkdocs.yml.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would change; write nothing.")
@user_errors_in_one_line
def migrate(config_file: Path | None, dry_run: bool) -> None:
    """Rename keys of the articles' front matter that go by older or other tools' names.

    A configuration whose `version` this briefgen does not know is refused with a reason.
    """
    from briefgen.build.find import find_articles  # noqa: PLC0415
    from briefgen.build.store import write_atomically  # noqa: PLC0415
    from briefgen.readers.migrate import migrate_article  # noqa: PLC0415
    from briefgen.site.publish import read_project  # noqa: PLC0415 - loads MkDocs

    project = read_project(config_file)  # refuses a version it does not know
    found, _ = find_articles(project.articles, project.root)
    changed = failed = 0
    for item in found:
        path = project.articles / item.name
        if path.suffix.lower() not in {".md", ".markdown", ".txt", ".text"}:
            continue
        shown = path.relative_to(project.root).as_posix()
        try:
            migrated = migrate_article(path, shown)
        except InputError as error:
            complain(error)
            failed += 1
            continue
        if migrated.renamed:
            changed += 1
            say(f"{shown}: " + ", ".join(f"{old} → {new}" for old, new in migrated.renamed))
            if not dry_run:
                write_atomically(path, migrated.text.encode("utf-8"))
    click.echo(f"{counted(changed, 'article')} {'would change' if dry_run else 'changed'}")
    if failed:
        sys.exit(EXIT_FAILED_INPUTS)
