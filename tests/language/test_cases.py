from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from briefgen.language.sentences import find_sentence_starts
from briefgen.language.tokenizer import tokenize

CASES = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_case(case: dict[str, str]) -> None:
    text, language = case["text"], case["language"]
    tokens = tokenize(text, language)
    if "tokens" in case:
        assert "|".join(span.of(text) for span in tokens) == case["tokens"]
    if "sentences" in case:
        starts = find_sentence_starts(text, tokens, language)
        bounds = pairwise([*starts, len(tokens)])
        found = [text[tokens[a].start : tokens[b - 1].end] for a, b in bounds]
        assert "|".join(found) == case["sentences"]
