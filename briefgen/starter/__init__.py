"""A newsroom to begin with: configuration, one article, continuous integration."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from briefgen.errors import ConfigError

_NAMES = {"gitignore": ".gitignore", "github": ".github", "gitlab-ci.yml": ".gitlab-ci.yml"}
"names that would act in our own tree, and what they become"


def begin_newsroom(folder: Path) -> tuple[Path, ...]:
    """Write the files of a new newsroom below *folder* and return their paths, sorted.

    Raises:
        ConfigError: one of them stands already; nothing is written.
    """
    wanted = {folder / name: content for name, content in _starter(files(__name__) / "files", "")}
    if standing := sorted(path for path in wanted if path.exists()):
        message = "exists already; choose an empty folder"
        raise ConfigError(message, path=standing[0].as_posix())
    for path, content in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tuple(sorted(wanted))


def _starter(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        name = prefix + _NAMES.get(entry.name, entry.name)
        if entry.is_dir():
            yield from _starter(entry, f"{name}/")
        else:
            yield name, entry.read_bytes()
