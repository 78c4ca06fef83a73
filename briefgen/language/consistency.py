"""What no tree of Universal Dependencies holds, mended in what a parser made of a text.

A mark is punctuation; a verb has one clause for its complement, and a second one is
coordinated with it ("said that X and Y"); a proper noun has none at all, so that of "said in
Geneva that X" belongs to the verb.
"""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence

COMPLEMENT = "ccomp"


def make_consistent(
    classes: Sequence[str], heads: MutableSequence[int], relations: MutableSequence[str]
) -> None:
    """Change *heads* (-1 for roots) and *relations* of words of these *classes* in place."""
    marked = {
        heads[index]
        for index, relation in enumerate(relations)
        if relation == "mark" and classes[index] == "SCONJ"
    }
    clauses: dict[int, int] = {}
    for index, relation in enumerate(relations):
        head = heads[index]
        if classes[index] == "PUNCT" and head >= 0:
            relations[index] = "punct"
        elif relation == "acl:relcl" and index in marked and classes[head] == "PROPN":
            verb = heads[head]
            if verb >= 0 and classes[verb] == "VERB":
                heads[index], relations[index] = verb, COMPLEMENT
        if relations[index] == COMPLEMENT and 0 <= heads[index] < index:
            first = clauses.setdefault(heads[index], index)
            if first != index:
                heads[index], relations[index] = first, "conj"
