"""Which countries an article speaks of: for search and filters, not as actors.

Named as a place ("Russie", "the UK"), by a city that CLDR knows ("Moscou"), or by what comes
from there ("le président russe", "the Germans"). A language is no country: "in Italian".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.extract.actors.lexicon import ActorLexicon, actor_lexicon, fold, name_words
from briefgen.extract.actors.territories import is_country
from briefgen.model import Actor, Document, NameType, Token


def find_countries(document: Document, actors: Sequence[Actor]) -> tuple[str, ...]:
    """Return the ISO 3166-1 codes of the countries in *document* and its headline, sorted.

    *actors* are those found in it. One look at each token: linear.

    Raises:
        LexiconError: a word list of the document's language does not hold.
    """
    lexicon = actor_lexicon(document.language)
    codes = set(_of_places(actors, lexicon))
    codes.update(_of_demonyms(document.tokens, lexicon))
    if document.headline is not None:
        codes.update(_of_demonyms(document.headline.tokens, lexicon))
    return tuple(sorted(code for code in codes if is_country(code)))


def _of_places(actors: Sequence[Actor], lexicon: ActorLexicon) -> Iterator[str]:
    for actor in actors:
        if actor.type is NameType.LOC:
            for name in (actor.name, *actor.aliases):
                words = " ".join(name_words(name))
                yield lexicon.places.get(words) or lexicon.city_countries.get(words, "")


def _of_demonyms(tokens: Sequence[Token], lexicon: ActorLexicon) -> Iterator[str]:
    for token in tokens:
        code = lexicon.demonyms.get(fold(token.text))
        if code and _is_hyphened(tokens, token.index):
            continue  # "French-speaking"
        if code and (_is_attribute(tokens, token, lexicon) or _is_people(tokens, token, lexicon)):
            yield code


def _is_attribute(tokens: Sequence[Token], token: Token, lexicon: ActorLexicon) -> bool:
    """Tell whether a demonym says where a thing is from; no verb, and no language.

    English writes a capital: to "polish" is no Pole.
    """
    return (
        token.dep.startswith(("amod", "compound"))
        and not lexicon.holds("languages", fold(tokens[token.head].text))
        and (token.text[0].isupper() or not lexicon.holds_any("possessive"))
    )


def _is_people(tokens: Sequence[Token], token: Token, lexicon: ActorLexicon) -> bool:
    """Tell whether a capital and an article or a plural make people of it: "the Germans"."""
    if not token.text[0].isupper():
        return False
    before = tokens[token.index - 1] if token.index else None
    has_article = before is not None and (
        before.pos in {"DET", "NUM"} or lexicon.holds("articles", fold(before.text))
    )
    return has_article or token.morph.get("Number") == "Plur"


def _is_hyphened(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].text == "-"
