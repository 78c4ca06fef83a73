"""A page that is made, not written; and long lists cut into several of them."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from briefgen.site.later import Later

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to print: where it lies, and which template prints what."""

    source: str
    "path below the content folder, as if it were written there"
    title: str
    template: str
    context: Mapping[str, object] = field(default_factory=dict)
    description: str = ""
    feeds: tuple[str, ...] = ()
    "site-relative URLs of the page's own feeds"
    basis: object = None
    "what the context is made from, or makes that, where it is sooner compared; None: the context"
    ties: Callable[[], tuple[str, ...]] | None = None
    "makes the ties of the briefings that it is made from and of nothing else; None: no such page"

    def forget(self) -> None:
        """Let go of a context that can be made again; of ten thousand there would not be room."""
        if isinstance(self.context, Later):
            self.context.forget()


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """One page's share of a long list."""

    items: Sequence[Item]
    source: str
    number: int
    total: int
    previous: str | None
    next: str | None
    start: int = field(default=0, compare=False)
    "place of the first item in the whole list"


def paged(
    items: Sequence[Item], size: int, source: str, name: Callable[[Item], str]
) -> Iterator[Part[Item]]:
    """Yield *items* in parts of about *size*; one empty part when there are none.

    The first lies at *source* (``actors/index.md``), the others beside it
    (``actors/page/2.md``). Where a part ends depends on what the items around are by *name*
    and not on how many come before: an item more changes its own part, and seldom others.
    """
    starts = [0, *_cuts(items, size, name)]
    sources = [source, *(_further(source, number) for number in range(2, len(starts) + 1))]
    ends = (*starts[1:], len(items))
    for number, (place, start, end) in enumerate(zip(sources, starts, ends, strict=True), 1):
        yield Part(
            items[start:end],
            place,
            number,
            len(starts),
            sources[number - 2] if number > 1 else None,
            sources[number] if number < len(starts) else None,
            start,
        )


def _cuts(items: Sequence[Item], size: int, name: Callable[[Item], str]) -> Iterator[int]:
    """Yield the places in *items* where a new part begins.

    A part has from three to five quarters of *size*: of the items that may be the first of the
    next one, that is whose name has the least checksum. So cuts are found again behind a change.
    """
    least, most = max(1, size * 3 // 4), size * 5 // 4
    start = 0
    while len(items) - start > most:
        around = items[start + least : start + most + 1]
        sums = [zlib.crc32(name(item).encode("utf-8", "surrogatepass")) for item in around]
        start += least + sums.index(min(sums))
        yield start


def _further(source: str, number: int) -> str:
    stem = source.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"{stem}/page/{number}.md" if stem else f"page/{number}.md"
