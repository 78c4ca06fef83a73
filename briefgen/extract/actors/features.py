"""What tells a name's type: its own words, the words around it, and where else it stands.

A form's features are those of its words, each worth 1, and those of its places, each worth
the share of places that have it. `training/name_types.py` weighs them.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefgen.extract.actors.boundaries import is_capitalised
from briefgen.extract.actors.context import Place, Surroundings, place_features, shape
from briefgen.extract.actors.lexicon import ActorLexicon, fold, name_words
from briefgen.model import Document, Token

MAX_PLACES = 6  # of one form that are looked at

Words = tuple[str, ...]


class Form(NamedTuple):
    """A spelling where it stands free, or where capitals stand right beside it."""

    words: Words
    is_free: bool


def form_of(document: Document, first: int, last: int) -> Form:
    """Return the form of the tokens first..last; its words are empty for mere marks."""
    tokens = document.tokens
    words = name_words(document.text[tokens[first].start : tokens[last - 1].end])
    return Form(words, not (_is_bound(tokens, first, -1) or _is_bound(tokens, last - 1, 1)))


def _is_bound(tokens: Sequence[Token], at: int, step: int) -> bool:
    """Tell whether a capital that is no mere sentence opening stands beside the token *at*."""
    beside = at + step
    return (
        0 <= beside < len(tokens)
        and tokens[beside].sentence == tokens[at].sentence
        and tokens[beside].pos not in _SMALL
        and is_capitalised(tokens[beside])
    )


_SMALL = frozenset({"DET", "PRON", "ADP", "CCONJ", "SCONJ", "PART", "AUX"})


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The other forms of a document, as far as they tell something of one form."""

    firsts: Mapping[str, int]
    "word to the number of longer forms it opens"
    lasts: Mapping[str, int]
    "word to the number of longer forms it closes behind a given name"
    small: frozenset[str]
    "folded words that also stand in small letters"
    free: frozenset[Words]
    "words that stand free somewhere"


def neighbours(
    documents: Mapping[bool, Document], forms: Collection[Form], lexicon: ActorLexicon
) -> Neighbours:
    """Return what the *forms* of *documents* tell of each other."""
    firsts: dict[str, int] = defaultdict(int)
    lasts: dict[str, int] = defaultdict(int)
    for form in forms:
        words = form.words
        if len(words) > 1 and form.is_free:
            firsts[words[0]] += 1
            if words[0] in lexicon.given_names and len(words) <= MAX_PERSON:
                lasts[words[-1]] += 1
    written = {token.text for document in documents.values() for token in document.tokens}
    small = frozenset(fold(word) for word in written if word[0].islower())
    return Neighbours(firsts, lasts, small, frozenset(f.words for f in forms if f.is_free))


MAX_PERSON = 4  # words of a person's name


def form_features(
    around: Mapping[bool, Surroundings],
    form: Form,
    places: Sequence[Place],
    others: Neighbours,
    units: Sequence[str] = (),
) -> dict[str, float]:
    """Return the features of *form*, which stands at *places*, at least one.

    *around* holds what surrounds them in the text and in the headline. *units* put other
    words in the form's place; none: its own.
    """
    best = places[0]
    beside = around[best.in_headline]
    units = tuple(units or _units(beside.tokens[best.first : best.last]))
    found = dict.fromkeys(_spelling_features(units, beside.lexicon), 1.0)
    found |= dict.fromkeys(_elsewhere_features(units, others), 1.0)
    seen = places[:MAX_PLACES]
    share = 1 / len(seen)
    for place in seen:
        for feature in place_features(around[place.in_headline], place):
            found[feature] = found.get(feature, 0.0) + share
    count = len(places)
    found["count:" + ("1" if count == 1 else "2" if count == 2 else "3+")] = 1.0
    found[""] = 1.0
    if not form.is_free:
        found["bound, free elsewhere" if form.words in others.free else "bound"] = 1.0
    return found


