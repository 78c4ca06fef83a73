"""What is found in a document; siblings never import each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from briefgen.extract.actors import find_actors
from briefgen.model import Actor, Document, Event, Quote, Span, Timex

__all__ = ["find_actors", "find_events", "find_quotes", "find_timexes", "summarise"]


# Each function below is replaced by an import when its room lands.
def find_quotes(document: Document, actors: Sequence[Actor]) -> tuple[Quote, ...]:  # noqa: ARG001, D103
    return ()


def find_timexes(document: Document, published: dt.date | None) -> tuple[Timex, ...]:  # noqa: ARG001, D103
    return ()


def find_events(  # noqa: D103
    document: Document,  # noqa: ARG001
    published: dt.date | None,  # noqa: ARG001
    timexes: Sequence[Timex],  # noqa: ARG001
    actors: Sequence[Actor],  # noqa: ARG001
) -> tuple[Event, ...]:
    return ()


def summarise(document: Document, actors: Sequence[Actor]) -> tuple[Span, ...]:  # noqa: ARG001, D103
    return ()
