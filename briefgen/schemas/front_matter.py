"""The front matter of an article, made from the table its reader goes by."""

from __future__ import annotations

from typing import Any

from briefgen.model import ArticleStatus, NameType
from briefgen.readers.front_matter import KEYS

_WORDS = {"type": "string"}
_MOMENT = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}.*)?$"}
_FLAG = {"enum": [True, False, "true", "false", "yes", "no", "on", "off"]}
_SUBJECT = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"code": _WORDS, "name": _WORDS},
}
_NAMED = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "name": _WORDS,
        "type": {"enum": [kind.value for kind in NameType]},
        "role": _WORDS,
        "uri": _WORDS,
    },
}


def _list_of(item: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [_WORDS, {"type": "array", "items": item}]}


# By the name of the function that reads the value.
_SHAPES: dict[str, dict[str, Any]] = {
    "_text": {"type": ["string", "number"]},
    "_names": _list_of(_WORDS),
    "_texts": _list_of(_WORDS),
    "_moment": _MOMENT,
    "_instant": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}"},
    "_flag": _FLAG,
    "_language": {"type": "string", "pattern": "^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,4}$"},
    "_address": {"type": "string", "pattern": "^https?://"},
    "_status": {"enum": [status.value for status in ArticleStatus]},
    "_subjects": _list_of({"anyOf": [_WORDS, _SUBJECT]}),
    "_named": _list_of({"anyOf": [_WORDS, _NAMED]}),
}


def front_matter() -> dict[str, Any]:
    """Return the schema of the block, as an editor sees it: dates are text."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            key: {"anyOf": [_SHAPES[read.__name__], {"type": "null"}]}
            for key, (_, read) in KEYS.items()
        },
    }