def _units(tokens: Sequence[Token]) -> list[str]:
    """Return the words of a form; what hyphens tie together is one: "Ka-shek"."""
    units: list[str] = []
    end = -1
    for token in tokens:
        is_tied = token.start == end and (token.text == "-" or units[-1].endswith("-"))
        if is_tied:
            units[-1] += token.text
        else:
            units.append(token.text)
        end = token.end
    return units


@functools.lru_cache(maxsize=1 << 12)
def _spelling_features(units: Words, lexicon: ActorLexicon) -> tuple[str, ...]:
    """Return what the words of a name tell by themselves; names come back from text to text."""
    return tuple(_own_features(units, lexicon))


def _own_features(units: Words, lexicon: ActorLexicon) -> Iterator[str]:
    folded = [fold(unit) for unit in units]
    count = len(units)
    length = str(count) if count < 4 else "4+"
    yield "length:" + length
    yield "first:" + folded[0]
    yield "last:" + folded[-1]
    if count > 1:
        yield from dict.fromkeys("has:" + word for word in folded)
    end = folded[-1]
    yield "end3:" + end[-3:]
    yield "end2:" + end[-2:]
    shapes = [shape(unit) for unit in units]
    yield "shapes:" + " ".join(shapes[:4])
    if shapes[0] == "Xx" and shapes[-1] == "Xx-":
        yield "hyphened last of " + length
    links = [at for at, shape in enumerate(shapes) if shape == "x"]
    if links:
        yield f"links:{len(links)}"
        yield "last link:" + folded[links[-1]]
        before = folded[links[-1] - 1]
        yield "link behind " + (lexicon.organisation_words.get(before) or "another word")
        rest = " ".join(folded[links[-1] + 1 :])
        if rest in lexicon.places or rest in lexicon.cities:
            yield f"links:{len(links)} to a place"
    yield from _gazetteer_features(folded, length, lexicon)


def _elsewhere_features(units: Words, others: Neighbours) -> Iterator[str]:
    """Yield where else in the document the words of a name stand."""
    folded = [fold(unit) for unit in units]
    if len(folded) > 1:
        if all(word in others.small for word in folded):
            yield "all small elsewhere"
        return
    if others.lasts.get(folded[0]):
        yield "a surname"
    if others.firsts.get(folded[0]):
        yield "opens another"
    if folded[0] in others.small:
        yield "small elsewhere"


def _gazetteer_features(folded: Sequence[str], length: str, lexicon: ActorLexicon) -> Iterator[str]:
    name = " ".join(name_words(" ".join(folded)))
    if name in lexicon.places:
        yield "territory" if lexicon.places[name] else "region"
    if name in lexicon.cities:
        yield "city"
    if name in lexicon.demonyms:
        yield "demonym"
    for at, word in ((0, folded[0]), (-1, folded[-1])):
        yield from _end_features("first" if at == 0 else "last", word, length, lexicon)
    if len(folded) > 1:
        uses = {lexicon.organisation_words.get(word) for word in folded} - {None}
        yield from (f"organisation word:{use}" for use in sorted(filter(None, uses)))
        if any(word in lexicon.role_nouns for word in folded):
            yield "role inside"


def _end_features(end: str, word: str, length: str, lexicon: ActorLexicon) -> Iterator[str]:
    use = lexicon.organisation_words.get(word)
    if use:
        yield f"organisation {end}:{use} of {length}"
    if word in lexicon.place_words:
        yield f"place word {end} of {length}"
    if lexicon.skipped_words.get(word, "none") != "none":
        yield f"thing {end}:{lexicon.skipped_words[word]} of {length}"
    if word in lexicon.given_names:
        yield f"given name {end} of {length}"
    if word in lexicon.surnames:
        yield f"surname {end} of {length}"
    if length != "1" and (word in lexicon.places or word in lexicon.cities):
        yield f"place {end}"
    if word in lexicon.role_nouns or word in lexicon.civil_titles:
        yield f"role {end}"
    if word in lexicon.demonyms:
        yield f"demonym {end} of {length}"
    if lexicon.holds("never_names", word):
        yield f"never {end}"
