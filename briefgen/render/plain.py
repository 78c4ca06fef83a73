"""Records to plain mappings and lists, and back: the shape that YAML and JSON carry.

A record becomes a mapping of its fields, those at their default left out; a `Span`
becomes ``[start, end]``, an enumeration its value, a tuple a list, a date stays a date
(YAML knows it) and a date with a time becomes an ISO 8601 string.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from briefgen.errors import BriefgenError
from briefgen.model import Span

type_of_none = type(None)


def to_plain(value: Any) -> Any:
    """Return *value*, a record or a part of one, in plain Python."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if defaults := _defaults(value.__class__):
        return {
            name: to_plain(content)
            for name, default in defaults
            if (content := getattr(value, name)) != default
        }
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, dt.datetime):
        return value.isoformat()
    return value


@cache
def _defaults(record: type) -> tuple[tuple[str, Any], ...]:
    """Return the fields of a record with their defaults; empty for what is no record.

    MISSING equals nothing else, so a field without a default is always written.
    """
    if not dataclasses.is_dataclass(record):
        return ()
    return tuple((field.name, field.default) for field in dataclasses.fields(record))


def from_plain(wanted: Any, data: Any, field: str = "") -> Any:
    """Return the *wanted* record type made of *data*; *field* names its place in messages.

    Raises:
        BriefgenError: a field is missing, unknown or of another type.
    """
    return _reader(wanted)(data, field)


@cache
def _reader(wanted: Any) -> Callable[[Any, str], Any]:
    """Return the function that reads one type; made once, for speed over many files."""
    origin = get_origin(wanted)
    if origin in (Union, types.UnionType):
        (inner,) = (arm for arm in get_args(wanted) if arm is not type_of_none)
        read = _reader(inner)
        return lambda data, field: None if data is None else read(data, field)
    if origin is tuple:
        read_item = _reader(get_args(wanted)[0])
        return lambda data, field: _read_tuple(read_item, data, field)
    if wanted is Span:
        return _read_span
    if wanted is dt.datetime:
        return _read_datetime
    if dataclasses.is_dataclass(wanted) and isinstance(wanted, type):
        return _record_reader(wanted)
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return lambda data, field: _read_enum(wanted, data, field)
    return lambda data, field: _read_scalar(wanted, data, field)


def _record_reader(wanted: type) -> Callable[[Any, str], Any]:
    hints = get_type_hints(wanted)
    fields = dataclasses.fields(wanted)
    readers = {field.name: _reader(hints[field.name]) for field in fields}
    required = {field.name for field in fields if field.default is dataclasses.MISSING}
    return lambda data, field: _read_record(wanted, readers, required, data, field)


def _read_record(
    wanted: type,
    readers: Mapping[str, Callable[[Any, str], Any]],
    required: set[str],
    data: Any,
    field: str,
) -> Any:
    if not isinstance(data, Mapping):
        raise _wrong(field, data, "a mapping")
    if unknown := [key for key in data if key not in readers]:
        message = f"unknown field {_path(field, unknown[0])}; expected {', '.join(readers)}"
        raise BriefgenError(message, field=field)
    if missing := sorted(required - data.keys()):
        message = f"missing field {_path(field, missing[0])}"
        raise BriefgenError(message, field=field)
    return wanted(**{key: readers[key](item, _path(field, key)) for key, item in data.items()})


def _read_tuple(read_item: Callable[[Any, str], Any], data: Any, field: str) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise _wrong(field, data, "a list")
    return tuple(read_item(item, f"{field}[{n}]") for n, item in enumerate(data))


def _read_span(data: Any, field: str) -> Span:
    match data:
        case [int(start), int(end)] if 0 <= start <= end:
            return Span(start, end)
    raise _wrong(field, data, "[start, end]")


def _read_enum(wanted: type[StrEnum], data: Any, field: str) -> StrEnum:
    try:
        return wanted(data)
    except ValueError:
        raise _wrong(field, data, " or ".join(wanted)) from None


def _read_datetime(data: Any, field: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(data)
    except (TypeError, ValueError):
        raise _wrong(field, data, "an ISO 8601 date and time") from None


def _read_scalar(wanted: Any, data: Any, field: str) -> Any:
    if wanted is float and type(data) is int:
        return float(data)
    if type(data) is not wanted:
        raise _wrong(field, data, getattr(wanted, "__name__", str(wanted)))
    return data


def _path(field: str, key: object) -> str:
    return f"{field}.{key}" if field else str(key)


def _wrong(field: str, data: Any, wanted: str) -> BriefgenError:
    return BriefgenError(f"{field or 'the record'} is {data!r:.60}; expected {wanted}", field=field)
