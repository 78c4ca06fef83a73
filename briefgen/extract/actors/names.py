"""Candidates: the engine's names with their borders mended, and names it overlooked.

Overlooked are capitals in mid-sentence, and institutions that French and English write
in small letters: "ministère de la Santé", "armée syrienne", "New Zealand government".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefgen.extract.actors.boundaries import (
    is_capitalised,
    is_initial,
    split,
    trim,
    with_hyphens,
    with_numeral,
    with_particles,
)
from briefgen.extract.actors.candidate import Candidate
from briefgen.extract.actors.institutions import find_institutions
from briefgen.extract.actors.lexicon import ActorLexicon, fold
from briefgen.extract.actors.recurrence import find_recurrences, name_forms
from briefgen.model import Document, NameType, Token


def find_candidates(
    document: Document, lexicon: ActorLexicon, *, in_headline: bool = False
) -> tuple[Candidate, ...]:
    """Return disjoint candidates of *document* in text order."""
    engine = _joined(document.tokens, _engine_names(document, lexicon), lexicon)
    capitals = list(_capitals(document.tokens, lexicon))
    institutions = find_institutions(document.tokens, [*engine, *capitals], lexicon)
    taken: set[int] = set()
    found: list[Candidate] = []
    widest = sorted(engine, key=lambda c: c.first - c.last)
    for candidate in (*institutions, *widest, *capitals):
        if taken.isdisjoint(range(candidate.first, candidate.last)):
            taken.update(range(candidate.first, candidate.last))
            found.append(replace(candidate, in_headline=in_headline))
    forms = name_forms(document.tokens, found, lexicon)
    found += [
        replace(again, in_headline=in_headline)
        for again in find_recurrences(document.tokens, forms, taken)
    ]
    return tuple(sorted(found, key=lambda c: c.first))


def _joined(
    tokens: Sequence[Token], names: Iterable[Candidate], lexicon: ActorLexicon
) -> list[Candidate]:
    """Return *names* with a given name and the surname behind it made one."""
    joined: list[Candidate] = []
    for name in names:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.last == name.first
            and before.last - before.first == 1
            and before.type is name.type is NameType.PER
            and fold(tokens[before.first].text) not in lexicon.role_nouns
        ):
            joined[-1] = replace(before, last=name.last)
        else:
            joined.append(name)
    if not lexicon.holds_any("possessive"):
        return joined
    return [replace(n, first=_left_end(tokens, n, lexicon)) for n in joined]


def _left_end(tokens: Sequence[Token], name: Candidate, lexicon: ActorLexicon) -> int:
    """Return where an English organisation begins: with the place before "State University"."""
    words = [fold(t.text) for t in tokens[name.first : name.last]]
    at = name.first
    if name.type is not NameType.ORG or not any(w in lexicon.organisation_words for w in words):
        return at
    while (
        at > 0
        and not is_initial(tokens, at)
        and is_capitalised(tokens[at - 1])
        and tokens[at - 1].pos in {"PROPN", "ADJ"}
        and fold(tokens[at - 1].text) not in lexicon.role_nouns
    ):
        at -= 1
    return at


def _engine_names(document: Document, lexicon: ActorLexicon) -> Iterator[Candidate]:
    tokens = document.tokens
    for name in document.names:
        parts = tuple(split(tokens, name.first, name.last, lexicon))
        for number, part in enumerate(parts):
            first, last = trim(tokens, *part, lexicon)
            if first >= last or not any(is_capitalised(t) for t in tokens[first:last]):
                continue
            if last - first == 1 and _is_no_name(tokens, first, lexicon):
                continue
            last = with_hyphens(tokens, last)
            kind = NameType.PER if number and name.type is NameType.ORG else name.type
            if kind is NameType.PER:
                first = with_particles(tokens, first, lexicon)
                last = with_numeral(tokens, last)
            yield Candidate(first, last, kind)


_NO_NAME = frozenset(
    {"VERB", "AUX", "PRON", "DET", "ADP", "ADV", "CCONJ", "SCONJ", "INTJ", "NUM", "PUNCT", "SYM"}
)


def _is_no_name(tokens: Sequence[Token], at: int, lexicon: ActorLexicon) -> bool:
    """Tell whether one word that the engine calls a name is a common word with a capital."""
    token = tokens[at]
    if lexicon.holds("never_names", fold(token.text)):
        return True
    return is_initial(tokens, at) and token.pos in _NO_NAME


def _capitals(tokens: Sequence[Token], lexicon: ActorLexicon) -> Iterator[Candidate]:
    """Yield runs of capitalised words in mid-sentence, joined by particles."""
    at = 0
    while at < len(tokens):
        if is_initial(tokens, at) or not is_capitalised(tokens[at]):
            at += 1
            continue
        end = _run_end(tokens, at, lexicon)
        first, last = trim(tokens, at, end, lexicon)
        if first < last and not (last - first == 1 and _is_common(tokens, first, lexicon)):
            yield Candidate(first, last, None)
        at = end


def _run_end(tokens: Sequence[Token], at: int, lexicon: ActorLexicon) -> int:
    end = at + 1
    while end < len(tokens) and tokens[end].sentence == tokens[at].sentence:
        if is_capitalised(tokens[end]):
            end += 1
            continue
        ahead = end
        while (
            ahead < len(tokens)
            and ahead < end + 2
            and lexicon.holds("particles", fold(tokens[ahead].text))
        ):
            ahead += 1
        if ahead > end and ahead < len(tokens) and is_capitalised(tokens[ahead]):
            end = ahead + 1
            continue
        break
    return end


def _is_common(tokens: Sequence[Token], at: int, lexicon: ActorLexicon) -> bool:
    """Tell whether one capitalised word alone is no name."""
    word = fold(tokens[at].text)
    return (
        lexicon.holds("never_names", word)
        or word in lexicon.demonyms
        or word in lexicon.role_nouns
        or lexicon.holds("person_prefixes", word)
        or len(word) < 2
    )
