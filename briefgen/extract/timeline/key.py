"""Whether an entry belongs on the reader's timeline, by a rule that can be told.

Left off: the vague (*recently*, *now*), save a plan of the story itself; what stands in a
comparison or a statistic (per cent, « par rapport à »); a year that only names or measures
something, with no verb of its own; captions, which have no verb at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from briefgen.extract.timeline import calendar
from briefgen.extract.timeline.clause import Clause, is_bare_modifier
from briefgen.extract.timeline.entries import REFERENCES
from briefgen.model import Document, Span, Timex

LONG = 9  # years
MAX_CAPTION = 200  # characters of a line in which it says that it is a caption

_YEAR = re.compile(r"\d{2,4}(?:/\d{2,4})?$")


def is_key(
    document: Document,
    timex: Timex,
    sentence: Span,
    clause: Clause,
    settings: Mapping[str, Any],
    *,
    in_quote: bool,
) -> bool:
    """Tell whether a good editor would keep the entry."""
    words = timex.span.of(document.text).lower()
    if timex.value in REFERENCES:
        is_near = any(word in words.split() for word in settings.get("plan_words") or ())
        return timex.value == "FUTURE_REF" and is_near and not in_quote
    if _is_caption(document, sentence, settings):
        return False
    told = clause.span.of(document.text).lower().replace("’", "'")
    is_statistic = any(cue in told for cue in settings.get("statistics") or ())
    if _YEAR.match(timex.value):
        start, end = timex.span.start, timex.span.end
        is_name_part = _follows_name(document, timex.span, settings) or is_bare_modifier(
            document, start, end
        )
        return not (is_statistic or in_quote or is_name_part or _is_long(timex.value))
    return not (is_statistic and _is_compared(document, timex.span, settings))


def _is_long(value: str) -> bool:
    """Tell whether a value covers a decade or more: a setting, no event."""
    reach = calendar.bounds(value)
    return reach is not None and reach[1].year - reach[0].year >= LONG


def _is_caption(document: Document, sentence: Span, settings: Mapping[str, Any]) -> bool:
    """Tell whether the line is that under a picture, by the words such lines have."""
    text = document.text
    start = text.rfind("\n", max(0, sentence.start - MAX_CAPTION), sentence.start) + 1
    line = text[start or sentence.start : sentence.start + MAX_CAPTION].partition("\n")[0].lower()
    return any(cue in line for cue in settings.get("captions") or ())


def _follows_name(document: Document, span: Span, settings: Mapping[str, Any]) -> bool:
    """« l’Euro 2012 »: a capitalised word that is no preposition stands right before."""
    before = document.text[max(0, span.start - 24) : span.start]
    word = re.search(r"\b(\w+)[ \u00a0]$", before)
    case_words = settings.get("case_words") or ()
    return bool(word and word[1][0].isupper() and word[1].lower() not in case_words)


def _is_compared(document: Document, span: Span, settings: Mapping[str, Any]) -> bool:
    before = document.text[max(0, span.start - 40) : span.start].lower().replace("’", "'")
    return any(cue in before for cue in settings.get("comparisons") or ())
