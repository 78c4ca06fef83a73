"""Whether a capitalised form is an actor at all, by all its mentions.

Events, works, laws, prizes and products carry capitals too; their own first word or the
common noun before them tells. A form that only its capital makes a candidate needs more:
a gazetteer that knows it, a title before it, or a part in the story.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.extract.actors.announcers import Announced, announced, is_portfolio
from briefgen.extract.actors.boundaries import is_capitalised, is_initial
from briefgen.extract.actors.candidate import Candidate, words
from briefgen.extract.actors.lexicon import ActorLexicon, fold
from briefgen.model import Document

MIN_MENTIONS = 2  # of a form that only its capital makes a candidate


def is_actor(
    documents: Mapping[bool, Document], candidates: Sequence[Candidate], lexicon: ActorLexicon
) -> bool:
    """Tell whether the mentions of one form, at least one, name an actor."""
    if any(c.is_sure for c in candidates):
        return True
    things = sum(is_thing(documents[c.in_headline], c, lexicon) for c in candidates)
    if 2 * things > len(candidates):
        return False
    name = " ".join(words(documents[candidates[0].in_headline], candidates[0]))
    if name in lexicon.places:
        return True
    if all(c.in_headline for c in candidates):
        return _stands_in_headline(documents[True], candidates[0])
    if any(c.type is not None for c in candidates):
        return True
    inside = [c for c in candidates if not c.in_headline]
    return (
        name in lexicon.cities
        or any(c.last - c.first > 1 for c in inside)
        or any(_has_title(documents[False], c, lexicon) for c in inside)
        or any(announced(documents[False].tokens, c.first, lexicon) for c in inside)
        or len(inside) >= MIN_MENTIONS
    )


def is_thing(document: Document, candidate: Candidate, lexicon: ActorLexicon) -> bool:
    """Tell whether a mention names an event, work, law, prize or product."""
    tokens = document.tokens[candidate.first : candidate.last]
    ends = [tokens[0]] if len(tokens) > 1 or is_capitalised(tokens[0]) else []
    if len(tokens) > 1 and lexicon.holds_any("possessive"):
        ends = [tokens[-1]]
    if any(_is_thing_word(fold(t.text), lexicon) for t in ends):
        return True
    if " ".join(words(document, candidate)) in lexicon.places:
        return False
    if len(tokens) == 1 and fold(tokens[0].text) in lexicon.demonyms:
        return True
    if is_portfolio(document.tokens, candidate.first, lexicon):
        return True
    if candidate.first and _is_thing_word(fold(document.tokens[candidate.first - 1].text), lexicon):
        return document.tokens[candidate.first - 1].text[0].islower()
    return announced(document.tokens, candidate.first, lexicon) is Announced.THING


def _is_thing_word(word: str, lexicon: ActorLexicon) -> bool:
    return lexicon.skipped_words.get(word, "none") != "none"


def _stands_in_headline(document: Document, candidate: Candidate) -> bool:
    """Tell whether a name of the headline alone is more than its first word's capital."""
    is_opening = is_initial(document.tokens, candidate.first)
    return candidate.type is not None and (
        candidate.last - candidate.first > 1
        or not is_opening
        or document.tokens[candidate.first].pos == "PROPN"
    )


def _has_title(document: Document, candidate: Candidate, lexicon: ActorLexicon) -> bool:
    if candidate.first == 0:
        return False
    word = fold(document.tokens[candidate.first - 1].text)
    return word in lexicon.civil_titles or word in lexicon.role_nouns
