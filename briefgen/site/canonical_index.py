"""Pagefind's index with everything in a fixed order: the same pages, the same bytes.

Pagefind 1.5 writes filters, their values and the languages in the order of a hash map
that is seeded anew by every run. They are sorted here, and the files that hold them
renamed after their new content, as Pagefind names them. The files are gzipped CBOR
(RFC 8949) behind a short mark; of CBOR only numbers, texts and arrays occur.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefgen.errors import EnvironmentMissingError

FRAGMENTS, CHUNKS = "fragment", "index"  # folders of texts to show and of words with their places
SHORT = 7  # hex digits that name a content, unless two agree in them

_MARK = b"pagefind_dcd"
_PAGES, _CHUNKS, _FILTERS = 1, 2, 3  # places in a language's metadata
_HASH_LENGTH = 10  # hex digits; Pagefind takes 7 to 10
_UNSIGNED, _TEXT, _ARRAY = 0, 3, 4  # CBOR's major types
_OPENING = 400  # bytes; in them stands the first word of a chunk


@dataclass(frozen=True, slots=True)
class Contents:
    """The files of an index that are named after their content, all languages together."""

    fragments: set[str] = field(default_factory=set)
    "without folder and ending, ``fr_7ec5e91``"
    chunks: dict[str, str] = field(default_factory=dict)
    "how the first word of each begins, by such a name"

    @property
    def files(self) -> Iterator[tuple[str, str]]:
        """The folder and the name of each file."""
        yield from ((FRAGMENTS, f"{name}.pf_fragment") for name in self.fragments)
        yield from ((CHUNKS, _chunk_file(name)) for name in self.chunks)

    @property
    def is_told_apart(self) -> bool:
        """Whether all contents differ in the digits that first name them."""
        names = (*self.fragments, *self.chunks)
        return all(len(name.rpartition("_")[2]) == SHORT for name in names)

    def begins_right(self, index: Path) -> bool:
        """Tell whether each chunk in *index* begins with its first word."""
        files = ((index / CHUNKS / _chunk_file(name), word) for name, word in self.chunks.items())
        return all(_first_word(path).startswith(word) for path, word in files)


def make_canonical(index: Path) -> Contents:
    """Rewrite the files of *index* whose order Pagefind leaves to chance; return the others.

    Raises:
        EnvironmentMissingError: the files are not those of a Pagefind known to us.
    """
    entry_path = index / "pagefind-entry.json"
    contents = Contents()
    try:
        entry = json.loads(entry_path.read_bytes())
        for language in entry["languages"].values():
            language["hash"] = _rewrite_metadata(index, language["hash"], contents)
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        message = f"the search index is not as Pagefind 1.5 writes it ({error})"
        raise EnvironmentMissingError(message, code="missing-tool") from error
    entry["languages"] = dict(sorted(entry["languages"].items()))
    text = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
    entry_path.write_text(text, encoding="utf-8")
    return contents


def _rewrite_metadata(index: Path, name: str, contents: Contents) -> str:
    path = index / f"pagefind.{name}.pf_meta"
    data = _load(path)
    contents.fragments.update(page[0] for page in data[_PAGES])
    contents.chunks.update((file, first) for first, _, file in data[_CHUNKS])
    data[_FILTERS] = sorted([key, _rewrite_filter(index, file)] for key, file in data[_FILTERS])
    return _replace(path, data, f"pagefind.{name.partition('_')[0]}_{{}}.pf_meta")


def _rewrite_filter(index: Path, name: str) -> str:
    path = index / "filter" / f"{name}.pf_filter"
    key, values = _load(path)
    data = [key, sorted(values)]
    return _replace(path, data, f"{name.partition('_')[0]}_{{}}.pf_filter")


def _chunk_file(name: str) -> str:
    return f"{name}.pf_index"


def _first_word(path: Path) -> str:
    """Return the first text in the file at *path*; empty when it has none that can be read."""
    try:
        packed = path.read_bytes()
        data = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(packed, _OPENING)
        at = len(_MARK)
        while data[at] >> 5 == _ARRAY:
            at = _number(data, at)[1]
        return str(decode(data, at)[0])
    except (OSError, zlib.error, ValueError, IndexError):
        return ""


def _load(path: Path) -> Any:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(_MARK):
        message = f"{path.name} has another format"
        raise ValueError(message)
    return decode(data, len(_MARK))[0]


def _replace(path: Path, data: Any, pattern: str) -> str:
    """Write *data* under a name made from its content; return the part that tells it apart."""
    content = _MARK + encode(data)
    digest = hashlib.sha256(content).hexdigest()[:_HASH_LENGTH]
    path.unlink()
    target = path.with_name(pattern.format(digest))
    target.write_bytes(_packed(content))
    return target.name.removeprefix("pagefind.").rpartition(".")[0]


def decode(data: bytes, at: int) -> tuple[Any, int]:
    """Return the CBOR value at the offset *at* and the offset behind it.

    Raises:
        ValueError: it is no number, text or array.
        IndexError: *data* ends within it.
    """
    kind = data[at] >> 5
    number, at = _number(data, at)
    if kind == _UNSIGNED:
        return number, at
    if kind == _TEXT:
        return data[at : at + number].decode("utf-8"), at + number
    if kind == _ARRAY:
        items = []
        for _ in range(number):
            item, at = decode(data, at)
            items.append(item)
        return items, at
    message = f"a CBOR value of kind {kind}"
    raise ValueError(message)


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
        return _head(_UNSIGNED, value)
    if isinstance(value, str):
        text = value.encode("utf-8")
        return _head(_TEXT, len(text)) + text
    return _head(_ARRAY, len(value)) + b"".join(map(encode, value))


def _head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    for power in range(4):
        size = 1 << power
        if number < 1 << (8 * size):
            return bytes([kind << 5 | (24 + power)]) + number.to_bytes(size, "big")
    message = f"{number} is too large for CBOR"
    raise ValueError(message)


def _packed(content: bytes) -> bytes:
    """Return *content* gzipped; the byte for the system is 255, as from Python 3.13 on."""
    data = gzip.compress(content, mtime=0)
    return data[:9] + b"\xff" + data[10:]
