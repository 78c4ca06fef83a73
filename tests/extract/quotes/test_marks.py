"""The quotation-mark state machine."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.extract.quotes.marks import find_marked

CASES = {
    "guillemets": ("Il dit : « Oui ».", [["Oui"]]),
    "curly": ("She said “Yes”.", [["Yes"]]),
    "low-high": ("Er sagt: „Ja“.", [["Ja"]]),
    "straight": ('She said "Yes".', [["Yes"]]),
    "angle pairs": ("Il dit << Oui >>.", [["Oui"]]),
    "single curly": ("She said ‘Yes, I do’ twice.", [["Yes, I do"]]),
    "single straight": ("She said 'Yes, I do' twice.", [["Yes, I do"]]),
    "apostrophes are no marks": ("L'ami d'Alice n’a pas l’heure.", []),
    "plural possessive is no mark": ("The workers' union left the boys' home.", []),
    "a decade is no mark": ("In the '90s it was the boys' club.", []),
    "nested of another kind": ("« Le mot “oui” suffit »", [["Le mot “oui” suffit"]]),
    "nested of the same kind": ("« Le mot « oui » suffit »", [["Le mot « oui » suffit"]]),
    "two in a row": ("« Oui » et « non »", [["Oui"], ["non"]]),
    "closing mark alone": ("Oui » dit-il.", []),
    "unclosed ends with its paragraph": ("Il dit : « Oui.\n\nElle part.", [["Oui."]]),
    "opened again in each paragraph": ("« Un.\n\n« Deux. »", [["Un.", "Deux."]]),
    "closed in a later paragraph": ("« Un.\n\nDeux. »", [["Un.\n\nDeux."]]),
    "straight, closed in a later paragraph": ('"One.\n\nTwo."', [["One.\n\nTwo."]]),
    "straight, opened again": ('"One.\n\n"Two."', [["One.", "Two."]]),
    "closed twice": ("« Oui »» dit-il.", [["Oui"]]),
    "curly opening mark closes a straight one": ('He said "yes.“ Then he left.', [["yes."]]),
    "inches are no mark": ('a 5" nail and a 6" nail', []),
    "empty": ("« »", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_stretches(text: str, expected: list[list[str]]) -> None:
    assert [[part.of(text) for part in m.parts] for m in find_marked(text)] == expected


@given(st.text(alphabet="ab .,\n«»“”\"'‘’„<>`", max_size=80))
def test_stretches_lie_in_the_text_and_apart(text: str) -> None:
    end = 0
    for marked in find_marked(text):
        assert marked.outer.start >= end
        end = marked.outer.end
        assert end <= len(text)
        for part in marked.parts:
            assert marked.outer.contains(part)
            assert part.of(text).strip() == part.of(text) != ""


@pytest.mark.parametrize(
    "unit", ["« ", '"', "“a ", "'a ", "« a\n\n", '" a', '"a "', "<<", "``", "» "]
)
def test_time_is_linear(unit: str) -> None:
    began = process_time()
    find_marked(unit * 100_000)
    assert process_time() - began < 10
