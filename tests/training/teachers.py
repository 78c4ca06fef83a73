"""What parsers agree on is taken over, what they do not stays open.

Run by test_networks_agree.py in a process of its own: JAX's threads forbid other tests' forks.
"""

from __future__ import annotations

from tests.training.tiny import tiny
from training.desk import Trained
from training.network import initial
from training.sentences import Lesson
from training.silver import silver_lessons

WORDS = ("one", "two", "three")


def main() -> None:
    first, other = _teacher("A"), _teacher("B")
    lesson = Lesson(WORDS, ("",) * len(WORDS), names=("O",) * len(WORDS))
    (agreed,) = silver_lessons([lesson], [first, first])
    assert agreed.tags == ("A",) * len(WORDS)
    assert agreed.names == ()
    (torn,) = silver_lessons([lesson], [first, other])
    assert torn.tags == (None,) * len(WORDS)
    for lesson in (agreed, torn):
        for place, (head, relation) in enumerate(
            zip(lesson.heads, lesson.relations, strict=True), 1
        ):
            assert head is None or head in {*range(len(WORDS) + 1)} - {place}
            assert head is not None or relation is None


def _teacher(tag: str) -> Trained:
    """Return a parser that calls every word *tag*, and is else untrained."""
    labels = {"tag": ["A", "B"], "lemma": ["x", "y"], "relation": ["root", "x", "y"]}
    inventory, shape = tiny(labels)
    weights = initial(shape, 1)
    weights["tag.label.bias"][labels["tag"].index(tag)] = 50
    return Trained(weights, inventory, shape)


if __name__ == "__main__":
    main()
