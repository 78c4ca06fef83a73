"""`--profile`: where the time of a build goes, by package and by function."""

from __future__ import annotations

import cProfile
import pstats
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import click

from briefgen.build.fingerprint import PACKAGE
from briefgen.errors import EnvironmentMissingError

_PACKAGES = 20  # lines of the first table
_FUNCTIONS = 15  # lines of the second
_LIBRARIES = "site-packages"

Place = tuple[str, int, str]
"file, line and name of a function"
Key = TypeVar("Key", str, Place)


@contextmanager
def profiled(path: Path | None) -> Iterator[None]:
    """Profile what is done inside, print the tables and keep the profile at *path*, if any.

    Time in compiled code counts for the Python function that called it. Profiling makes
    Python code about twice as slow and compiled code no slower.

    Raises:
        EnvironmentMissingError: the file cannot be written.
    """
    if path is None:
        yield
        return
    profile = cProfile.Profile(builtins=False)
    with profile:
        yield
    try:
        profile.dump_stats(path)
    except OSError as error:
        message = f"cannot write: {error.strerror}; name another file"
        raise EnvironmentMissingError(message, path=str(path)) from error
    own = {place: row[2] for place, row in pstats.Stats(profile).stats.items()}  # type: ignore[attr-defined]
    for line in tables(own):
        click.echo(line)


def tables(own: Mapping[Place, float]) -> Iterator[str]:
    """Yield the lines that tell where the seconds *own* to each function went."""
    total = sum(own.values()) or 1.0
    packages: dict[str, float] = defaultdict(float)
    for (file, _, _), seconds in own.items():
        packages[package_of(file)] += seconds
    yield f"{total:10.2f} s in all"
    for package, seconds in _largest(packages)[:_PACKAGES]:
        yield _row(seconds, total, package)
    yield "functions:"
    for (file, number, name), seconds in _largest(own)[:_FUNCTIONS]:
        yield _row(seconds, total, f"{_short(file)}:{number} {name}")


def package_of(file: str) -> str:
    """Return the package a function of *file* counts for: two rooms of ours, one of others."""
    parts = Path(_short(file)).with_suffix("").parts
    depth = 3 if parts[0] == PACKAGE.name else 1
    return ".".join(parts[:depth])


def _row(seconds: float, total: float, what: str) -> str:
    return f"{seconds:10.2f} s {100 * seconds / total:5.1f} %  {what}"


def _largest(seconds: Mapping[Key, float]) -> list[tuple[Key, float]]:
    return sorted(seconds.items(), key=lambda item: (-item[1], item[0]))


def _short(file: str) -> str:
    """Return the path of *file* from its package on."""
    path = Path(file)
    if path.is_relative_to(PACKAGE):
        return path.relative_to(PACKAGE.parent).as_posix()
    if _LIBRARIES in path.parts:
        return "/".join(path.parts[path.parts.index(_LIBRARIES) + 1 :])
    return f"python/{path.name}"
