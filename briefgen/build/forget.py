"""Forgetting all that builds have computed, so that the next one computes everything again."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from briefgen.build.lock import locked
from briefgen.build.store import Store, Usage
from briefgen.build.swap import remove_tree
from briefgen.build.tree import environment_error

_LOCK = "lock"  # how the names of locks begin
_IGNORE = ".gitignore"


def forget_all(store: Store, workshops: Iterable[Path]) -> Usage:
    """Empty *store*, with what lies beside its entries, and the *workshops* of sites.

    Sites and briefings stay. Return what was in the store.

    Raises:
        BusyError: a build of the project, of a shard of it or of a site runs.
        EnvironmentMissingError: something cannot be removed.
    """
    folders = [folder for folder in (store.root, *workshops) if folder.is_dir()]
    with ExitStack() as locks:
        for folder in folders:
            for path in sorted(folder.glob(f"{_LOCK}*")):
                locks.enter_context(locked(path))
        usage = store.clear()
        for folder in folders:
            _empty(folder)
    return usage


def _empty(folder: Path) -> None:
    for path in sorted(folder.iterdir()):
        if path.name.startswith(_LOCK) or path.name == _IGNORE:
            continue
        try:
            if path.is_dir() and not path.is_symlink():
                remove_tree(path)
            else:
                path.unlink(missing_ok=True)
        except OSError as error:
            raise environment_error(error, path) from error
