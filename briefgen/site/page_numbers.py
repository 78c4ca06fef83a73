"""Other numbers for the pages of an index: what Pagefind knows of its words, rewritten.

A chunk is an array that holds an array of words. A word is its text, the pages it is on and its
spellings, each with the pages it is on in that spelling. A page is its number, less that of the
page before, and two lists of places, which stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.site.cbor import ARRAY, TEXT, encode, read_head

_UNSIGNED = rb"[\x00-\x17]|\x18.|\x19..|\x1a.{4}"
_NUMBER = _UNSIGNED + rb"|[\x20-\x37]|\x38.|\x39..|\x3a.{4}"
_LIST = rb"(?:[\x80-\x97]|\x98.|\x99..|\x9a.{4})(?:" + _NUMBER + rb")*"
_PAGE = re.compile(rb"\x83(" + _UNSIGNED + rb")(" + _LIST + _LIST + rb")", re.DOTALL)
_PAGE_HEAD = b"\x83"


class Renumbering:
    """Which page gets which number."""

    def __init__(self, olds: Sequence[int]) -> None:
        """Take the old numbers of the pages in the new order, all of them."""
        self.numbers = [0] * len(olds)
        "the new ones, by the old"
        for new, old in enumerate(olds):
            self.numbers[old] = new
        self.heads = [encode(number) for number in range(len(olds))]
        "numbers as CBOR"
        self.values = {head: number for number, head in enumerate(self.heads)}

    def words(self, chunk: bytes) -> bytes:
        """Return *chunk* with every page under its new number.

        Raises:
            ValueError, IndexError, KeyError: it is not as Pagefind writes it.
        """
        rewriting = _Rewriting(chunk, self)
        rewriting.words()
        return b"".join(rewriting.parts)


class _Rewriting:
    """A chunk that is read from its beginning on, and what is written instead of it."""

    def __init__(self, chunk: bytes, renumbering: Renumbering) -> None:
        self.chunk, self.renumbering = chunk, renumbering
        self.at = 0
        self.parts: list[bytes] = []

    def words(self) -> None:
        """Write all words, the spellings of each in order."""
        self._array_of(1)
        for _ in range(self._head(ARRAY)):
            self._array_of(3)
            self._text()
            self._pages()
            self._spellings()
        if self.at != len(self.chunk):
            message = f"more than words in a chunk, from byte {self.at} on"
            raise ValueError(message)

    def _spellings(self) -> None:
        """Write the array of spellings, which Pagefind has as it met them."""
        count = self._head(ARRAY)
        parts, found = self.parts, []
        for _ in range(count):
            self.parts = []
            self._array_of(2)
            self._text()
            self._pages()
            found.append(b"".join(self.parts))
        self.parts = parts
        parts += sorted(found)

    def _array_of(self, length: int) -> None:
        """Copy the head of an array of that *length*."""
        if self._head(ARRAY) != length:
            message = f"no array of {length} before byte {self.at} of a chunk"
            raise ValueError(message)

    def _head(self, kind: int) -> int:
        """Copy the head of a value of that *kind*; return the number in it."""
        number, end = read_head(self.chunk, self.at, kind)
        self._copy_up_to(end)
        return number

    def _text(self) -> None:
        """Copy a text."""
        length, end = read_head(self.chunk, self.at, TEXT)
        self._copy_up_to(end + length)

    def _copy_up_to(self, end: int) -> None:
        self.parts.append(self.chunk[self.at : end])
        self.at = end

    def _pages(self) -> None:
        """Write an array of pages with their new numbers, in order of these."""
        numbers, values = self.renumbering.numbers, self.renumbering.values
        chunk, heads = self.chunk, self.renumbering.heads
        count, at = self._head(ARRAY), self.at
        old, pages = 0, []
        for _ in range(count):
            page = _PAGE.match(chunk, at)
            if page is None:
                message = f"no page at byte {at} of a chunk"
                raise ValueError(message)
            old += values[page[1]]
            pages.append((numbers[old], page[2]))
            at = page.end()
        pages.sort()
        before = 0
        for new, places in pages:
            self.parts.append(_PAGE_HEAD + heads[new - before] + places)
            before = new
        self.at = at
