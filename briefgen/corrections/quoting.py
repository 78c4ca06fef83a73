"""Words that an editor quoted, found again in the article."""

from __future__ import annotations

import re

from briefgen.corrections.load import Correction
from briefgen.model import Briefing, Span

# People type straight quotes and plain spaces where the article has others.
_LOOSE = {"'": "['’‘]", "’": "['’‘]", '"': '["“”«»]', "-": "[-‐‑–]"}
_SENTENCE_END = re.compile(r"[.!?…][»”\"’)\]]*(?=\s)")


def find_words(text: str, words: str, within: Span | None = None) -> Span | None:
    """Return where *words* first stand in *text* (or in its part *within*), else None.

    Blanks, apostrophes, quotation marks and hyphens may be of another kind.
    """
    parts = ["".join(_LOOSE.get(c, re.escape(c)) for c in part) for part in words.split()]
    if not parts:
        return None
    area = within or Span(0, len(text))
    match = re.compile(r"\s+".join(parts)).search(text, area.start, area.end)
    return Span(match.start(), match.end()) if match else None


def all_words(text: str, words: str) -> tuple[Span, ...]:
    """Return every place where *words* stand as whole words."""
    found: list[Span] = []
    start = 0
    while span := find_words(text, words, Span(start, len(text))):
        before = text[span.start - 1 : span.start]
        after = text[span.end : span.end + 1]
        if not (before.isalnum() or after.isalnum()):
            found.append(span)
        start = span.end
    return tuple(found)


def sentence_around(briefing: Briefing, span: Span) -> Span:
    """Return the sentence that holds *span*: one the briefing knows, else by its marks."""
    known = [
        *briefing.summary,
        *(event.sentence for event in briefing.timeline),
        *(quote.sentence for quote in briefing.quotes),
    ]
    for sentence in sorted(known, key=len):
        if sentence.contains(span):
            return sentence
    text = briefing.article.text
    start = text.rfind("\n", 0, span.start) + 1
    for match in _SENTENCE_END.finditer(text, start, span.start):
        start = match.end()
    closing = _SENTENCE_END.search(text, max(span.start, span.end - 1))
    newline = text.find("\n", span.end)
    line_end = len(text) if newline < 0 else newline
    end = min(closing.end(), line_end) if closing else line_end
    while start < span.start and text[start].isspace():
        start += 1
    return Span(start, max(end, span.end))


def quoted(briefing: Briefing, one: Correction, words: str, within: str = "") -> Span:
    """Return where *words* stand, within the passage *within* when it is given.

    Raises:
        InputError: the article does not say them.
    """
    text = briefing.article.text
    area = None
    if within:
        area = find_words(text, within)
        if area is None:
            one.fail(f"quotes “{within}” (in), which the article no longer says")
    span = find_words(text, words, area)
    if span is None:
        one.fail(f"quotes “{words}”, which the article does not say; quote it as printed")
    return span


def near(briefing: Briefing, one: Correction, words: str, sentence: Span) -> Span:
    """Return *words* in the quote's sentence, else where they first stand."""
    return find_words(briefing.article.text, words, sentence) or quoted(briefing, one, words)
