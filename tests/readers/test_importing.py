"""Articles become files that read back to the same article, and are never overwritten."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefgen.model import Article, Mark, MarkKind, Source, Span
from briefgen.readers import read
from briefgen.readers.article_file import article_file, to_markdown
from briefgen.readers.importing import Outcome, import_article
from briefgen.readers.markdown import strip_markup

SAMPLES = Path(__file__).parent / "samples"
FILES = sorted(SAMPLES.iterdir()) + sorted((Path(__file__).parent / "pages").glob("*.html"))
# Of the file, not of the article.
OF_THE_FILE = {"path", "sha256", "format", "encoding"}


def facts(article: Article) -> dict[str, object]:
    source = {
        field.name: getattr(article.source, field.name)
        for field in dataclasses.fields(Source)
        if field.name not in OF_THE_FILE
    }
    own = {f.name: getattr(article, f.name) for f in dataclasses.fields(Article)}
    return {**own, "source": source, "id": None, "notes": None}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_an_imported_article_reads_back(path: Path, tmp_path: Path) -> None:
    for article in read(path):
        written = import_article(article, tmp_path)
        assert written.outcome is Outcome.WRITTEN
        (again,) = read(written.path)
        assert facts(again) == facts(article)


def article(text: str, version: str | None = None) -> Article:
    source = Source("a.json", "0", guid="urn:a", version=version)
    return Article("a", "Un titre", text, "fr", source, published=dt.date(1989, 11, 10))


def test_importing_twice_writes_once(tmp_path: Path) -> None:
    first = import_article(article("Le mur."), tmp_path)
    assert first.path == tmp_path / "1989/11/un-titre.txt"
    before = first.path.read_bytes()
    again = import_article(article("Le mur."), tmp_path)
    assert (again.path, again.outcome) == (first.path, Outcome.KEPT)
    assert first.path.read_bytes() == before


def test_an_edited_file_is_left_alone(tmp_path: Path) -> None:
    first = import_article(article("Le mur."), tmp_path)
    edited = first.path.read_text("utf-8").replace("Le mur.", "Le mur de Berlin.")
    first.path.write_text(edited, "utf-8")
    assert import_article(article("Le mur."), tmp_path).outcome is Outcome.KEPT
    assert first.path.read_text("utf-8") == edited


def test_another_version_gets_a_file_of_its_own(tmp_path: Path) -> None:
    first = import_article(article("Le mur.", "1"), tmp_path)
    second = import_article(article("Le mur est ouvert.", "2"), tmp_path)
    assert second.outcome is Outcome.WRITTEN
    assert second.path != first.path
    assert import_article(article("Le mur est ouvert.", "2"), tmp_path).path == second.path


def test_no_date_no_year(tmp_path: Path) -> None:
    undated = dataclasses.replace(article("Le mur."), published=None)
    assert import_article(undated, tmp_path).path.parent == tmp_path / "undated"


blocks = st.lists(
    st.text(alphabet="ab é«».*_`[]()<>#+-=~&;1!|\\", min_size=1).map(str.strip).filter(bool),
    min_size=1,
    max_size=4,
)


@given(blocks)
def test_words_survive_markdown(parts: list[str]) -> None:
    text = "\n\n".join(parts)
    assert strip_markup(to_markdown(text, ())) == (text, ())


@example(["1 #"], MarkKind.HEADING)
@example(["C ##"], MarkKind.HEADING)
@given(blocks, st.sampled_from([MarkKind.HEADING, MarkKind.ITEM, MarkKind.QUOTE]))
def test_blocks_survive_markdown(parts: list[str], kind: MarkKind) -> None:
    text = "\n\n".join(parts)
    target = "2" if kind is MarkKind.HEADING else ""
    marks = (Mark(kind, Span(0, len(parts[0])), target),)
    found, found_marks = strip_markup(to_markdown(text, marks))
    assert found == text
    assert found_marks == marks


@given(blocks, st.sampled_from([MarkKind.EMPHASIS, MarkKind.STRONG, MarkKind.LINK, MarkKind.CODE]))
def test_inline_marks_never_cost_words(parts: list[str], kind: MarkKind) -> None:
    text = "\n\n".join(parts)
    target = "https://example.org/" if kind is MarkKind.LINK else ""
    marks = (Mark(kind, Span(0, max(1, len(parts[0]) // 2)), target),)
    assert strip_markup(to_markdown(text, marks))[0] == text


def test_the_file_says_all() -> None:
    text, suffix = article_file(article("Le mur."))
    assert suffix == ".txt"
    assert text.startswith("---\ntitle: Un titre\npublished: '1989-11-10'\nlang: fr\nguid: urn:a\n")
    assert text.endswith("---\nLe mur.\n")
