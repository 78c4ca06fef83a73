"""Candidates: the engine's names with their borders mended, and names it overlooked.

Overlooked are capitals in mid-sentence, and institutions that French and English write
in small letters: "ministère de la Santé", "armée syrienne", "New Zealand government".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

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
from briefgen.extract.actors.choice import choose_names
from briefgen.extract.actors.credits import credit_tokens
from briefgen.extract.actors.institutions import find_institutions
from briefgen.extract.actors.lattice import Run, find_runs
from briefgen.extract.actors.lexicon import ActorLexicon, fold
from briefgen.extract.actors.recurrence import find_recurrences, name_forms
from briefgen.model import Document, NameType, Token


def find_names(documents: Mapping[bool, Document], lexicon: ActorLexicon) -> tuple[Candidate, ...]:
    """Return the names of *documents*, typed, disjoint, in order; the headline's last."""
    engine = {
        side: _joined(document.tokens, _engine_names(document, lexicon), lexicon)
        for side, document in documents.items()
    }
    runs = {
        side: tuple(find_runs(document.tokens, lexicon)) for side, document in documents.items()
    }
    chosen = choose_names(documents, engine, runs, lexicon)
    return tuple(
        name
        for side, document in documents.items()
        for name in _with_institutions(
            document, chosen[side], runs[side], lexicon, in_headline=side
        )
    )


def _with_institutions(
    document: Document,
    names: Sequence[Candidate],
    runs: Sequence[Run],
    lexicon: ActorLexicon,
    *,
    in_headline: bool,
) -> list[Candidate]:
    """Return *names*, institutions that take some of them in, and what recurs of both."""
    taken = set(credit_tokens(document.tokens, lexicon))
    kept: list[Candidate] = []
    inner = [*names, *_rejected(document.tokens, names, runs, lexicon)]
    for candidate in (*find_institutions(document.tokens, inner, lexicon), *names):
        if taken.isdisjoint(range(candidate.first, candidate.last)):
            taken.update(range(candidate.first, candidate.last))
            kept.append(candidate)
    forms = name_forms(document.tokens, kept, lexicon)
    kept += find_recurrences(document.tokens, forms, taken)
    kept.sort(key=lambda c: c.first)
    return [c._replace(in_headline=True) for c in kept] if in_headline else kept


def _rejected(
    tokens: Sequence[Token],
    names: Sequence[Candidate],
    runs: Sequence[Run],
    lexicon: ActorLexicon,
) -> list[Candidate]:
    """Return capitals that are no names alone, as "Santé", but may complete an institution."""
    if lexicon.holds_any("possessive"):
        return []  # what completes an institution stands before it, and is a name
    taken = {at for name in names for at in range(name.first, name.last)}
    widest = (max(run, key=lambda bounds: bounds[1] - bounds[0]) for run in runs)
    return [
        Candidate(first, last, None)
        for first, last in widest
        if taken.isdisjoint(range(first, last)) and not is_initial(tokens, first)
    ]


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
            joined[-1] = before._replace(last=name.last)
        else:
            joined.append(name)
    if not lexicon.holds_any("possessive"):
        return joined
    return [n._replace(first=_left_end(tokens, n, lexicon)) for n in joined]


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
    signed = credit_tokens(tokens, lexicon)
    for name in document.names:
        if name.last - 1 in signed:
            continue
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
