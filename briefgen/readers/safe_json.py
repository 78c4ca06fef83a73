"""JSON without surprises: bounded nesting, no duplicate keys, finite numbers."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from briefgen.errors import InputError
from briefgen.readers.decode import decode_as, short_form
from briefgen.readers.input import Input

MAX_DEPTH = 50  # ninjs needs eight
MAX_DIGITS = 40  # of a number

# A string that never ends is one too: else each of its escaped marks would begin another.
_STRUCTURE = re.compile(r'"(?:[^"\\]++|\\.?)*+"?|[\[\]{}]', re.DOTALL)


def parse_json(source: Input) -> tuple[Any, str]:
    """Return the value of *source* and its encoding.

    Raises:
        InputError: not JSON, nested beyond MAX_DEPTH, a key twice, NaN, an endless number.
    """
    text, encoding = decode_as(source, "utf-8")
    return parse_json_text(text, source.path), encoding


def parse_json_text(text: str, path: str) -> Any:
    """Return the value of JSON *text*; errors as `parse_json`."""
    _check_depth(text, path)
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_constant=_constant,
        )
    except json.JSONDecodeError as error:
        message = f"is not JSON ({error.msg}, column {error.colno}); ask the provider for it again"
        raise InputError(
            message, code="broken-file", path=path, line=error.lineno, column=error.colno
        ) from error
    except _OddError as error:
        raise InputError(str(error), code="broken-file", path=path) from error


class _OddError(ValueError):
    """Valid enough for Python, not for us."""


def _check_depth(text: str, path: str) -> None:
    depth = 0
    for match in _STRUCTURE.finditer(text):
        if match[0] in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                line = text.count("\n", 0, match.start()) + 1
                message = f"nests more than {MAX_DEPTH} deep; no news item needs that"
                raise InputError(message, code="unsafe-file", path=path, line=line)
        elif match[0] in "]}":
            depth -= 1


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            message = f'the key "{short_form(key)}" stands twice in one object; keep one'
            raise _OddError(message)
        result[key] = value
    return result


def _whole(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        message = f"a number of {len(digits)} digits; expected at most {MAX_DIGITS}"
        raise _OddError(message)
    return int(digits)


def _constant(name: str) -> NoReturn:
    message = f"{name} is no JSON number; write null"
    raise _OddError(message)
