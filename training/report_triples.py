"""Who says what, as a parser sees it: (report verb, speaker, clause) triples.

A triple is a verb of the lexicon's ``quote_verbs.tsv`` with an active subject and a
clause: its ``ccomp``, or the clause that it interrupts or closes (the verb is a
``parataxis`` of it, or it of the verb). Each part counts by its head word. Gold is the
treebank's own tree, so the lexicon sets what is counted and the parser alone is judged.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

from spacy.tokens import Doc, Token
from spacy.training import Example

Triple = tuple[int, int, int]  # where the three words start


def score_triples(examples: Iterable[Example], language: str) -> dict[str, float]:
    """Return precision, recall and F1 of triples, and how many the gold holds."""
    verbs = _report_verbs(language)
    good = guessed = gold = 0
    for example in examples:
        want = set(_triples(example.reference, verbs))
        have = set(_triples(example.predicted, verbs))
        good, guessed, gold = good + len(want & have), guessed + len(have), gold + len(want)
    return {
        "f": 2 * good / max(1, guessed + gold),
        "p": good / max(1, guessed),
        "r": good / max(1, gold),
        "gold": gold,
    }


def _triples(doc: Doc, verbs: frozenset[str]) -> Iterable[Triple]:
    for verb in doc:
        if verb.lemma_ not in verbs or verb.pos_ != "VERB":
            continue
        subjects = [t for t in verb.children if t.dep_ in ("nsubj", "nsubj:caus")]
        for clause in _clauses(verb):
            for subject in subjects:
                yield verb.idx, subject.idx, clause.idx


def _clauses(verb: Token) -> Iterable[Token]:
    yield from (t for t in verb.children if t.dep_ in ("ccomp", "parataxis", "parataxis:obj"))
    if verb.dep_.startswith("parataxis"):
        yield verb.head


def _report_verbs(language: str) -> frozenset[str]:
    path = files("briefgen.lexicons") / language / "quote_verbs.tsv"
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(row[0] for row in rows if row[0] and not row[0].startswith("#"))
