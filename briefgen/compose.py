"""Findings to a briefing: put in order, and say what could not be decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.model import (
    UNKNOWN_LANGUAGE,
    Actor,
    Article,
    Briefing,
    Confidence,
    Document,
    Event,
    Note,
    Quote,
    Span,
    Status,
    Timex,
)


def compose(
    article: Article,
    document: Document,
    *,
    summary: Sequence[Span],
    actors: Sequence[Actor],
    quotes: Sequence[Quote],
    timeline: Sequence[Event],
    timexes: Sequence[Timex],
    countries: Sequence[str] = (),
) -> Briefing:
    """Return the briefing of *article*, its findings in the order `Briefing` states."""
    notes = (*article.notes, *_notes(article, document, quotes, timeline))
    return Briefing(
        article=article,
        summary=tuple(sorted(summary)),
        actors=tuple(actors),
        quotes=tuple(sorted(quotes, key=lambda quote: (quote.content, quote.type))),
        timeline=tuple(timeline),
        timexes=tuple(sorted(timexes, key=lambda timex: timex.span)),
        notes=tuple(dict.fromkeys(notes)),
        countries=tuple(countries),
    )


def _notes(
    article: Article, document: Document, quotes: Sequence[Quote], timeline: Sequence[Event]
) -> Iterator[Note]:
    text = article.text
    if article.language == UNKNOWN_LANGUAGE:
        yield Note("unknown-language", "The language could not be told; add `lang:`.")
    elif not document.is_parsed:
        message = f"There is no language model for {article.language}: rules alone were used."
        yield Note("no-pipeline", message)
    if article.published is None:
        if all(note.code != "no-date" for note in article.notes):
            yield Note("no-date", "The article has no publication date; add `published:`.")
        undated = [event.timex.span for event in timeline if event.status is Status.UNDATED]
        if undated:
            message = "Relative dates are kept in the article's own words, undated."
            yield Note("undated-events", message, min(undated))
    for quote in quotes:
        if quote.confidence is Confidence.LOW:
            words = quote.content[0].of(text)
            message = f"Who says “{_shorten(words)}” is not sure."
            yield Note("unsure-speaker", message, quote.content[0])


def _shorten(words: str, limit: int = 60) -> str:
    return words if len(words) <= limit else f"{words[:limit].rsplit(' ', 1)[0]}…"
