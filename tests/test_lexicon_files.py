"""A row of a lexicon that does not hold is named by file and line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefgen.errors import LexiconError
from briefgen.extract.quotes import lexicon_files
from briefgen.lexicons import read_mapping

FAULTS: list[tuple[Callable[[Any], object], str, str]] = [
    (read_mapping, "a: [", "while parsing"),
    (read_mapping, "- a\n- b\n", "expected a mapping"),
    (lexicon_files._settings, "verbs: [dire, no]\n", "found False; expected a word"),
    (lexicon_files._verbs, "lemma\tframes\tsubject\ndire\tclause\n", r":2: found 2 columns"),
    (lexicon_files._verbs, "lemma\tframes\tsubject\ndire\tsong\tany\n", r":2: 'song' is not"),
    (lexicon_files._sources, "noun\tkind\tgender\n# more\nradio\tsea\tf\n", r":3: 'sea' is not"),
]


@pytest.mark.parametrize(("read", "text", "says"), FAULTS)
def test_a_fault_is_told(
    read: Callable[[Any], object], text: str, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "words"
    path.write_text(text, "utf-8")
    with pytest.raises(LexiconError, match=says) as caught:
        read(path)
    assert caught.value.path == str(path)
