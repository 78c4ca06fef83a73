"""A mapping that is made when it is first looked into: what a page shows, if it is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping


class Later(Mapping[str, object]):
    """Stands for the mapping that *make* returns."""

    def __init__(self, make: Callable[[], Mapping[str, object]]) -> None:
        """Remember how to *make* it."""
        self._make = make
        self._made: Mapping[str, object] | None = None

    def __getitem__(self, key: str) -> object:
        return self._whole()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def forget(self) -> None:
        """Let go of the mapping; it is made again when it is looked into."""
        self._made = None

    def _whole(self) -> Mapping[str, object]:
        if self._made is None:
            self._made = self._make()
        return self._made
