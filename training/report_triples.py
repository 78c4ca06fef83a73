"""Who says what, as a parser sees it: (report verb, speaker, clause) triples.

A triple is a verb of the lexicon's ``quote_verbs.tsv``, its active subject and its clause: its
``ccomp``; of a verb without one its ``parataxis``; else the clause that it interrupts or closes,
as a ``parataxis`` of it. Gold is the treebank's own tree, so the lexicon sets what is counted
and the parser alone is judged. Two counts:

| count | verb | speaker | clause | how many |
|---|---|---|---|---|
| words | same word | same head word | F1 of the words at least one half | one a verb |
| heads | same word | same head word | same head word | each subject with each clause |

The words of a clause are all that hangs on its head, without marks of punctuation and without the
verb and what hangs on it: the content of a quote, compared as ``briefgen evaluate`` and the
quotation scorers of the literature do. A verb reports one thing; of several clauses or subjects
the nearest counts. Counting by heads asks for the one word on which the parser hangs the clause,
and lets a verb to which it gives two subjects and five clauses count ten times.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from briefgen.evaluation.matching import set_f1
from briefgen.evaluation.scores import LEAST_LIKENESS
from training.evaluate import Tree

SUBJECTS = ("nsubj", "nsubj:caus")
CLAUSES = (("ccomp",), ("parataxis", "parataxis:obj"))


@dataclass(frozen=True, slots=True)
class Triple:
    """Who says what, by where the words start."""

    verb: int
    speaker: int
    clause: int
    "its head word"
    words: frozenset[int]
    "of the clause"
    is_nearest: bool
    "of the verb's speakers and clauses"

    @property
    def heads(self) -> tuple[int, int, int]:
        """The three head words."""
        return self.verb, self.speaker, self.clause

    def agrees_with(self, other: Triple) -> bool:
        """Tell whether verb and speaker are the same and the clauses alike."""
        same = (self.verb, self.speaker) == (other.verb, other.speaker)
        return same and set_f1(self.words, other.words) >= LEAST_LIKENESS


def count_triples(pairs: Sequence[tuple[Tree, Tree]], language: str) -> Counter[str]:
    """Return how many triples are in the gold, found and right, by both counts."""
    verbs = report_verbs(language)
    counts: Counter[str] = Counter()
    for right, found in pairs:
        want, have = list(triples(right, verbs)), list(triples(found, verbs))
        want_heads, have_heads = ({one.heads for one in some} for some in (want, have))
        counts["right heads"] += len(want_heads & have_heads)
        counts["heads"] += len(want_heads) + len(have_heads)
        nearest = {one.verb: one for one in have if one.is_nearest}
        counts["found"] += len(nearest)
        for one in want:
            if one.is_nearest:
                counts["gold"] += 1
                counts["right"] += one.verb in nearest and one.agrees_with(nearest[one.verb])
    return counts


def scores(counts: Mapping[str, int]) -> dict[str, float]:
    """Return precision, recall and F1 by words, how many the gold holds, and F1 by heads."""
    return {
        "f": 2 * counts["right"] / max(1, counts["found"] + counts["gold"]),
        "p": counts["right"] / max(1, counts["found"]),
        "r": counts["right"] / max(1, counts["gold"]),
        "gold": counts["gold"],
        "by heads": 2 * counts["right heads"] / max(1, counts["heads"]),
    }


def triples(tree: Tree, verbs: frozenset[str]) -> Iterator[Triple]:
    """Yield the triples of *tree*: every subject of a report verb with every clause."""
    children: dict[int, list[int]] = {}
    for index, row in enumerate(tree.rows):
        if row.head is not None and row.head != index:
            children.setdefault(row.head, []).append(index)
    for verb, row in enumerate(tree.rows):
        if row.lemma not in verbs or row.pos != "VERB":
            continue
        below = sorted(children.get(verb, []), key=lambda child: abs(child - verb))
        subjects = [child for child in below if tree.rows[child].dep in SUBJECTS]
        clauses = _clauses(tree, verb, below)
        for clause in clauses:
            words = frozenset(_words(tree, children, clause, verb))
            for subject in subjects:
                first = (subject, clause) == (subjects[0], clauses[0])
                at = (tree.spans[word][0] for word in (verb, subject, clause))
                yield Triple(*at, words, first)


def _words(
    tree: Tree, children: Mapping[int, Sequence[int]], clause: int, verb: int
) -> Iterator[int]:
    """Yield where the words of a clause start, without those of the verb that reports it."""
    waiting = [clause]
    while waiting:
        word = waiting.pop()
        if any(char.isalnum() for char in tree.rows[word].text):
            yield tree.spans[word][0]
        waiting += [child for child in children.get(word, ()) if child != verb]


def _clauses(tree: Tree, verb: int, below: Sequence[int]) -> list[int]:
    for relations in CLAUSES:
        found = [child for child in below if tree.rows[child].dep in relations]
        if found:
            return found
    head = tree.rows[verb].head
    said_beside = tree.rows[verb].dep.startswith("parataxis") and head is not None
    return [head] if said_beside and head is not None else []


def report_verbs(language: str) -> frozenset[str]:
    """Return the verbs of the lexicon that report what somebody says."""
    path = files("briefgen.lexicons") / language / "quote_verbs.tsv"
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(row[0] for row in rows if row[0] and not row[0].startswith("#"))
