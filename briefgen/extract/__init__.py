"""What is found in a document; siblings never import each other."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.extract.actors import find_actors
from briefgen.extract.summary import summarise
from briefgen.extract.timeline import find_events, find_timexes
from briefgen.model import Actor, Document, Quote

__all__ = ["find_actors", "find_events", "find_quotes", "find_timexes", "summarise"]


# Each function below is replaced by an import when its room lands.
def find_quotes(document: Document, actors: Sequence[Actor]) -> tuple[Quote, ...]:  # noqa: ARG001, D103
    return ()
