"""A document read for its quotations: which tokens stand in marks, and where passages end.

A passage is what a reader takes as one statement: a sentence, or several when a quotation goes
over their borders. Line breaks end it, except inside a quotation.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from briefgen.extract.quotes.lexicon import Lexicon
from briefgen.extract.quotes.marks import Marked, find_marked
from briefgen.model import Document, Name, Span, Token

SENTENCE_END = frozenset(".!?…")
MAX_PASSAGE = 1500  # tokens; longer sentences are cut, so that time stays linear
QUOTE_MARKS = frozenset("«»‹›“”„‟\"‘’'") | {"<<", ">>", "``", "''"}


@dataclass(frozen=True, slots=True)
class Passage:
    """Tokens ``first`` to ``last``, half-open, and the quotations that lie in them."""

    first: int
    last: int
    marked: tuple[int, ...]
    "indices into ``Reading.marked``"
    content_first: int
    "first token after a dateline"


@dataclass(frozen=True)
class Reading:
    """What every later step looks at."""

    document: Document
    lexicon: Lexicon
    marked: tuple[Marked, ...]
    within: tuple[int, ...]
    "for each token the quotation it stands in, or -1"
    passages: tuple[Passage, ...]

    @cached_property
    def text(self) -> str:
        """The article's text."""
        return self.document.text

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens of the article."""
        return self.document.tokens

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The tokens in lower case with straight apostrophes, as the lexicon writes them."""
        return tuple(token.text.lower().replace("’", "'") for token in self.document.tokens)

    @cached_property
    def name_tokens(self) -> frozenset[int]:
        """The tokens that stand in a name."""
        return frozenset(
            index for name in self.document.names for index in range(name.first, name.last)
        )

    @cached_property
    def _name_starts(self) -> list[int]:
        return [name.first for name in self.document.names]

    def names_from(self, index: int) -> Sequence[Name]:
        """Return the last three names that begin before token *index*, and the next two."""
        at = bisect_left(self._name_starts, index)
        return self.document.names[max(0, at - 3) : at + 2]

    @cached_property
    def starts(self) -> list[int]:
        """Where the tokens start."""
        return [token.start for token in self.document.tokens]

    @cached_property
    def passage_of(self) -> tuple[int, ...]:
        """For each token its passage."""
        return tuple(
            n for n, passage in enumerate(self.passages) for _ in range(passage.first, passage.last)
        )

    def token_at(self, offset: int) -> int:
        """Return the first token that starts at or after *offset*."""
        return bisect_left(self.starts, offset)

    def token_range(self, span: Span) -> tuple[int, int]:
        """Return the tokens of *span*, half-open."""
        first = bisect_right(self.starts, span.start) - 1
        if first < 0 or self.tokens[first].end <= span.start:
            first += 1
        return first, bisect_left(self.starts, span.end)

    def word(self, index: int) -> str:
        """Return a token as the lexicon writes it; empty beyond the text's ends."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def is_free(self, index: int) -> bool:
        """Tell whether a token stands outside all quotations; beyond the text's ends all do."""
        return index >= len(self.within) or self.within[index] < 0


def read_document(document: Document, lexicon: Lexicon) -> Reading:
    """Return *document* with its quotations and passages found."""
    marked = find_marked(document.text)
    within = _within(document, marked)
    return Reading(document, lexicon, marked, within, _passages(document, within))


def _within(document: Document, marked: tuple[Marked, ...]) -> tuple[int, ...]:
    within = [-1] * len(document.tokens)
    n = 0
    for token in document.tokens:
        while n < len(marked) and marked[n].outer.end <= token.start:
            n += 1
        if n < len(marked) and token.end > marked[n].outer.start:
            within[token.index] = n
    return tuple(within)


def _passages(document: Document, within: tuple[int, ...]) -> tuple[Passage, ...]:
    tokens = document.tokens
    borders = [
        0,
        *(
            after.index
            for before, after in pairwise(tokens)
            if _is_border(document.text, before, after, within)
        ),
        len(tokens),
    ]
    passages = []
    for first, last in _capped(borders):
        inside = sorted({n for n in within[first:last] if n >= 0})
        passages.append(Passage(first, last, tuple(inside), _after_dateline(document, first, last)))
    return tuple(passages)


def _capped(borders: list[int]) -> Iterator[tuple[int, int]]:
    for start, end in pairwise(borders):
        for first in range(start, end, MAX_PASSAGE):
            yield first, min(first + MAX_PASSAGE, end)


def _is_border(text: str, before: Token, after: Token, within: tuple[int, ...]) -> bool:
    if within[before.index] >= 0 and within[before.index] == within[after.index]:
        return False
    gap = text[before.end : after.start]
    if "\n" in gap:
        return True
    if before.sentence == after.sentence:
        return False
    if _goes_on(after, within):
        return False
    return before.text[-1] in SENTENCE_END or before.text in QUOTE_MARKS or before.text == ":"


def _goes_on(after: Token, within: tuple[int, ...]) -> bool:
    """Tell whether a new sentence's first token belongs to the one before."""
    first = after.text[0]
    return within[after.index] < 0 and (first.islower() or first in ",;:)-–—")


def _after_dateline(document: Document, first: int, last: int) -> int:
    """Return the token after an opening like ``PARIS, 3 May. –``, or *first*."""
    tokens = document.tokens
    for i in range(first, min(first + 12, last - 1)):
        if tokens[i].text in {"-", "–", "—"} and i > first:
            before = document.text[tokens[first].start : tokens[i].start]
            if before.rstrip().endswith(".") or before[0].isdigit() or before.isupper():
                return i + 1
    return first
