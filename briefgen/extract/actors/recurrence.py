"""A name found once is found everywhere: its other occurrences, and persons' surnames.

The engine decides sentence by sentence; here a form that was a name somewhere in the
article counts wherever it stands with a capital.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from briefgen.extract.actors.boundaries import is_capitalised
from briefgen.extract.actors.candidate import Candidate
from briefgen.extract.actors.lexicon import ActorLexicon, fold
from briefgen.model import NameType, Token

Form = tuple[str, ...]


def find_recurrences(
    tokens: Sequence[Token], forms: Mapping[Form, NameType | None], taken: set[int]
) -> tuple[Candidate, ...]:
    """Return occurrences of *forms* outside the *taken* tokens, the longest first at each place."""
    by_first: defaultdict[str, list[Form]] = defaultdict(list)
    for form in sorted(forms, key=lambda f: (-len(f), f)):
        by_first[form[0]].append(form)
    found: list[Candidate] = []
    end = 0
    for at in [at for at, token in enumerate(tokens) if fold(token.text) in by_first]:
        if at < end or at in taken:
            continue
        end = _match(tokens, at, by_first[fold(tokens[at].text)], taken)
        if end:
            form = tuple(fold(t.text) for t in tokens[at:end])
            found.append(Candidate(at, end, forms[form]))
    return tuple(found)


def name_forms(
    tokens: Sequence[Token], names: Iterable[Candidate], lexicon: ActorLexicon
) -> dict[Form, NameType | None]:
    """Return the token sequences that may recur, every name and each person's last word."""
    forms: dict[Form, NameType | None] = {}
    for name in names:
        words = tuple(fold(t.text) for t in tokens[name.first : name.last])
        forms[words] = forms.get(words) or name.type
        last = tokens[name.last - 1]
        is_person = name.type is NameType.PER and len(words) > 1
        if is_person and is_capitalised(last) and len(last.text) > 2:
            forms.setdefault(words[-1:], NameType.PER)
    return {
        form: kind
        for form, kind in forms.items()
        if len(form) > 1 or not lexicon.holds("never_names", form[0])
    }


def _match(tokens: Sequence[Token], at: int, forms: Sequence[Form], taken: set[int]) -> int:
    """Return the end of the longest of *forms* that stands at *at*; 0 when none does."""
    for form in forms:
        last = at + len(form)
        if last > len(tokens) or not taken.isdisjoint(range(at, last)):
            continue
        window = tokens[at:last]
        if any(is_capitalised(t) for t in window) and all(
            fold(t.text) == word for t, word in zip(window, form, strict=True)
        ):
            return last
    return 0
