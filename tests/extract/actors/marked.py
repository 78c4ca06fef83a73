"""Documents from marked text, for tests that must not depend on a trained pipeline.

``[PER Angela Merkel]`` is a name of the engine; every line is a sentence; words carry no
tags.
"""

from __future__ import annotations

import re

from briefgen.model import Document, Name, NameType, Sentence, Span, Token

_NAME = re.compile(r"\[(PER|ORG|LOC) ([^\[\]]+)\]")
_TOKEN = re.compile(r"[cdjlmnst]['’]|\w+(?:[-.]\w+)*\.?(?=\w)|\w+(?:-\w+)*|[^\w\s]", re.IGNORECASE)


def marked(source: str, language: str = "fr", title: str | None = None) -> Document:
    """Return the document that *source* describes, with *title* as its headline."""
    text, marks = "", []
    at = 0
    for match in _NAME.finditer(source):
        text += source[at : match.start()]
        marks.append((len(text), len(text) + len(match[2]), NameType(match[1])))
        text += match[2]
        at = match.end()
    text += source[at:]
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        first = len(tokens)
        for match in _TOKEN.finditer(line):
            index = len(tokens)
            start, end = offset + match.start(), offset + match.end()
            tokens.append(_token(index, start, end, match[0], len(sentences)))
        if len(tokens) > first:
            sentences.append(
                Sentence(len(sentences), tokens[first].start, tokens[-1].end, first, len(tokens))
            )
        offset += len(line)
    names = tuple(_name(tokens, start, end, kind) for start, end, kind in marks)
    headline = marked(title, language) if title is not None else None
    return Document(text, language, tuple(tokens), tuple(sentences), names, False, headline)


def _token(index: int, start: int, end: int, word: str, sentence: int) -> Token:
    return Token(
        index=index,
        start=start,
        end=end,
        text=word,
        lemma=word.lower(),
        pos="",
        dep="",
        head=index,
        morph={},
        sentence=sentence,
        children=(),
        left_edge=index,
        right_edge=index,
    )


def _name(tokens: list[Token], start: int, end: int, kind: NameType) -> Name:
    inside = [t.index for t in tokens if start <= t.start and t.end <= end]
    return Name(Span(start, end), kind, inside[0], inside[-1] + 1)
