"""Names of mixed or misleading letters are flagged, honest names are not."""

import csv
import unicodedata
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from briefgen.build.check import check_articles
from briefgen.build.lookalikes import lookalike
from briefgen.build.work import Finished
from tests.build.newsroom import brief_lines, project_at, write_article


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Раris", "mixes Cyrillic and Latin letters"),
        ("Jean \u039cartin", "mixes Greek and Latin letters"),
        ("\u0421\u0415\u041e", "is all Cyrillic, in letters that look Latin"),
        ("\uff30\uff41\uff52\uff49\uff53", "is set in styled letters"),
        ("\U0001d40f\U0001d41a\U0001d42b\U0001d422\U0001d42c", "is set in styled letters"),
    ],
    ids=["Cyrillic R", "Greek M", "all Cyrillic", "full width", "mathematical bold"],
)
def test_lookalikes_are_told(name: str, reason: str) -> None:
    assert lookalike(name, "fr") == reason


@pytest.mark.parametrize(
    "name",
    [
        "Émile Zola",
        "Škoda",
        "Владимир",
        "Αθήνα",
        "東京タワー",
        "α-synucléine",
        "O’Neill",
        "L’Œuvre",
        "3M",
    ],
)
def test_honest_names_pass(name: str) -> None:
    assert lookalike(name, "fr") == ""


def test_a_name_of_another_alphabet_passes_in_its_language() -> None:
    assert lookalike("\u0421\u0415\u041e", "ru") == ""


def test_every_row_is_a_letter_of_another_script() -> None:
    text = (files("briefgen.lexicons") / "lookalikes.tsv").read_text("utf-8")
    rows = list(csv.reader(text.splitlines()[1:], delimiter="\t"))
    assert len(rows) > 80
    for letter, latin in rows:
        assert unicodedata.name(letter).split()[0] in {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}
        assert latin.isascii()


def test_check_flags_them(tmp_path: Path) -> None:
    project = project_at(tmp_path)
    write_article(project, "a.txt", "A lock\n\nThe lock opened.")

    def line(path: Path, name: str) -> tuple[Finished, ...]:
        (made,) = brief_lines(path, name)
        article = replace(made.briefing.article, tags=("\u0420aris", "Paris"))
        return (replace(made, briefing=replace(made.briefing, article=article)),)

    checked = check_articles(project, line=line)
    assert [remark.note.code for remark in checked.remarks] == ["lookalike"]
    assert "U+0420" in checked.remarks[0].note.message
