"""Forgetting all that builds have computed, so that the next one computes everything again."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from briefgen.build.lock import locked
from briefgen.build.store import Store, Usage
from briefgen.build.swap import mend, remove_tree
from briefgen.build.tree import environment_error, twin_of, workshop_of

_LOCK = "lock"  # name of the lock of a folder, and how those of shards begin
_IGNORE = ".gitignore"


def forget_all(store: Store, sites: Iterable[Path]) -> Usage:
    """Empty *store*, with what lies beside its entries, and the workshops of *sites*.

    Sites and briefings stay. Return what was in the store.

    Raises:
        BusyError: a build of the project, of a shard of it or of one of *sites* is at work.
        EnvironmentMissingError: something cannot be removed.
    """
    places = [site for site in sites if workshop_of(site).is_dir()]
    folders = [folder for folder in (store.root, *map(workshop_of, places)) if folder.is_dir()]
    with ExitStack() as locks:
        for folder in folders:
            for path in sorted({folder / _LOCK, *folder.glob(f"{_LOCK}*")}):
                locks.enter_context(locked(path))
        usage = store.clear()
        try:
            for site in places:
                mend(twin_of(site), site)  # the only copy may lie there
            for folder in folders:
                _empty(folder)
        except OSError as error:
            raise environment_error(error, store.root) from error
    return usage


def _empty(folder: Path) -> None:
    for path in sorted(folder.iterdir()):
        if path.name.startswith(_LOCK) or path.name == _IGNORE:
            continue
        if path.is_dir() and not path.is_symlink():
            remove_tree(path)
        else:
            path.unlink(missing_ok=True)
