"""Encodings: what is read, how it is named, what is refused."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.errors import InputError
from briefgen.readers import read
from briefgen.readers.decode import clean, decode
from briefgen.readers.found import MAX_TEXT
from briefgen.readers.input import MAX_BYTES, Input, load

TEXT = "Élysée : « l’œuvre » coûte 5 €, dit le ministre.\n\nÀ Noël, on ira où ?\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("cp1252"), "cp1252"),
        (TEXT.encode("cp1252") * 20, "cp1252"),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16 mark", "utf-16-be", "utf-16-le", "cp1252", "cp1252 long"],
)
def test_the_same_text_comes_out(data: bytes, encoding: str) -> None:
    decoded = decode(Input("a.txt", data))
    assert decoded.text[: len(TEXT)] == TEXT
    assert decoded.encoding == encoding


def test_an_old_code_is_reported() -> None:
    notes = decode(Input("a.txt", TEXT.encode("cp1252"))).notes
    assert [note.code for note in notes] == ["encoding"]
    assert "cp1252" in notes[0].message


def test_broken_utf8_says_where() -> None:
    data = "Été à Nîmes.\nœuvre d’été\n".encode() + b"caf\xc3("
    with pytest.raises(InputError, match=r"^a.txt:3: is broken utf-8 at byte \d+ \(0xc3\)"):
        decode(Input("a.txt", data))


def test_bytes_are_no_text() -> None:
    with pytest.raises(InputError, match="not text"):
        decode(Input("a.txt", bytes(range(8)) * 50 + b"\0" * 50))


def test_bytes_of_an_old_code_with_controls_are_no_text() -> None:
    """Noise without NUL: every byte of it is some character of cp1252."""
    noise = bytes(1 + i * 89 % 255 for i in range(2000))
    with pytest.raises(InputError, match="control bytes"):
        decode(Input("a.md", noise))


def test_size_cap(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 11)
    assert load(path, name="a.txt", max_bytes=11).data == b"x" * 11
    with pytest.raises(InputError, match="larger than"):
        load(path, name="a.txt", max_bytes=10)
    assert MAX_BYTES == 10_000_000


def test_a_novel_is_no_article(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A" + "\n\nWords.".ljust(MAX_TEXT + 1, "."), "utf-8")
    assert len(read(path)[0].text) == MAX_TEXT - 1
    path.write_text("A" + "\n\nWords.".ljust(MAX_TEXT + 2, "."), "utf-8")
    with pytest.raises(InputError, match="is longer than 500000 characters; split it"):
        read(path)


@pytest.mark.parametrize("name", ["missing.txt", "", "a\0b.txt"], ids=["missing", "folder", "nul"])
def test_unreadable_paths(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"does not exist|is a folder|cannot be read"):
        load(tmp_path / name, name="a.txt")


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once, _ = clean(text)
    assert clean(once) == (once, 0)


INVISIBLE = "\u202e\u2066\u200f\u061c\u00ad\u200b\u200c\u200d\ufe0f\ufe00\U000e0101\U000e0041\u3164"


@given(st.text(alphabet=f"a\u0301\u2764{INVISIBLE}\n"))
def test_rows_of_invisible_characters_go_at_once(text: str) -> None:
    once, _ = clean(text)
    assert clean(once) == (once, 0)
    assert not re.search(r"[\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]{3}", once)


@pytest.mark.parametrize(
    ("text", "cleaned", "removed"),
    [
        ("a\u202eb", "ab", 1),
        ("a\u2066b\u2069", "ab", 2),
        ("a\U000e0041\U000e0042\U000e007f", "a", 3),
        ("a\ufe01\ufe02\ufe03b", "a\ufe01b", 2),
        ("a\u200c\u200d\u200c\u200db", "a\u200cb", 3),
        ("so\u00adcié\u200bté", "société", 0),
        ("\u2764\ufe0f\u200d\U0001f525", "\u2764\ufe0f\u200d\U0001f525", 0),
        ("\u0646\u0645\u06cc\u200c\u062e", "\u0646\u0645\u06cc\u200c\u062e", 0),
        ("葛\U000e0100城", "葛\U000e0100城", 0),
    ],
)
def test_hidden_text_goes_and_emoji_stay(text: str, cleaned: str, removed: int) -> None:
    assert clean(text) == (cleaned, removed)


HIDDEN = "Un pont\u202e ouvre"
PAGE = f"<html><h1>{HIDDEN}</h1><p>{'Le pont est ouvert aux piétons. ' * 9}</p></html>"


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        ("txt", f"{HIDDEN}\n\nLe pont."),
        ("md", f'---\ntitle: "{HIDDEN}"\n---\n\nLe pont.'),
        ("html", PAGE.replace("\u202e", "&#8238;")),
        ("json", json.dumps({"type": "text", "headline": HIDDEN, "body_text": "Le pont."})),
    ],
)
def test_every_reader_reports_what_was_hidden(suffix: str, content: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{suffix}"
    path.write_text(content, "utf-8")
    (article,) = read(path)
    assert article.title == "Un pont ouvre"
    (note,) = [note for note in article.notes if note.code == "controls-removed"]
    assert note.message == "1 control or invisible characters were removed."


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_an_error(data: bytes) -> None:
    try:
        decoded = decode(Input("a.txt", data))
    except InputError:
        return
    assert clean(decoded.text) == (decoded.text, 0)
