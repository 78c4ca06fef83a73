"""When Python looks for cycles among dead objects: seldom, where hardly any are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_NEW_OBJECTS = 70_000  # between two looks
_LOOKS = 100  # at the young ones between two at all that live


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let Python look for cycles a hundred times less often inside.

    Looking for them takes a twelfth of a cold build's time, and of a build after a change,
    which holds as much for less work, as large a part. While the words of a language are read,
    it takes a quarter.
    """
    before = gc.get_threshold()
    gc.set_threshold(_NEW_OBJECTS, before[1], _LOOKS)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def kept_for_good() -> Iterator[None]:
    """Let Python not look for cycles inside, nor later at what is made inside.

    For what lives as long as the process, or until `collect_kept`.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()


def collect_kept() -> None:
    """Free what `kept_for_good` kept and nobody holds any more."""
    gc.unfreeze()
    gc.collect()
