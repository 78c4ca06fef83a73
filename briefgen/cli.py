"""The command line: the only room that prints.

Exit codes: 0 done; 1 some inputs failed, the others are done; 2 wrong usage or
configuration; 3 `--strict` met a warning; 4 the machine lacks something.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from difflib import get_close_matches
from functools import wraps
from itertools import groupby, islice
from pathlib import Path
from typing import Any, ParamSpec

import click

from briefgen import __version__
from briefgen.errors import (
    BriefgenError,
    ConfigError,
    EnvironmentMissingError,
    InputError,
    StrictError,
)
from briefgen.model import UNKNOWN_LANGUAGE, Article

EXIT_FAILED_INPUTS = 1
EXIT_USAGE = 2
EXIT_STRICT = 3
EXIT_ENVIRONMENT = 4

P = ParamSpec("P")

_FILE = click.Path(path_type=Path)
_MIN_LINES = 100  # articles; fewer are done before a line is read


def _user_errors_in_one_line(command: Callable[P, None]) -> Callable[P, None]:
    """Turn errors that a user can mend into a line and an exit code; ours keep a traceback."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except BriefgenError as error:
            _complain(error)
            sys.exit(_exit_code(error))

    return run


def _exit_code(error: BriefgenError) -> int:
    if isinstance(error, EnvironmentMissingError):
        return EXIT_ENVIRONMENT
    if isinstance(error, ConfigError):
        return EXIT_USAGE
    if isinstance(error, StrictError):
        return EXIT_STRICT
    return EXIT_FAILED_INPUTS


def _complain(error: BriefgenError) -> None:
    click.echo(f"error: {error}", err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefgen")
def main() -> None:
    """Turn news articles into structured briefings and a searchable site."""


@main.command()
@click.argument("articles", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "json"]),
    default="jsonl",
    show_default=True,
    help="One object a line, or one list.",
)
@click.option("--lang", help="Language of the articles, where they do not say (ISO 639-1).")
@click.option(
    "--published",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Publication date of the articles, where they do not say.",
)
@_user_errors_in_one_line
def extract(
    articles: tuple[str, ...], form: str, lang: str | None, published: dt.datetime | None
) -> None:
    """Print the briefing of each of ARTICLES as JSON ("-": JSON lines from standard input)."""
    from briefgen.pipeline import brief  # noqa: PLC0415 - loads the language engine
    from briefgen.render import briefing_to_json  # noqa: PLC0415

    day = published.date() if published else None
    failed = False
    found: list[dict[str, Any]] = []
    for article in _read_all(articles):
        if isinstance(article, InputError):
            _complain(article)
            failed = True
            continue
        data = briefing_to_json(brief(_with_defaults(article, lang, day)))
        if form == "jsonl":
            click.echo(json.dumps(data, ensure_ascii=False))
        else:
            found.append(data)
    if form == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    if failed:
        sys.exit(EXIT_FAILED_INPUTS)


def _read_all(articles: Sequence[str]) -> Iterator[Article | InputError]:
    from briefgen.readers import read  # noqa: PLC0415 - spares `--help` the parsers
    from briefgen.readers.corpus import read_corpus  # noqa: PLC0415

    for name in articles:
        if name == "-":
            yield from read_corpus(sys.stdin)
            continue
        try:
            yield from read(Path(name))
        except InputError as error:
            yield error


def _with_defaults(article: Article, lang: str | None, published: dt.date | None) -> Article:
    """Fill in what the article itself does not say."""
    if article.language == UNKNOWN_LANGUAGE and lang:
        article = replace(article, language=lang)
    if article.published is None and published:
        article = replace(article, published=published)
    return article


@main.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--errors", default=0, metavar="N", help="List up to N errors of each kind.")
@_user_errors_in_one_line
def evaluate(gold: Path, errors: int) -> None:
    """Print how good the briefings of the annotated articles in GOLD are."""
    from briefgen.evaluation import read_gold, score  # noqa: PLC0415
    from briefgen.pipeline import brief  # noqa: PLC0415 - loads the language engine

    articles = read_gold(gold)
    scores = score((annotated, brief(annotated.article)) for annotated in articles)
    click.echo(f"{len(articles)} articles")
    for name, figure in sorted(scores.figures.items()):
        click.echo(
            f"{name:14} P {100 * figure.precision:5.1f}  R {100 * figure.recall:5.1f}  "
            f"F1 {100 * figure.f1:5.1f}   gold {figure.gold:4}  found {figure.found:4}"
        )
    by_kind = sorted(scores.misses, key=lambda miss: miss.kind)
    for kind, misses in groupby(by_kind, key=lambda miss: miss.kind):
        for miss in islice(misses, errors):
            change = f": {miss.got!r}, not {miss.wanted!r}" if miss.got or miss.wanted else ""
            click.echo(f"  {kind}: {miss.article}: {miss.words}{change}")


