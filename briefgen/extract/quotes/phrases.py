"""From the head of a noun phrase to the words that name the source.

"the minister of transport, Jane Doe, who" names the source twice; the name alone is the
speaker. A relative pronoun gives its antecedent; an apposition without a name is left out.
"""

from __future__ import annotations

from briefgen.extract.quotes.lexicon import SourceKind
from briefgen.extract.quotes.reading import Reading
from briefgen.model import Span

MAX_PHRASE = 30  # tokens


def speaker_span(reading: Reading, head: int, cue: Span | None = None) -> Span:
    """Return the phrase that *head* governs, as the speaker of a quotation.

    The phrase lies on one side of *cue*.
    """
    hyphens = _leading_hyphens(reading, head)
    if hyphens:
        return Span(reading.tokens[head].start + hyphens, reading.tokens[head].end)
    named = _name_in_apposition(reading, head)
    if named is not None:
        return named
    first, last = phrase_tokens(reading, head)
    if cue is not None:
        cue_first, cue_last = reading.token_range(cue)
        if head < cue_first:
            last = min(last, cue_first)
        elif head >= cue_last:
            first = max(first, cue_last)
    last = _with_second_subject(reading, head, _with_name(reading, last))
    if cue is not None and head < cue_first:
        last = min(last, cue_first)
    return Span(reading.tokens[first].start, reading.tokens[last - 1].end)


def _with_second_subject(reading: Reading, head: int, last: int) -> int:
    """Take in "and the prefect" when the tree gives the verb two subjects."""
    tokens = reading.tokens
    if last >= len(tokens) or tokens[last].pos != "CCONJ" or tokens[head].dep != "nsubj":
        return last
    for child in tokens[tokens[head].head].children:
        if child > last and tokens[child].dep == "nsubj":
            first, end = phrase_tokens(reading, child)
            return end if first == last + 1 else last
    return last


def _leading_hyphens(reading: Reading, head: int) -> int:
    """Return the length of what an inversion puts before its pronoun: ``-t-``."""
    word = reading.word(head)
    if not word.startswith("-"):
        return 0
    hyphens = 3 if word.startswith("-t-") else 1
    return hyphens if hyphens < len(word) else 0  # a dash alone is no pronoun


def _with_name(reading: Reading, last: int) -> int:
    """Go on over a name that begins inside the phrase or right after it."""
    for name in reading.names_from(last):
        if name.first <= last < name.last:
            return name.last
        if name.first > last:
            break
    return last


def phrase_tokens(reading: Reading, head: int) -> tuple[int, int]:
    """Return the tokens of the phrase around *head*, half-open, without clauses and appositions."""
    tokens = reading.tokens
    low = max(tokens[head].left_edge, head - MAX_PHRASE)
    high = min(tokens[head].right_edge + 1, head + MAX_PHRASE)
    first = head
    while first > low and _stays_before(reading, first - 1, head):
        first -= 1
    first = _without_preposition(reading, first, head)
    last = head + 1
    while last < high and _stays_after(reading, last, head):
        last += 1
    while last > head + 1 and tokens[last - 1].pos in {"PUNCT", "ADP", "CCONJ", "DET", "SCONJ"}:
        last -= 1
    return first, last


def _stays_before(reading: Reading, index: int, head: int) -> bool:
    token = reading.tokens[index]
    if token.pos == "PUNCT" and token.text not in {"-", "'", "’"}:
        return False
    if reading.within[index] != reading.within[head]:
        return False
    return token.dep.split(":")[0] not in {"cc", "mark", "advcl", "acl", "conj"}


def _without_preposition(reading: Reading, first: int, head: int) -> int:
    """Leave out the preposition that governs the phrase, but not one inside it."""
    while first < head and (
        reading.tokens[first].pos in {"ADP", "SCONJ", "CCONJ", "ADV"}
        and reading.tokens[first].head in {head, first + 1}
    ):
        first += 1
    return first


def _stays_after(reading: Reading, index: int, head: int) -> bool:
    tokens = reading.tokens
    token = tokens[index]
    if reading.within[index] != reading.within[head]:
        return False
    if token.pos == "PUNCT":
        return _is_inner_mark(reading, index, head)
    top = _child_below(reading, index, head)
    if top is None:
        return False
    dep = tokens[top].dep
    if dep == "appos":
        return top == index and tokens[index].pos == "PROPN" and tokens[head].pos == "NOUN"
    if dep.startswith(("acl", "advcl", "parataxis", "ccomp", "xcomp", "cop", "nsubj")):
        return False
    return not (dep == "conj" and tokens[top].pos in {"VERB", "AUX"})


def _is_inner_mark(reading: Reading, index: int, head: int) -> bool:
    """Tell whether a mark joins parts of a name or of an enumeration of sources."""
    token = reading.tokens[index]
    if token.text in {"-", "'", "’", "/", "&", "."}:
        return token.text != "." or reading.tokens[index - 1].end == token.start
    if token.text != ",":
        return False
    right = reading.tokens[head].right_edge
    return any(
        reading.tokens[c].dep == "conj"
        and reading.tokens[c].pos in {"NOUN", "PROPN"}
        and index < c <= right
        and all(reading.tokens[k].dep != "appos" for k in range(head + 1, c))
        for c in reading.tokens[head].children
    )


def _child_below(reading: Reading, index: int, head: int) -> int | None:
    """Return the dependent of *head* over *index*, or None if *index* is not below it."""
    tokens = reading.tokens
    for _ in range(MAX_PHRASE):
        parent = tokens[index].head
        if parent == head:
            return index
        if parent == index:
            return None
        index = parent
    return None


def _name_in_apposition(reading: Reading, head: int) -> Span | None:
    """Return the name that stands beside a role: "the director, <name>,"."""
    tokens = reading.tokens
    if tokens[head].pos != "NOUN":
        return None
    for child in tokens[head].children:
        if child < head or tokens[child].dep not in {"appos", "flat", "flat:name"}:
            continue
        comma = child_comma(reading, head, child)
        if tokens[child].pos == "PROPN" and comma:
            first, last = phrase_tokens(reading, child)
            return Span(tokens[first].start, tokens[last - 1].end)
    return _name_after_comma(reading, head)


def child_comma(reading: Reading, head: int, child: int) -> bool:
    """Tell whether a comma stands between *head* and what is said of it."""
    return any(reading.tokens[k].text == "," for k in range(head + 1, child))


def _name_after_comma(reading: Reading, head: int) -> Span | None:
    """The same by the surface: phrase, comma, name of a person, comma or verb."""
    first, last = phrase_tokens(reading, head)
    del first
    tokens = reading.tokens
    if last >= len(tokens) or tokens[last].text != ",":
        return None
    after = last + 1
    while after < len(tokens) and reading.word(after) in reading.lexicon.titles:
        after += 1
    if after >= len(tokens):
        return None
    for name in reading.names_from(after):
        if name.first == after and name.type == "PER":
            kinds = reading.lexicon.kinds.get(noun_of(reading, head), frozenset())
            if SourceKind.PERSON in kinds or SourceKind.SPEAKS_FOR in kinds:
                return Span(tokens[last + 1].start, name.span.end)
    return None


def noun_of(reading: Reading, index: int) -> str:
    """Return the lexicon's form of a noun: its word, else its lemma, else its singular."""
    kinds = reading.lexicon.kinds
    word = reading.word(index)
    lemma = reading.tokens[index].lemma.lower()
    singular = word[:-1] if word.endswith(("s", "x")) else word
    return next((form for form in (word, lemma, singular) if form in kinds), lemma or word)
