"""Quotations that no cue of their passage claims: told from names, titles and terms.

What is left is speech when it reads as an utterance (a finite verb and some length) and a
source stands near: a signature line under it, a colon before it, or the source of the
quotation before it. It has no cue.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from briefgen.extract.quotes.candidates import Candidate, without_comma
from briefgen.extract.quotes.reading import Reading
from briefgen.model import QuoteType, Span

MIN_WORDS = 4  # of an utterance that no cue introduces
DASHES = ("—", "–", "-", "―")


def floating(reading: Reading, claimed: Sequence[Candidate]) -> list[Candidate]:
    """Return the utterances in quotation marks that none of *claimed* covers."""
    taken = sorted(part for c in claimed for part in c.content)
    starts = [part.start for part in taken]
    found = []
    for n, marked in enumerate(reading.marked):
        at = bisect_left(starts, marked.outer.end)  # contents are apart: the last one decides
        if at and taken[at - 1].overlaps(marked.outer):
            continue
        candidate = _utterance(reading, n)
        if candidate is not None:
            found.append(candidate)
    return found


def _utterance(reading: Reading, n: int) -> Candidate | None:
    marked = reading.marked[n]
    first, last = reading.token_range(marked.inner)
    if first >= last:
        return None
    signature = _signature(reading, marked.outer.end)
    parts = tuple(without_comma(reading.text, part) for part in marked.parts)
    if signature is not None:
        dash, name = signature
        return Candidate(parts, QuoteType.DIRECT, dash, None, first, speaker=name)
    if not is_utterance(reading, first, last) or _is_title(reading, marked.outer):
        return None
    return Candidate(parts, QuoteType.DIRECT, None, None, first)


def _is_title(reading: Reading, outer: Span) -> bool:
    """Tell whether the words before the marks announce a title, name or term."""
    k = reading.token_at(outer.start) - 1
    for _ in range(3):
        if k < 0 or not reading.is_free(k):
            return False
        token = reading.tokens[k]
        lemma, word = token.lemma.lower(), reading.word(k)
        if reading.lexicon.has("title_nouns", lemma) or reading.lexicon.has("title_nouns", word):
            return True
        if reading.lexicon.has("title_verbs", lemma):
            return True
        if token.pos == "AUX" or token.dep == "cop":
            return any(
                reading.tokens[c].dep.startswith("nsubj")
                and reading.lexicon.has("title_nouns", reading.tokens[c].lemma.lower())
                for c in (*token.children, *reading.tokens[token.head].children)
            )
        if token.pos not in {"ADJ", "PROPN", "NUM", "DET"}:
            return False
        k -= 1
    return False


def is_utterance(reading: Reading, first: int, last: int) -> bool:
    """Tell whether tokens *first* to *last* read as something said rather than a name or term."""
    words = [t for t in reading.tokens[first:last] if t.pos != "PUNCT"]
    if len(words) < MIN_WORDS:
        return False
    return any(
        t.pos in {"VERB", "AUX"} and (t.morph.get("VerbForm") == "Fin" or t.morph.get("Mood"))
        for t in words
    )


def _signature(reading: Reading, end: int) -> tuple[Span, Span] | None:
    """Return the dash and the name of a line like ``— Name, role`` below a block quotation."""
    text = reading.text
    line = text[end : end + 300].lstrip(" .\u00a0")
    if not line.startswith("\n"):
        return None
    start = text.find(line[:1], end)
    while start < len(text) and text[start].isspace():
        start += 1
    if not text.startswith(DASHES, start):
        return None
    dash = Span(start, start + 1)
    start += 1
    while start < len(text) and text[start].isspace() and text[start] != "\n":
        start += 1
    stop = text.find("\n", start)
    stop = len(text) if stop < 0 else stop
    comma = text.find(",", start, stop)
    stop = stop if comma < 0 else comma
    name = text[start:stop].rstrip()
    if not name or not name[0].isupper() or len(name) > 80:
        return None
    return dash, Span(start, start + len(name))
