"""News articles to structured briefings: key actors, timeline, quotes.

    for article in briefgen.read("article.md"):
        briefing = briefgen.brief(article)
        print(briefgen.render(briefing))

Nothing is loaded before it is used.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefgen.api import brief, extract, read, render
    from briefgen.errors import BriefgenError, ConfigError, EnvironmentMissingError, InputError
    from briefgen.model import (
        Actor,
        Article,
        Briefing,
        Event,
        Finding,
        Findings,
        Mention,
        Note,
        Quote,
        Source,
        Span,
        Timex,
    )

__version__ = "0.1.0"

__all__ = [
    "Actor",
    "Article",
    "BriefgenError",
    "Briefing",
    "ConfigError",
    "EnvironmentMissingError",
    "Event",
    "Finding",
    "Findings",
    "InputError",
    "Mention",
    "Note",
    "Quote",
    "Source",
    "Span",
    "Timex",
    "__version__",
    "brief",
    "extract",
    "read",
    "render",
]

_ROOMS = frozenset({"extract", "render"})
"functions that share their name with a room"
_FUNCTIONS = frozenset({"brief", "read"})


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        return import_module(f"briefgen.{name}")
    if name in _FUNCTIONS:
        return getattr(import_module("briefgen.api"), name)
    if name in __all__:
        home = "briefgen.errors" if name.endswith("Error") else "briefgen.model"
        return getattr(import_module(home), name)
    message = f"module 'briefgen' has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Room(ModuleType):
    """A room that is called like the public function of its name."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        function = getattr(import_module("briefgen.api"), self.__name__.rpartition(".")[2])
        return function(*args, **kwargs)


class _Package(ModuleType):
    """Lets ``briefgen.extract(path)`` work though importing binds the room to that name."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _ROOMS and isinstance(value, ModuleType):
            value.__class__ = _Room
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
