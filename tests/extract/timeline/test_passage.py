from __future__ import annotations

import pytest

from briefgen.extract.timeline.dateline import dateline_end
from briefgen.extract.timeline.passage import Memory, quoted_stretches


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Il dit : « Bonjour. » Puis rien.", [" Bonjour. "]),
        ("“One” and “two”.", ["One", "two"]),
        ("« Ouvert\nPuis rien.", [" Ouvert"]),
        ("« Un paragraphe.\nUn autre. » Fin.", [" Un paragraphe.\nUn autre. "]),
        ("« Un.\n« Deux. » Fin.", [" Un.", " Deux. "]),
        ("rien", []),
    ],
)
def test_quoted_stretches(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_stretches(text)] == quoted


@pytest.mark.parametrize(
    ("before", "date", "after", "is_dateline"),
    [
        ("", "3 juillet 2012", ". - Le centre annonce", True),
        ("PARIS, ", "3 juillet", " (AFP) — Le centre annonce", True),
        ("Le titre de la page\n", "22 août 2016", " . – Le président annonce", True),
        ("", "Thursday, May 7, 2015", " On Tuesday", True),
        ("Le centre a ouvert le ", "3 juillet 2012", ". La foule est venue", False),
        ("La foule est venue. Le ", "3 juillet 2012", " - un mardi - il pleuvait", False),
    ],
)
def test_dateline(before: str, date: str, after: str, is_dateline: bool) -> None:
    text = before + date + after
    end = dateline_end(text, len(before), len(before) + len(date))
    assert bool(end) is is_dateline


def test_memory_forgets_what_is_far_back() -> None:
    memory = Memory()
    memory.note("1989-11-09TEV", 0)
    memory.note("P3D", 1)
    assert memory.last_day(2) == "1989-11-09"
    assert memory.last_evening(2) == "1989-11-09"
    assert memory.last_day(9) == ""
