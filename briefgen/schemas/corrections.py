"""``content/corrections/<slug>.yml``, made from the tables its reader goes by."""

from __future__ import annotations

from typing import Any

from briefgen.corrections.load import CLOSED, FIELDS, LISTS
from briefgen.model import Action, Section

_WORDS = {"type": ["string", "number"]}


def corrections() -> dict[str, Any]:
    """Return the schema of the file."""
    return {
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": {section.value: _section(section) for section in Section},
    }


def _section(section: Section) -> dict[str, Any]:
    actions = {a.value: _entries(section, a) for s, a in FIELDS if s is section}
    return {"type": ["object", "null"], "additionalProperties": False, "properties": actions}


def _entries(section: Section, action: Action) -> dict[str, Any]:
    fields = FIELDS[section, action]
    entry = {
        "type": "object",
        "additionalProperties": False,
        "required": [fields[0]],
        "properties": {field: _field(section, field) for field in fields},
    }
    one = {"anyOf": [_WORDS, entry]}
    return {"anyOf": [one, {"type": "array", "items": one}, {"type": "null"}]}


def _field(section: Section, field: str) -> dict[str, Any]:
    if field in LISTS:
        return {"anyOf": [_WORDS, {"type": "array", "items": _WORDS}]}
    if field == "key":
        return {"enum": [True, False, "yes", "no"]}
    if (section, field) in CLOSED:
        return {"enum": [*CLOSED[section, field], None]}
    return {"anyOf": [_WORDS, {"type": "null"}]}
