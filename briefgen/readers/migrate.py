"""Front matter as other tools and older habits write it, in today's words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefgen.errors import InputError
from briefgen.readers.decode import decode
from briefgen.readers.front_matter import ALIASES, KEYS, block_of
from briefgen.readers.input import load
from briefgen.readers.strict_yaml import load_mapping

_VALUES = frozenset({"canceled", "embargoed"})
"aliases that name a value rather than a key: a person must say which is meant"


@dataclass(frozen=True, slots=True)
class Migrated:
    """A file with its keys renamed."""

    text: str
    renamed: tuple[tuple[str, str], ...]
    "old key and new one, in the order of the file"


def migrate_article(path: Path, name: str) -> Migrated:
    """Return what the Markdown file at *path*, called *name* in errors, becomes.

    A key that is not known at all stays: the next check names it.

    Raises:
        InputError: the file cannot be read; an old key stands beside the new one.
    """
    source = load(path, name=name)
    block = block_of(decode(source).text, name)
    if block is None:
        return Migrated("", ())
    nodes = load_mapping(block, path=name, first_line=2)
    try:
        lines = source.data.decode("utf-8").split("\n")  # line ends and all else stay
    except UnicodeDecodeError as error:
        message = "is not UTF-8; save it as UTF-8 first"
        raise InputError(message, code="not-text", path=name) from error
    renamed: list[tuple[str, str]] = []
    for key, node in nodes.items():
        new = ALIASES.get(key.lower())
        if key in KEYS or new is None or key.lower() in _VALUES:
            continue
        if new in nodes or new in (taken for _, taken in renamed):
            message = f"`{key}` means `{new}`, which stands there too; remove one"
            raise InputError(message, code="unknown-key", path=name, line=node.key_line)
        line = lines[node.key_line - 1]
        lines[node.key_line - 1] = line.replace(key, new, 1)
        renamed.append((key, new))
    return Migrated("\n".join(lines), tuple(renamed))
