"""Quotes added, changed and dropped."""

from __future__ import annotations

from dataclasses import replace

from briefgen.corrections.actors import actor_named
from briefgen.corrections.load import Correction
from briefgen.corrections.matching import edited, only
from briefgen.corrections.quoting import near, quoted, sentence_around
from briefgen.model import Action, Briefing, Confidence, Quote, QuoteType, Span


def correct_quotes(briefing: Briefing, one: Correction) -> Briefing:
    """Return *briefing* with the quote of *one* added, changed or dropped."""
    span = quoted(briefing, one, one.words, one.text("in"))
    if one.action is Action.ADD:
        quote = _new_quote(briefing, one, span)
        quotes = sorted([*briefing.quotes, quote], key=lambda q: q.content)
        return edited(replace(briefing, quotes=tuple(quotes)), one, span=quote.extent)
    found = [q for q in briefing.quotes if any(part.overlaps(span) for part in q.content)]
    old = only(found, one, "quote")
    others = [quote for quote in briefing.quotes if quote is not old]
    if one.action is Action.DROP:
        return edited(replace(briefing, quotes=tuple(others)), one, span=old.extent)
    new = _attributed(briefing, one, old)
    quotes = sorted([*others, new], key=lambda q: q.content)
    return edited(replace(briefing, quotes=tuple(quotes)), one, span=new.extent)


def _new_quote(briefing: Briefing, one: Correction, span: Span) -> Quote:
    form = QuoteType(one.text("type") or QuoteType.DIRECT)
    bare = Quote(form, (span,), None, None, None, sentence_around(briefing, span))
    return _attributed(briefing, one, bare)


def _attributed(briefing: Briefing, one: Correction, quote: Quote) -> Quote:
    changes: dict[str, object] = {}
    if "type" in one.fields:
        changes["type"] = QuoteType(one.text("type"))
    for field in ("speaker", "cue"):
        if field in one.fields:
            words = one.text(field)
            changes[field] = near(briefing, one, words, quote.sentence) if words else None
    if "actor" in one.fields:
        name = one.text("actor")
        changes["actor"] = actor_named(briefing, one, name).id if name else None
    changes["confidence"] = Confidence.HIGH
    return replace(quote, **changes)  # type: ignore[arg-type]  # each field has its own type
