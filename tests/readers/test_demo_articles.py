"""The articles that ship in content/ are read without a remark."""

from pathlib import Path

import pytest

from briefgen.readers import read

FOLDER = Path(__file__).parents[2] / "content" / "articles"
ARTICLES = sorted(FOLDER.glob("*.md"))


def test_there_are_a_dozen() -> None:
    assert len(ARTICLES) >= 13


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_reads_in_full(path: Path) -> None:
    (article,) = read(path)
    assert article.published
    assert article.language in {"fr", "en"}
    assert not article.notes
    assert not article.marks
    assert 200 <= len(article.text.split()) <= 500
