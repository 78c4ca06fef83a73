"""What a command says while it works: messages in the form asked for, log lines, a summary."""

from __future__ import annotations

import datetime as dt
import logging
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec

import click

from briefgen.build.project import Progress
from briefgen.build.report import said_of_many
from briefgen.cli.ending import exit_code
from briefgen.cli.printing import harmless_json, harmless_line, harmless_lines
from briefgen.cli.progress import progress
from briefgen.diagnostics import FORMATS, Diagnostic, Severity, of_error, of_log, write
from briefgen.errors import BriefgenError
from briefgen.readers.input import display_name

P = ParamSpec("P")

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_HASHES = {"github": "# #", "junit": "#&#35;"}
"how a document writes ##, which some runners take for a command; in JSON it is escaped"
_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING}


@dataclass(slots=True)
class Output:
    """The voice of one command.

    Text is printed as it comes; the other forms are one document on standard output, printed
    when the command ends, whatever ends it.
    """

    form: str = "text"
    quiet: bool = False
    "say errors and warnings only"
    verbose: bool = False
    "say what would do about each, and what MkDocs tells besides"
    is_json_log: bool = False
    is_report: bool = False
    "the messages are what the command is for: text goes to standard output"
    root: Path = field(default_factory=Path)
    "folder that relative paths of messages are below"
    told: list[Diagnostic] = field(default_factory=list)
    _known: set[Diagnostic] = field(default_factory=set)
    _pending: list[Diagnostic] = field(default_factory=list)
    "errors that MkDocs logged, dropped when the command ends with one that tells more"

    def tell(self, item: Diagnostic) -> None:
        """Say *item*, now or at the end."""
        if item.severity is Severity.INFO and (self.quiet or not (self.is_report or self.verbose)):
            return
        item = replace(item, path=self._shown(item.path))
        if item in self._known:  # the configuration is read more than once in a command
            return
        self._known.add(item)
        self.told.append(item)
        if self.form != "text":
            return
        if self.is_json_log and not self.is_report:
            self._log_line(_LEVELS.get(item.severity, logging.INFO), item.message, item)
            return
        click.echo(self._text(item), err=not self.is_report)

    def say(self, message: str, *, level: int = logging.INFO) -> None:
        """Say *message* on standard error, as a log line."""
        if level < logging.WARNING and self.quiet:
            return
        if self.is_json_log:
            self._log_line(level, message)
        else:
            click.echo(harmless_lines(message), err=True)

    def progress(self) -> AbstractContextManager[Progress | None]:
        """Return what shows how far the command is."""
        return progress(self.quiet, self.say if self.is_json_log else None)

    def summarise(self, message: str) -> None:
        """Say what was done: on standard output unless a document goes there."""
        if self.quiet:
            return
        if self.form == "text" and not self.is_json_log:
            click.echo(message)
        else:
            for line in message.splitlines():
                self.say(line)

    def count(self, severity: Severity) -> int:
        """Return how many messages of *severity* were said."""
        return sum(item.severity is severity for item in self.told)

    def hear(self, record: logging.LogRecord) -> None:
        """Say what was logged by MkDocs, a plugin of it, or ours."""
        known: list[Diagnostic] = getattr(record, "diagnostics", [])
        if len(known) > 1 and self.form == "text" and not self.is_report:
            self.tell(replace(known[0], path=None, message=said_of_many(known)))
        elif known:
            for item in known:
                self.tell(item)
        elif record.levelno >= logging.ERROR:
            self._pending.append(of_log(record.getMessage(), is_error=True))
        elif record.levelno >= logging.WARNING:
            self.tell(of_log(record.getMessage(), is_error=False))
        else:
            self.say(record.getMessage(), level=record.levelno)

    def fail(self, error: BriefgenError) -> None:
        """Say the error that ends the command."""
        self._pending.clear()
        for item in of_error(error):
            self.tell(item)

    def close(self) -> None:
        """Print the document, if one was asked for."""
        for item in self._pending:
            self.tell(item)
        self._pending.clear()
        if self.form != "text":
            document = write(self.form, self.told)
            click.echo(document.replace("##", _HASHES.get(self.form, "#\\u0023")), nl=False)

    def _shown(self, path: str | None) -> str | None:
        """Return *path* as seen from the current folder."""
        return None if path is None else display_name(self.root / path, Path.cwd())

    def _text(self, item: Diagnostic) -> str:
        place = f"{harmless_line(item.place)}: " if item.path else ""
        colour = _COLOURS[item.severity]
        head = click.style(f"{item.severity}[{item.code}]", fg=colour, bold=True)
        lines = [f"{click.style(place, bold=True)}{head}: {harmless_line(item.message)}"]
        if self.verbose:
            lines.append(f"  {item.rule.title}. {item.rule.remedy}")
        if item.traceback:
            lines += [f"| {harmless_line(line)}" for line in item.traceback.splitlines()]
        return "\n".join(lines)

    def _log_line(self, level: int, message: str, item: Diagnostic | None = None) -> None:
        data: dict[str, Any] = {
            "time": dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds"),
            "level": logging.getLevelName(level).lower(),
            "message": message,
        }
        if item:
            place = {"path": item.path, "line": item.line, "column": item.column}
            data |= {"code": item.code, **place, "traceback": item.traceback}
        click.echo(harmless_json(data), err=True)


