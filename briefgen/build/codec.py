"""Frozen records to plain JSON values and back, by their type hints alone.

A record becomes the list of its fields in order, so the form is only as stable as
the records' code: whoever stores it must key it by that code (`fingerprint.py`).
"""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import Any

Decoder = Callable[[Any], Any]

_PLAIN = (str, int, float, bool, type(None))
_SPANS = 1 << 16  # kept to be shared; a briefing has a hundred, half of them like others


def encode(value: Any) -> Any:
    """Return *value* as what JSON has a form for.

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


@cache
def decoder(kind: Any) -> Decoder:
    """Return the function that turns `encode`'s value back into a *kind*.

    It takes texts, numbers and truth values in a record as they are, and raises ValueError,
    TypeError, KeyError or IndexError for whatever else is no such record.
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
            return _check((kind,))
    message = f"no decoder for {kind!r}"
    raise TypeError(message)


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _record(kind: Any) -> Decoder:
    hints = typing.get_type_hints(kind)
    names = _names(kind)
    if {hints[name] for name in names} == {int}:
        return _numbers(kind)
    parts = [(place, decoder(hints[name])) for place, name in enumerate(names)]
    changed = [(place, part) for place, part in parts if part not in _CHECKS]

    def decode(value: Any) -> Any:
        if len(value) != len(names):
            message = f"{len(value)} values are no {kind.__name__}"
            raise ValueError(message)
        values = list(value)
        for place, part in changed:
            values[place] = part(values[place])
        return kind(*values)

    return decode


def _numbers(kind: Any) -> Decoder:
    """Return the decoder of a record of whole numbers: one object for all that are equal."""
    made = lru_cache(maxsize=_SPANS)(kind)
    return lambda value: made(*value)


def _optional(kind: Any) -> Decoder:
    some = [arg for arg in typing.get_args(kind) if arg is not type(None)]
    if len(some) != 1:
        message = f"no decoder for {kind!r}: only `X | None` is told apart"
        raise TypeError(message)
    if some[0] in _PLAIN:
        return _check((*some, type(None)))
    inner = decoder(some[0])
    return lambda value: None if value is None else inner(value)


def _tuple(args: tuple[Any, ...]) -> Decoder:
    if len(args) == 2 and args[1] is Ellipsis:
        item = decoder(args[0])
        return lambda value: tuple(map(item, value))
    parts = tuple(decoder(arg) for arg in args)
    return lambda value: tuple(p(v) for p, v in zip(parts, value, strict=True))


@cache
def _check(kinds: tuple[type, ...]) -> Decoder:
    """Return the decoder of what is one of *kinds*, which is itself."""
    wanted = (*kinds, int) if float in kinds else kinds

    def check(value: Any) -> Any:
        if type(value) in wanted:
            return value
        message = f"{value!r} is no {kinds[0].__name__}"
        raise TypeError(message)

    return check


_CHECKS = [_check((kind, *none)) for kind in _PLAIN for none in ((), (type(None),))]
