"""What is found in a document; siblings never import each other."""

from __future__ import annotations

from briefgen.extract.actors import find_actors, find_countries
from briefgen.extract.quotes import find_quotes
from briefgen.extract.summary import summarise
from briefgen.extract.timeline import find_events, find_timexes

__all__ = [
    "find_actors",
    "find_countries",
    "find_events",
    "find_quotes",
    "find_timexes",
    "summarise",
]
