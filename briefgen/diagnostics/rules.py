"""The registry of messages: what each code means, with an example and a remedy."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Severity(StrEnum):
    """How bad it is: an error costs an article or the build, a warning fails `--strict`."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of message."""

    name: str
    "as the code calls it, ``no-title``"
    code: str
    "as people see it, ``BG010``; never used for anything else"
    severity: Severity
    title: str
    explanation: str
    example: str
    remedy: str
    file: str = ""
    "name of a file that `example` is the content of; empty when it is a message"


@cache
def rules() -> Mapping[str, Rule]:
    """Return every rule by its name, in the order of codes."""
    data = tomllib.loads((files(__package__) / "registry.toml").read_text("utf-8"))
    made = [
        Rule(name=name, **{**row, "severity": Severity(row["severity"])})
        for name, row in data.items()
    ]
    return {rule.name: rule for rule in sorted(made, key=lambda rule: rule.code)}


def find_rule(word: str) -> Rule | None:
    """Return the rule of that name or code (in any case); None when there is none."""
    wanted = word.strip().casefold()
    return next((r for r in rules().values() if wanted in (r.name, r.code.casefold())), None)
