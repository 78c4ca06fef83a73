"""The words of each language, as data: one folder a language, read once a process."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from briefgen.errors import LexiconError

FALLBACK_LANGUAGE = "en"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # six times faster, where libyaml is there


@cache
def load_settings(language: str, name: str) -> dict[str, Any]:
    """Return the YAML mapping *name* of *language*, or English's when it has none.

    Raises:
        LexiconError: the file is not a YAML mapping.
    """
    path = files(__name__) / language / name
    if not (language.isalpha() and path.is_file()):
        path = files(__name__) / FALLBACK_LANGUAGE / name
    return read_mapping(path)


def read_mapping(path: Traversable) -> dict[str, Any]:
    """Return the YAML mapping in the file at *path*.

    Raises:
        LexiconError: it is not a YAML mapping.
    """
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), _LOADER)  # noqa: S506 - a safe one
    except yaml.YAMLError as error:
        raise LexiconError(str(error), path=str(path)) from error
    if not isinstance(data, dict):
        message = "expected a mapping"
        raise LexiconError(message, path=str(path))
    return data
