"""A page that is made, not written; and long lists cut into several of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

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


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """One page's share of a long list."""

    items: Sequence[Item]
    source: str
    number: int
    total: int
    previous: str | None
    next: str | None


def paged(items: Sequence[Item], size: int, source: str) -> Iterator[Part[Item]]:
    """Yield *items* in parts of at most *size*; one empty part when there are none.

    The first lies at *source* (``actors/index.md``), the others beside it
    (``actors/page/2.md``).
    """
    total = max(1, -(-len(items) // size))
    sources = [source, *(_further(source, number) for number in range(2, total + 1))]
    for number, place in enumerate(sources, 1):
        yield Part(
            items[(number - 1) * size : number * size],
            place,
            number,
            total,
            sources[number - 2] if number > 1 else None,
            sources[number] if number < total else None,
        )


def _further(source: str, number: int) -> str:
    stem = source.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"{stem}/page/{number}.md" if stem else f"page/{number}.md"
