"""A content-addressed store of what was computed once: ``.briefgen/objects/ab/cd…``.

An entry is one file: a line with the checksum of key and rest, a line with the lengths of
its values, then these, compressed one by one: what is asked for is unpacked without the others.
Entries appear by rename, so several processes may write at once and a kill leaves
none half-written under its name. Whatever does not fit its checksum counts as
absent: it is computed again and written over.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.build.fast_json import json_bytes, read_json
from briefgen.errors import EnvironmentMissingError

FORMAT = b"briefgen-store-2"
_KEY_LENGTH = 40  # hex digits of a BLAKE2b digest: 160 bits
_SAMPLE = 100  # entries, enough to tell how large all are
_LARGE = 100_000_000  # bytes; a smaller limit is kept to without an estimate
_LEVEL = 1  # zlib; 4 times smaller at 0.2 ms a briefing


def key_of(*parts: str | bytes) -> str:
    """Return the key of the computation that *parts* determine; their borders count."""
    digest = hashlib.blake2b(digest_size=_KEY_LENGTH // 2)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Usage:
    """What a store holds."""

    entries: int
    bytes: int
    "on disk, without the file system's rounding"


@dataclass(frozen=True, slots=True)
class Store:
    """The store below *root*, which need not exist yet."""

    root: Path

    def get(self, key: str, place: int = 0) -> Any | None:
        """Return the JSON value at *place* in what is kept under *key*.

        None when nothing whole is there, or no value at that place.
        """
        data = self._whole(key)
        if data is None:
            return None
        head = data.index(b"\n") + 1
        start = data.index(b"\n", head) + 1
        try:
            lengths = [int(length) for length in data[head:start].split()]
            start += sum(lengths[:place])
            return read_json(zlib.decompress(data[start : start + lengths[place]]))
        except (zlib.error, ValueError, IndexError):
            return None

    def put(self, key: str, *values: Any) -> None:
        """Keep the JSON *values* under *key*.

        Raises:
            EnvironmentMissingError: the disk is full or read-only; no entry is left
                half-written.
        """
        packed = [zlib.compress(json_bytes(value), _LEVEL) for value in values]
        lengths = b" ".join(b"%d" % len(value) for value in packed)
        body = b"".join([lengths, b"\n", *packed])
        write_atomically(Path(self._path(key)), _head(key, body) + b"\n" + body)

    def take(self, key: str, other: Store) -> bool | None:
        """Have what *other* keeps under *key*; None when it has nothing whole there.

        False means that this store has something else there already, which stays.

        Raises:
            EnvironmentMissingError: the disk is full or read-only.
        """
        theirs = other._whole(key)
        if theirs is None:
            return None
        ours = self._whole(key)
        if ours is None:
            write_atomically(Path(self._path(key)), theirs)
        return ours in {None, theirs}

    def has(self, key: str) -> bool:
        """Tell whether there is an entry, whole or not."""
        return os.path.isfile(self._path(key))

    def usage(self) -> Usage:
        """Count entries and bytes."""
        sizes = [stat.st_size for stat, _ in self._entries()]
        return Usage(len(sizes), sum(sizes))

    def clear(self) -> Usage:
        """Remove every entry; return what there was."""
        usage = self.usage()
        for _, entry in self._entries():
            with contextlib.suppress(FileNotFoundError):
                os.unlink(entry)
        return usage

    def shrink(self, limit: int, keep: Iterable[str]) -> int:
        """Remove the oldest entries until *limit* bytes are kept; return how many went.

        Entries of *keep* stay even beyond the limit: the present site needs them. Where a
        sample says that not half of a large limit is reached, nothing more is looked at.
        """
        if limit >= _LARGE and 2 * self._estimate() < limit:
            return 0
        kept = set(keep)
        found = [*self._entries()]
        size = sum(stat.st_size for stat, _ in found)
        if size <= limit:
            return 0
        removed = 0
        for stat, entry in sorted(found, key=lambda item: (item[0].st_mtime_ns, item[1].name)):
            if size <= limit:
                break
            if Path(entry.path).parent.name + entry.name in kept:
                continue
            with contextlib.suppress(FileNotFoundError):
                os.unlink(entry)
            size -= stat.st_size
            removed += 1
        return removed

    def _whole(self, key: str) -> bytes | None:
        """Return the entry's bytes; None when there are none or they do not fit their checksum."""
        try:
            with open(self._path(key), "rb") as file:
                data = file.read()
        except OSError:
            return None
        head, _, body = data.partition(b"\n")
        return data if head == _head(key, body) else None

    def _path(self, key: str) -> str:
        return f"{self.root}/objects/{key[:2]}/{key[2:]}"

    def _estimate(self) -> int:
        """Return how many bytes are kept, by those of one shard in sixteen: keys are digests.

        Where these are few they may be unlike the others; then all are counted.
        """
        sizes = [stat.st_size for stat, _ in self._entries("0")]
        return 16 * sum(sizes) if len(sizes) >= _SAMPLE else self.usage().bytes

    def _entries(self, beginning: str = "") -> Iterator[tuple[os.stat_result, os.DirEntry[str]]]:
        """Yield the entries, or those whose keys have that *beginning*, a letter or two.

        Another process may be at work: what is gone by now is left out.
        """
        try:
            shards = sorted(os.scandir(self.root / "objects"), key=lambda entry: entry.name)
        except FileNotFoundError:
            return
        for shard in shards:
            if shard.name.startswith(beginning) and shard.is_dir(follow_symlinks=False):
                for entry in os.scandir(shard):
                    try:
                        stat = entry.stat()
                    except FileNotFoundError:
                        continue
                    yield stat, entry


def write_atomically(path: Path, data: bytes) -> None:
    """Put *data* at *path*, making its folders; readers see the old file or the new one.

    Raises:
        EnvironmentMissingError: it cannot be written; nothing was changed at *path*,
            and nothing is left beside it.
    """
    # By chance, not by process number: containers and machines that share a disk count alike.
    beside = path.with_name(f".{path.name[:80]}.{os.urandom(8).hex()}.tmp")
    try:
        try:
            descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        with open(descriptor, "wb") as file:
            file.write(data)
        os.replace(beside, path)
    except OSError as error:
        _forget(beside)
        message = f"cannot write: {error.strerror}; free some space or check permissions"
        raise EnvironmentMissingError(message, code="cannot-write", path=str(path)) from error
    except BaseException:
        _forget(beside)
        raise


def _forget(path: Path) -> None:
    with contextlib.suppress(OSError):
        os.unlink(path)


def _head(key: str, body: bytes) -> bytes:
    digest = hashlib.blake2b(key.encode(), digest_size=20)
    digest.update(body)
    return b"%s %s" % (FORMAT, digest.hexdigest().encode())
