"""Documents made by hand for tests that need no parser: tokens hang on the first of their 500."""

from __future__ import annotations

import re

from briefgen.model import Document, Sentence, Token

GROUP = 500  # tokens that share a governor
_TOKEN = re.compile(r"\w+'|\w+|[^\w\s]")


def flat_document(text: str, language: str, pos: dict[str, str] | None = None) -> Document:
    """Return *text* as one parsed sentence; *pos* gives words their part of speech."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    n = len(spans)
    tokens = tuple(
        Token(
            index=i,
            start=start,
            end=end,
            text=text[start:end],
            lemma=text[start:end].lower(),
            pos=(pos or {}).get(
                text[start:end], "NOUN" if text[start:end][0].isalpha() else "PUNCT"
            ),
            dep="root" if i % GROUP == 0 else "dep",
            head=i - i % GROUP,
            morph={"VerbForm": "Fin"} if (pos or {}).get(text[start:end]) == "VERB" else {},
            sentence=0,
            children=tuple(range(i + 1, min(i + GROUP, n))) if i % GROUP == 0 else (),
            left_edge=i,
            right_edge=min(i + GROUP, n) - 1 if i % GROUP == 0 else i,
        )
        for i, (start, end) in enumerate(spans)
    )
    sentences = (Sentence(0, spans[0][0], spans[-1][1], 0, n),) if spans else ()
    return Document(text, language, tokens, sentences, (), is_parsed=True)
