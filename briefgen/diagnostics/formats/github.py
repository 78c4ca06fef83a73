"""Workflow commands of GitHub Actions, which become annotations beside the changed lines."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.diagnostics.diagnostic import Diagnostic
from briefgen.diagnostics.rules import Severity
from briefgen.errors import one_line

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(diagnostics: Sequence[Diagnostic]) -> str:
    """Return one command a line; nothing in a message can end it or begin another."""
    return "".join(f"{_command(item)}\n" for item in diagnostics)


def _command(item: Diagnostic) -> str:
    properties = {"title": f"{item.code} {item.rule.title}"}
    if item.path:
        place = {"file": item.path, "line": str(item.line), "col": str(item.column)}
        properties = place | properties
    shown = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[item.severity]} {shown}::{_data(item.message)}"


def _data(text: str) -> str:
    # Line ends and controls are blanks; then the escapes of actions/toolkit, `escapeData`.
    return one_line(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    # And the two more of `escapeProperty`.
    return _data(text).replace(":", "%3A").replace(",", "%2C")
