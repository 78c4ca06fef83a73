"""Frozen records to plain JSON values and back, by their type hints alone.

A record becomes the list of its fields in order, so the form is only as stable as
the records' code: whoever stores it must key it by that code (`fingerprint.py`).
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache, lru_cache
from operator import call
from typing import Any

Decoder = Callable[[Any], Any]

_PLAIN = (str, int, float, bool, type(None))

# Ten thousand briefings in memory share most of their offsets and names.
_NUMBERS = tuple(range(1 << 13))
_SPANS = 1 << 16  # kept to be shared; a briefing has a hundred, half of them like others
_NAME_LENGTH = 80  # characters; what is longer is text, which is hardly ever the same


def encode(value: Any) -> Any:
    """Return *value* as what `json.dumps` takes.

    Raises:
        TypeError: a value is of a kind the records do not use.
    """
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if isinstance(value, Mapping):
        return {key: encode(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return [encode(getattr(value, name)) for name in _names(type(value))]
    message = f"no record: {type(value).__name__}"
    raise TypeError(message)


def compact_json(value: Any) -> str:
    """Return `encode`'s *value*, or what is like it, as JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@cache
def decoder(kind: Any) -> Decoder:
    """Return the function that turns `encode`'s value back into a *kind*.

    The function raises ValueError, TypeError, KeyError or IndexError for a value
    that is no such record.
    """
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _optional(kind)
    if origin is tuple:
        return _tuple(typing.get_args(kind))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        item = decoder(typing.get_args(kind)[1])
        return lambda value: {key: item(part) for key, part in value.items()}
    if isinstance(kind, type):
        if issubclass(kind, Enum):
            return {member.value: member for member in kind}.__getitem__
        if kind is dt.datetime:
            return dt.datetime.fromisoformat
        if kind is dt.date:
            return dt.date.fromisoformat
        if is_dataclass(kind):
            return _record(kind)
        if kind in _PLAIN:
            return _plain(kind)
    message = f"no decoder for {kind!r}"
    raise TypeError(message)


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _record(kind: Any) -> Decoder:
    hints = typing.get_type_hints(kind)
    parts = tuple(decoder(hints[name]) for name in _names(kind))
    if set(parts) == {_offset}:
        return _numbers(kind, len(parts))

    def decode(value: Any) -> Any:
        if len(value) != len(parts):
            message = f"{len(value)} values are no {kind.__name__}"
            raise ValueError(message)
        return kind(*map(call, parts, value))

    return decode


def _numbers(kind: Any, length: int) -> Decoder:
    """Return the decoder of a record of whole numbers: one object for all that are equal."""
    made = lru_cache(maxsize=_SPANS)(kind)

    def decode(value: Any) -> Any:
        if [type(number) for number in value] != [int] * length:
            message = f"{value!r} is no {kind.__name__}"
            raise TypeError(message)
        return made(*value)

    return decode


def _optional(kind: Any) -> Decoder:
    some = [arg for arg in typing.get_args(kind) if arg is not type(None)]
    if len(some) != 1:
        message = f"no decoder for {kind!r}: only `X | None` is told apart"
        raise TypeError(message)
    inner = decoder(some[0])
    return lambda value: None if value is None else inner(value)


def _tuple(args: tuple[Any, ...]) -> Decoder:
    if len(args) == 2 and args[1] is Ellipsis:
        item = decoder(args[0])
        return lambda value: tuple(map(item, value))
    parts = tuple(decoder(arg) for arg in args)
    return lambda value: tuple(p(v) for p, v in zip(parts, value, strict=True))


def _plain(kind: type) -> Decoder:
    if kind is int:
        return _offset
    if kind is str:
        return _text

    def check(value: Any) -> Any:
        if isinstance(value, kind) or (kind is float and isinstance(value, int)):
            return value
        message = f"{value!r} is no {kind.__name__}"
        raise TypeError(message)

    return check


def _offset(value: Any) -> int:
    """Return the whole number *value*; one object for all that are equal and not large."""
    if type(value) is not int:
        message = f"{value!r} is no int"
        raise TypeError(message)
    return _NUMBERS[value] if 0 <= value < len(_NUMBERS) else value


def _text(value: Any) -> str:
    """Return the string *value*; one object for all names and ids that are equal."""
    if not isinstance(value, str):
        message = f"{value!r} is no str"
        raise TypeError(message)
    return sys.intern(value) if len(value) < _NAME_LENGTH else value