@main.command()
@click.option("-f", "--config-file", type=_FILE, help="Instead of ./mkdocs.yml.")
@click.option("-d", "--site-dir", type=_FILE, help="Where the site goes, instead of `site_dir`.")
@click.option("--strict", is_flag=True, help="Publish nothing when there is a warning.")
@click.option("-j", "--jobs", type=click.IntRange(min=0), default=0, help="Worker processes.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors and warnings only.")
@_user_errors_in_one_line
def build(
    config_file: Path | None, site_dir: Path | None, strict: bool, jobs: int, quiet: bool
) -> None:
    """Make the briefings of new and changed articles, then the site and its search index."""
    from briefgen.site.publish import publish  # noqa: PLC0415 - loads MkDocs

    _print_log()
    with _progress_bar(quiet) as progress:
        done = publish(config_file, site_dir=site_dir, strict=strict, jobs=jobs, progress=progress)
    if not quiet:
        click.echo(f"{done.report.summary()}\n{done.site}: {sum(done.seconds.values()):.1f} s")
    if done.report.failed:
        sys.exit(EXIT_FAILED_INPUTS)


@main.command()
@click.option("-f", "--config-file", type=_FILE, help="Instead of ./mkdocs.yml.")
@click.option("-a", "--dev-addr", metavar="HOST:PORT", help="Instead of 127.0.0.1:8000.")
@click.option("-o", "--open", "open_browser", is_flag=True, help="Open the site in a browser.")
@_user_errors_in_one_line
def serve(config_file: Path | None, dev_addr: str | None, open_browser: bool) -> None:
    """Show the site and reload it when articles, theme or configuration change."""
    from briefgen.site.publish import preview  # noqa: PLC0415 - loads MkDocs

    _print_log(logging.INFO)
    preview(config_file, dev_addr=dev_addr, open_browser=open_browser)


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
        return f"{record.levelname.lower()}: {record.getMessage()}"


@contextmanager
def _progress_bar(quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """Yield what draws a bar on a terminal, and a line for every tenth elsewhere."""
    if quiet:
        yield None
        return
    if not sys.stderr.isatty():
        yield _print_tenths
        return
    with ExitStack() as stack:
        bars: list[Any] = []

        def draw(done: int, total: int) -> None:
            if not bars:
                bar = click.progressbar(length=total, label="Extracting", file=sys.stderr)
                bars.append(stack.enter_context(bar))
            bars[0].update(done - bars[0].pos)

        yield draw


def _print_tenths(done: int, total: int) -> None:
    if done * 10 // total != (done - 1) * 10 // total and total >= _MIN_LINES:
        click.echo(f"extracted {done} of {total} articles", err=True)


@main.command("import")
@click.argument("paths", nargs=-1, required=True, type=_FILE)
@click.option(
    "--into",
    type=_FILE,
    default=Path("content/articles"),
    show_default=True,
    help="Folder of the article files.",
)
@click.option("--lang", help="Language of the articles, where they do not say (ISO 639-1).")
@click.option(
    "--published",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Publication date of the articles, where they do not say.",
)
@_user_errors_in_one_line
def import_(
    paths: tuple[Path, ...], into: Path, lang: str | None, published: dt.datetime | None
) -> None:
    """Turn files at PATHS, of any readable format, into article files; edited ones stay."""
    from briefgen.readers.importing import import_article  # noqa: PLC0415
    from briefgen.readers.inbox import find_inputs  # noqa: PLC0415

    day = published.date() if published else None
    failed = False
    for found in _read_all([str(path) for path in find_inputs(paths)]):
        if isinstance(found, InputError):
            _complain(found)
            failed = True
            continue
        imported = import_article(_with_defaults(found, lang, day), into)
        click.echo(f"{imported.outcome}: {imported.path.as_posix()}")
    if failed:
        sys.exit(EXIT_FAILED_INPUTS)


@main.command()
@click.argument("slug")
@click.option(
    "--content",
    type=_FILE,
    default=Path("content"),
    show_default=True,
    help="Folder of articles and briefings.",
)
@_user_errors_in_one_line
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
