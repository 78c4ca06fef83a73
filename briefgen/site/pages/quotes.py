"""All quotes by speaker, from A to Z; sources without a name last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from briefgen.site.library import Dossier, Library, QuoteAt
from briefgen.site.sheet import Sheet, paged

SPEAKERS_PER_PAGE = 30
QUOTES_SHOWN = 3  # a speaker; the actor's page has them all


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone who is quoted: an actor, or a phrase such as « une source diplomatique »."""

    name: str | None
    dossier: Dossier | None
    quotes: tuple[QuoteAt, ...]
    total: int


def quote_sheets(library: Library, gettext: Callable[[str], str]) -> Iterator[Sheet]:
    """Yield the quotes of all briefings, some speakers a page."""
    known = [
        Speaker(actor.name, actor, tuple(actor.said[:QUOTES_SHOWN]), len(actor.said))
        for actor in library.actors
        if actor.said
    ]
    speakers = [*known, *_others(library)]
    # On the first page alone, else one quote more would have all pages printed anew.
    totals = {"total": len(library.quotes), "speakers": len(speakers)}
    for part in paged(speakers, SPEAKERS_PER_PAGE, "quotes/index.md"):
        yield Sheet(
            part.source,
            gettext("Quotes"),
            "quotes.html",
            {"pages": part, **(totals if part.number == 1 else {})},
        )


def _others(library: Library) -> list[Speaker]:
    groups: dict[str, list[QuoteAt]] = {}
    for entry in library.entries:
        for quote, card in zip(entry.quotes, entry.card.quotes, strict=True):
            if card.actor not in library.dossiers:
                groups.setdefault((card.speaker or "").casefold(), []).append(quote)
    return [
        Speaker(quotes[0].speaker, None, tuple(quotes[:QUOTES_SHOWN]), len(quotes))
        for _, quotes in sorted(groups.items(), key=lambda pair: (not pair[0], pair[0]))
    ]
