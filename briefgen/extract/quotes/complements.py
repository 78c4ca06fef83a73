"""What stands after a report verb: from a predicate to where its reported words begin."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from briefgen.extract.quotes.clauses import clause_start
from briefgen.extract.quotes.infinitives import infinitive_by_surface, infinitive_start
from briefgen.extract.quotes.lexicon import Frame
from briefgen.extract.quotes.nominals import (
    noun_clause_start,
    object_by_surface,
    object_start,
    oblique_by_surface,
    oblique_start,
)
from briefgen.extract.quotes.predicates import Predicate
from briefgen.extract.quotes.reading import Reading


def complement_start(reading: Reading, predicate: Predicate, limit: int) -> int | None:
    """Return the first token of what *predicate* reports, if it reports anything.

    *limit* ends the passage. Clauses are preferred to infinitives, and those to nouns.
    """
    for allowed, find in _FINDERS:
        if predicate.frames & allowed:
            start = find(reading, predicate, limit)
            if start is not None:
                return start
    return None


_Finder = Callable[[Reading, Predicate, int], int | None]
_FINDERS: tuple[tuple[frozenset[Frame], _Finder], ...] = (
    (frozenset({Frame.THAT, Frame.TELL, Frame.FIGURE}), clause_start),
    (frozenset({Frame.TO}), partial(oblique_by_surface, frame=Frame.TO)),
    (frozenset({Frame.INF}), infinitive_start),
    (frozenset({Frame.INF, Frame.BLAME}), infinitive_by_surface),
    (frozenset({Frame.NOUN}), noun_clause_start),
    (frozenset({Frame.OBJECT}), object_by_surface),
    (frozenset({Frame.OBJECT}), partial(object_start, frame=Frame.OBJECT)),
    (frozenset({Frame.NAME}), partial(object_start, frame=Frame.NAME)),
    (frozenset({Frame.BLAME}), partial(object_start, frame=Frame.BLAME)),
    (frozenset({Frame.TO}), partial(oblique_start, frame=Frame.TO)),
    (frozenset({Frame.OF}), partial(oblique_start, frame=Frame.OF)),
    (frozenset({Frame.REPORT}), partial(oblique_start, frame=Frame.REPORT)),
    (frozenset({Frame.WARN}), partial(oblique_start, frame=Frame.WARN)),
)
