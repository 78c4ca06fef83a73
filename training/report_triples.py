"""Who says what, as a parser sees it: (report verb, speaker, clause) triples.

A triple is a verb of the lexicon's ``quote_verbs.tsv`` with an active subject and a
clause: its ``ccomp``; of a verb without one its ``parataxis``; else the clause that it
interrupts or closes, as a ``parataxis`` of it. Each part counts by its head word. Gold is the
treebank's own tree, so the lexicon sets what is counted and the parser alone is judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files

from training.evaluate import Tree

Triple = tuple[int, int, int]  # where the three words start
SUBJECTS = ("nsubj", "nsubj:caus")
CLAUSES = (("ccomp",), ("parataxis", "parataxis:obj"))


def score_triples(pairs: Sequence[tuple[Tree, Tree]], language: str) -> dict[str, float]:
    """Return precision, recall and F1 of triples, and how many the gold holds."""
    verbs = _report_verbs(language)
    good = guessed = gold = 0
    for right, found in pairs:
        want, have = set(triples(right, verbs)), set(triples(found, verbs))
        good, guessed, gold = good + len(want & have), guessed + len(have), gold + len(want)
    return {
        "f": 2 * good / max(1, guessed + gold),
        "p": good / max(1, guessed),
        "r": good / max(1, gold),
        "gold": gold,
    }


def triples(tree: Tree, verbs: frozenset[str]) -> Iterator[Triple]:
    """Yield the triples of *tree* as the places where their words start."""
    children: dict[int, list[int]] = {}
    for index, row in enumerate(tree.rows):
        if row.head is not None and row.head != index:
            children.setdefault(row.head, []).append(index)
    for index, row in enumerate(tree.rows):
        if row.lemma not in verbs or row.pos != "VERB":
            continue
        below = children.get(index, [])
        subjects = [child for child in below if tree.rows[child].dep in SUBJECTS]
        for clause in _clauses(tree, index, below):
            for subject in subjects:
                yield tree.spans[index][0], tree.spans[subject][0], tree.spans[clause][0]


def _clauses(tree: Tree, verb: int, below: Sequence[int]) -> list[int]:
    for relations in CLAUSES:
        found = [child for child in below if tree.rows[child].dep in relations]
        if found:
            return found
    head = tree.rows[verb].head
    said_beside = tree.rows[verb].dep.startswith("parataxis") and head is not None
    return [head] if said_beside and head is not None else []


def _report_verbs(language: str) -> frozenset[str]:
    path = files("briefgen.lexicons") / language / "quote_verbs.tsv"
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(row[0] for row in rows if row[0] and not row[0].startswith("#"))
