"""Notes speak the language of the interface, all that an article can bear."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import briefgen
from briefgen.model import Note
from briefgen.site import catalogue
from briefgen.site.note_words import FORMS, note_words

ROOMS = ("compose.py", "corrections", "readers", "extract", "language")


def sentences() -> Iterator[tuple[str, str]]:
    """Yield code and sentence of every note that these rooms make, X for what is filled in."""
    root = Path(briefgen.__file__).parent
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")) or [root / room]:
            nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
            for node in nodes:
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Note":
                    code, said, *_ = node.args
                    assert isinstance(code, ast.Constant)
                    yield str(code.value), words(said, nodes)


def words(said: ast.expr, nodes: list[ast.AST]) -> str:
    if isinstance(said, ast.Name):  # what was last given to that name
        given = [
            node
            for node in nodes
            if isinstance(node, ast.Assign)
            and getattr(node.targets[0], "id", "") == said.id
            and node.lineno < said.lineno
        ]
        said = max(given, key=lambda node: node.lineno).value
    if isinstance(said, ast.JoinedStr):
        return "".join(str(getattr(part, "value", "X")) if isinstance(part, ast.Constant) else "X"
                       for part in said.values)  # fmt: skip
    assert isinstance(said, ast.Constant)
    return str(said.value)


SENTENCES = dict.fromkeys(sentences())


@pytest.mark.parametrize(("code", "sentence"), SENTENCES)
def test_every_note_of_an_article_is_said_in_french(code: str, sentence: str) -> None:
    said = note_words(Note(code, sentence), "fr", catalogue.translations("fr").gettext)
    assert said.language == "fr"
    assert said.text != sentence
    assert ("X" in said.text) == ("X" in sentence)


def test_every_form_is_a_note_of_ours() -> None:
    assert len(FORMS) == len({sentence for _, sentence in SENTENCES})


def test_what_is_filled_in_is_never_a_form() -> None:
    note = Note("unsure-speaker", "Who says “100 %(count)s %d\nmore” is not sure.")
    said = note_words(note, "fr", catalogue.translations("fr").gettext)
    assert "100 %(count)s %d\nmore" in said.text


def test_a_note_of_another_form_stays_english() -> None:
    said = note_words(Note("odd", "Something else."), "fr", catalogue.translations("fr").gettext)
    assert (said.text, said.language) == ("Something else.", "en")


def test_english_stays_english() -> None:
    note = Note("no-date", "The article has no publication date; add `published:`.")
    said = note_words(note, "en", catalogue.translations("en").gettext)
    assert (said.text, said.language) == (note.message, "en")
