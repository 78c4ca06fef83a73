"""`briefgen new`, `import`, `fetch`, `correct`: the files that a newsroom writes."""

from __future__ import annotations

import datetime as dt
import sys
from difflib import get_close_matches
from pathlib import Path

import click
from click.core import ParameterSource

from briefgen.cli.ending import EXIT_FAILED_INPUTS, complain, user_errors_in_one_line
from briefgen.cli.inputs import FILE, LANGUAGE, PUBLISHED, read_all, with_defaults
from briefgen.cli.printing import say
from briefgen.diagnostics import of_note
from briefgen.errors import InputError
from briefgen.model import Article


def _inside_a_project(context: click.Context, _: click.Parameter, into: Path) -> Path:
    """Return the folder *into*; where nobody named one, there must be a project here."""
    named = context.get_parameter_source("into") is not ParameterSource.DEFAULT
    if named or into.is_dir() or Path("mkdocs.yml").is_file():
        return into
    message = "there is no mkdocs.yml here; run `briefgen init .`, or name a folder with --into"
    raise click.UsageError(message)


_INTO = click.option(
    "--into",
    type=FILE,
    default=Path("content/articles"),
    show_default=True,
    callback=_inside_a_project,
    help="Folder of the article files.",
)


@click.command()
@click.argument("title")
@click.option("--lang", help="Language (ISO 639-1); else told from the words.")
@click.option(
    "--published",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Publication date, instead of today.",
)
@_INTO
@user_errors_in_one_line
def new(title: str, lang: str | None, published: dt.datetime | None, into: Path) -> None:
    """Begin an article called TITLE and print the name of its file."""
    from briefgen.readers.beginning import begin_article  # noqa: PLC0415

    day = (published or dt.datetime.now().astimezone()).date()
    path = begin_article(into, title, day, lang)
    click.echo(path.as_posix())
    if sys.stdin.isatty():
        click.edit(filename=str(path))


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=FILE)
@_INTO
@LANGUAGE
@PUBLISHED
@user_errors_in_one_line
def import_(
    paths: tuple[Path, ...], into: Path, lang: str | None, published: dt.datetime | None
) -> None:
    """Turn files at PATHS, of any readable format, into article files; edited ones stay."""
    from briefgen.readers.inbox import find_inputs  # noqa: PLC0415

    day = published.date() if published else None
    failed = False
    for found in read_all([str(path) for path in find_inputs(paths)]):
        if isinstance(found, InputError):
            complain(found)
            failed = True
            continue
        _keep(with_defaults(found, lang, day), into)
    if failed:
        sys.exit(EXIT_FAILED_INPUTS)


@click.command()
@click.argument("urls", nargs=-1, required=True)
@_INTO
@user_errors_in_one_line
def fetch(urls: tuple[str, ...], into: Path) -> None:
    """Save the articles at URLS as article files: the only command that uses the network."""
    from briefgen.readers.fetching import fetch_articles  # noqa: PLC0415

    failed = False
    for url in urls:
        try:
            articles = fetch_articles(url)
        except InputError as error:
            complain(error)
            failed = True
            continue
        for article in articles:
            _keep(article, into)
    if failed:
        sys.exit(EXIT_FAILED_INPUTS)


def _keep(article: Article, into: Path) -> None:
    """Write *article* to a file below *into*, and say so."""
    from briefgen.readers.importing import import_article  # noqa: PLC0415

    imported = import_article(article, into)
    say(f"{imported.outcome}: {imported.path.as_posix()}")
    for note in article.notes:
        if note.code == "passed-over":  # not on this article, but on what is none
            say(str(of_note(note, article.source.path)), to_error=True)


@click.command()
@click.argument("slug")
@click.option(
    "--content",
    type=FILE,
    default=Path("content"),
    show_default=True,
    help="Folder of articles and briefings.",
)
@user_errors_in_one_line
def correct(slug: str, content: Path) -> None:
    """Open the corrections of the briefing SLUG, with what was found as comments."""
    from briefgen.corrections import corrections_path, corrections_template  # noqa: PLC0415
    from briefgen.render import read_briefing  # noqa: PLC0415

    path = corrections_path(content, slug)
    if not path.exists():
        briefing = _briefing_file(content, slug)
        text = corrections_template(read_briefing(briefing.read_text("utf-8"), str(briefing)))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    click.echo(path.as_posix())
    if sys.stdin.isatty():
        click.edit(filename=str(path))


def _briefing_file(content: Path, slug: str) -> Path:
    found = sorted((content / "briefings").rglob("*.md"))
    for path in found:
        if path.stem == slug:
            return path
    near = ", ".join(get_close_matches(slug, [path.stem for path in found], 3))
    remedy = f"did you mean {near}?" if near else "run `briefgen build` first"
    message = f"there is no briefing '{slug}'; {remedy}"
    raise InputError(message)
