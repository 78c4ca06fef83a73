"""Documents without an engine: sentences by marks, tokens by form, no parse."""

from __future__ import annotations

import re

from briefgen.model import Document, Sentence, Token

_BOUNDARY = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý«“\"0-9])|\n+")
_TOKEN = re.compile(r"\w+|[^\w\s]")


def plain_document(text: str, language: str) -> Document:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for start, end in _stretches(text):
        index, first = len(sentences), len(tokens)
        for match in _TOKEN.finditer(text, start, end):
            at, word = len(tokens), match.group()
            place = (at, *match.span())
            tokens.append(Token(*place, word, word, "", "", at, {}, index, (), at, at))
        if len(tokens) > first:
            sentences.append(Sentence(index, start, tokens[-1].end, first, len(tokens)))
    return Document(text, language, tuple(tokens), tuple(sentences), (), is_parsed=False)


def _stretches(text: str) -> list[tuple[int, int]]:
    out, start = [], 0
    for match in _BOUNDARY.finditer(text):
        out.append((start, match.start()))
        start = match.end()
    return [*out, (start, len(text))]
