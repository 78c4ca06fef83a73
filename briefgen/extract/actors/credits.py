"""Credits of pictures: "Image: X." names whoever made it, who is no actor of the article."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.extract.actors.lexicon import ActorLexicon, fold
from briefgen.model import Token

MAX_CREDIT = 12  # tokens behind the colon; a longer sentence says more than a name

_CLAUSE = frozenset({"VERB", "AUX"})


def credit_tokens(tokens: Sequence[Token], lexicon: ActorLexicon) -> frozenset[int]:
    """Return the tokens of all credits, from "Image" on to the end of the sentence."""
    found: set[int] = set()
    for token in [token for token in tokens if token.text == ":"]:
        if _is_label(tokens, token.index - 1, lexicon):
            end = token.index + 1
            while end < len(tokens) and tokens[end].sentence == token.sentence:
                end += 1
            after = tokens[token.index + 1 : end]
            if len(after) <= MAX_CREDIT and not any(t.pos in _CLAUSE for t in after):
                found.update(range(token.index - 1, end))
    return frozenset(found)


def _is_label(tokens: Sequence[Token], at: int, lexicon: ActorLexicon) -> bool:
    """Tell whether "Image", with a capital or behind a bracket, stands at *at*."""
    if at < 0 or not lexicon.holds("credits", fold(tokens[at].text)):
        return False
    return tokens[at].text[0].isupper() or (at > 0 and tokens[at - 1].text == "(")
