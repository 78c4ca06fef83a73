"""Many articles: what changed, where the work runs, what is kept, how a site is swapped in.

Nothing is loaded before it is used: a build that has nothing to do needs little of it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefgen.build.briefings import build_briefings
    from briefgen.build.load import load_briefing
    from briefgen.build.lock import BusyError
    from briefgen.build.project import Project
    from briefgen.build.report import Failure, Remark, Report

__all__ = [
    "BusyError",
    "Failure",
    "Project",
    "Remark",
    "Report",
    "build_briefings",
    "load_briefing",
]

_HOMES = {
    "build_briefings": "briefings",
    "load_briefing": "load",
    "BusyError": "lock",
    "Project": "project",
    "Failure": "report",
    "Remark": "report",
    "Report": "report",
}
"module of each name"


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"briefgen.build.{_HOMES[name]}"), name)
    message = f"module 'briefgen.build' has no attribute {name!r}"
    raise AttributeError(message)
