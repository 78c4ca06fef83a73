"""Whether a capitalised form is an actor at all, by all its mentions.

Events, works, laws, prizes and products carry capitals too; their own first word or the
common noun before them tells. A form that only its capital makes a candidate needs more:
a gazetteer that knows it, a title before it, or a part in the story.
"""

from __future__ import annotations

from briefgen.extract.actors.announcers import Announced, announced, is_portfolio, listed
from briefgen.extract.actors.boundaries import is_capitalised
from briefgen.extract.actors.candidate import Candidate, words
from briefgen.extract.actors.lexicon import ActorLexicon, fold
from briefgen.model import Document

MIN_MENTIONS = 2  # of a form that only its capital makes a candidate


def is_thing(document: Document, candidate: Candidate, lexicon: ActorLexicon) -> bool:
    """Tell whether a mention names an event, work, law, prize or product."""
    tokens = document.tokens[candidate.first : candidate.last]
    ends = [tokens[0]] if len(tokens) > 1 or is_capitalised(tokens[0]) else []
    if len(tokens) > 1 and lexicon.holds_any("possessive"):
        ends = [tokens[-1]]
    if any(_is_thing_word(fold(t.text), lexicon) for t in ends):
        return True
    name = " ".join(words(document, candidate))
    if name in lexicon.places:
        return False
    if name in lexicon.demonyms:
        return True
    if is_portfolio(document.tokens, candidate.first, lexicon):
        return True
    if candidate.first and _is_thing_word(fold(document.tokens[candidate.first - 1].text), lexicon):
        return document.tokens[candidate.first - 1].text[0].islower()
    meaning = announced(document.tokens, candidate.first, lexicon) or listed(
        document.tokens, candidate.first, lexicon
    )
    return meaning is Announced.THING


def _is_thing_word(word: str, lexicon: ActorLexicon) -> bool:
    return lexicon.skipped_words.get(word, "none") != "none"
