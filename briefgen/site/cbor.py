"""The part of CBOR (RFC 8949) that Pagefind uses: numbers, texts and arrays."""

from __future__ import annotations

from typing import Any

UNSIGNED, NEGATIVE, TEXT, ARRAY = 0, 1, 3, 4  # CBOR's major types


def decode(data: bytes, at: int) -> tuple[Any, int]:
    """Return the CBOR value at the offset *at* and the offset behind it.

    Raises:
        ValueError: it is no number, text or array.
        IndexError: *data* ends within it.
    """
    kind = data[at] >> 5
    number, at = _number(data, at)
    if kind == UNSIGNED:
        return number, at
    if kind == NEGATIVE:
        return -1 - number, at
    if kind == TEXT:
        return data[at : at + number].decode("utf-8"), at + number
    if kind == ARRAY:
        items = []
        for _ in range(number):
            item, at = decode(data, at)
            items.append(item)
        return items, at
    message = f"a CBOR value of kind {kind}"
    raise ValueError(message)


def read_head(data: bytes, at: int, kind: int) -> tuple[int, int]:
    """Return the number in the head of a value of that *kind*, as `_number`.

    Raises:
        ValueError: it is of another kind.
        IndexError: *data* ends before it.
    """
    if data[at] >> 5 != kind:
        message = f"a CBOR value of kind {data[at] >> 5}, where one of kind {kind} was due"
        raise ValueError(message)
    return _number(data, at)


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Return the number in the head of the value at the offset *at* and the offset behind it."""
    short = data[at] & 31
    at += 1
    if short < 24:
        return short, at
    if short >= 28:
        message = f"a CBOR length of kind {short}"
        raise ValueError(message)
    size = 1 << (short - 24)
    return int.from_bytes(data[at : at + size], "big"), at + size


def encode(value: Any) -> bytes:
    """Return a number, text or list of them as CBOR."""
    if isinstance(value, int):
        return _head(UNSIGNED, value) if value >= 0 else _head(NEGATIVE, -1 - value)
    if isinstance(value, str):
        text = value.encode("utf-8")
        return _head(TEXT, len(text)) + text
    return _head(ARRAY, len(value)) + b"".join(map(encode, value))


def _head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    for power in range(4):
        size = 1 << power
        if number < 1 << (8 * size):
            return bytes([kind << 5 | (24 + power)]) + number.to_bytes(size, "big")
    message = f"{number} is too large for CBOR"
    raise ValueError(message)
