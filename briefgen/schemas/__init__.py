"""JSON Schemas (2020-12) of what people and machines write and read, for editors and tests."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema(name: str) -> dict[str, Any]:
    """Return the schema called *name*, one of `NAMES`."""
    return {"$schema": DRAFT, "title": f"briefgen: {name}", **_MAKERS[name]()}


def _config() -> dict[str, Any]:
    from briefgen.schemas.config import config  # noqa: PLC0415 - loads MkDocs

    return config()


def _front_matter() -> dict[str, Any]:
    from briefgen.schemas.front_matter import front_matter  # noqa: PLC0415

    return front_matter()


def _corrections() -> dict[str, Any]:
    from briefgen.schemas.corrections import corrections  # noqa: PLC0415

    return corrections()


def _briefing() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((files(__package__) / "briefing.json").read_text("utf-8"))
    return data


_MAKERS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "config": _config,
    "front-matter": _front_matter,
    "briefing": _briefing,
    "corrections": _corrections,
}
NAMES = tuple(_MAKERS)