def says(
    *, is_report: bool, has_formats: bool = True
) -> Callable[[Callable[Concatenate[Output, P], None]], Callable[..., None]]:
    """Give a command an `Output`, the options that shape it, and an end in good order.

    An error that a user can mend becomes a message and an exit code; ours keep a traceback.
    """

    def decorate(command: Callable[Concatenate[Output, P], None]) -> Callable[..., None]:
        @wraps(command)
        def run(*args: P.args, **kwargs: P.kwargs) -> None:
            output = Output(
                form=str(kwargs.pop("form", "text")),
                quiet=bool(kwargs.pop("quiet")),
                verbose=bool(kwargs.pop("verbose")),
                is_json_log=kwargs.pop("log_format") == "json",
                is_report=is_report,
                root=_root(kwargs.get("config_file")),
            )
            _listen(output)
            code = 0
            try:
                command(output, *args, **kwargs)
            except BriefgenError as error:
                output.fail(error)
                code = exit_code(error)
            finally:
                output.close()
            if code:
                sys.exit(code)

        wrapped: Callable[..., None] = run
        for option in _OPTIONS if has_formats else _OPTIONS[:-1]:
            wrapped = option(wrapped)
        return wrapped

    return decorate


_OPTIONS = (
    click.option(
        "--log-format",
        type=click.Choice(["text", "json"]),
        default="text",
        help="How lines on standard error look: for people, or one JSON object each.",
    ),
    click.option("-v", "--verbose", is_flag=True, help="Say what would do, and what MkDocs tells."),
    click.option("-q", "--quiet", is_flag=True, help="Say errors and warnings only."),
    click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="text",
        show_default=True,
        help="Of the messages: for people, or a document for a machine on standard output.",
    ),
)


def _root(config_file: object) -> Path:
    return config_file.parent if isinstance(config_file, Path) else Path()


def _listen(output: Output) -> None:
    """Have *output* hear what MkDocs and its plugins log."""
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.INFO if output.verbose else logging.WARNING)
    ours = logging.getLogger("mkdocs.plugins.briefgen")
    ours.setLevel(logging.DEBUG if output.verbose else logging.NOTSET)
    logger.handlers[:] = [_Ear(output)]
    logger.propagate = False


class _Ear(logging.Handler):
    """Hands every record to an output."""

    def __init__(self, output: Output) -> None:
        super().__init__()
        self.output = output

    def emit(self, record: logging.LogRecord) -> None:
        """Hand *record* on."""
        self.output.hear(record)
