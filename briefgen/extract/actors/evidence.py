"""Whether a capitalised form is an actor at all, by all its mentions.

Events, works, laws, prizes and products carry capitals too; their own first word or the
common noun before them tells. A form that only its capital makes a candidate needs more:
a gazetteer that knows it, a title before it, or a part in the story.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.extract.actors.announcers import Announced
from briefgen.extract.actors.boundaries import is_capitalised
from briefgen.extract.actors.context import Place, Surroundings
from briefgen.extract.actors.lexicon import ActorLexicon, fold

MIN_MENTIONS = 2  # of a form that only its capital makes a candidate


def is_thing(beside: Surroundings, words: Sequence[str], place: Place) -> bool:
    """Tell whether a mention of folded *words* names an event, work, law, prize or product."""
    lexicon, (first, last, _) = beside.lexicon, place
    tokens = beside.tokens[first:last]
    ends = [tokens[0]] if len(tokens) > 1 or is_capitalised(tokens[0]) else []
    if len(tokens) > 1 and lexicon.holds_any("possessive"):
        ends = [tokens[-1]]
    if any(_is_thing_word(fold(t.text), lexicon) for t in ends):
        return True
    name = " ".join(words)
    if name in lexicon.places:
        return False
    if name in lexicon.demonyms:
        return True
    if beside.before(first).is_portfolio:
        return True
    if first and _is_thing_word(fold(beside.tokens[first - 1].text), lexicon):
        return beside.tokens[first - 1].text[0].islower()
    return beside.meaning(first) is Announced.THING


def _is_thing_word(word: str, lexicon: ActorLexicon) -> bool:
    return lexicon.skipped_words.get(word, "none") != "none"
