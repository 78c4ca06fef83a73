"""Saved pages: the main text found, and what the page says of itself."""

import collections
from pathlib import Path

import pytest

from briefgen.errors import InputError
from briefgen.readers import read

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
MIN_F1 = 0.95  # of words, over the pages together; measured 0.991


def overlap(found: str, wanted: str) -> tuple[int, int, int]:
    words, gold = collections.Counter(found.split()), collections.Counter(wanted.split())
    return (words & gold).total(), words.total(), gold.total()


def test_main_text_f1() -> None:
    counts = [overlap(read(p)[0].text, p.with_suffix(".txt").read_text("utf-8")) for p in PAGES]
    hit, found, gold = (sum(column) for column in zip(*counts, strict=True))
    assert 2 * hit / (found + gold) >= MIN_F1


def test_what_the_page_states() -> None:
    (article,) = read(Path(__file__).parent / "pages/plain.html")
    assert article.title == "Paris et Bonn signent un traité"
    assert str(article.published) == "1963-01-22"
    assert str(article.updated) == "1963-01-23"
    assert article.language == "fr"
    assert article.tags == ("France", "Allemagne")
    assert article.source.byline == "Une rédactrice, Un rédacteur"
    assert article.source.publisher == "Le Journal"
    assert article.source.url == "https://example.org/1963/traite"
    assert article.source.rights == "© Le Journal"
    assert [(n.name, n.type, n.role) for n in article.named] == [
        ("Charles de Gaulle", "PER", "président"),
        ("Allemagne", "LOC", ""),
    ]
    kinds = {(str(m.kind), m.span.of(article.text), m.target) for m in article.marks}
    assert ("heading", "Une réconciliation", "2") in kinds
    assert ("strong", "deux fois par an", "") in kinds
    assert ("link", "deux Parlements", "https://example.org/parlements") in kinds


def test_meta_elements_speak_when_there_is_no_json_ld() -> None:
    (article,) = read(Path(__file__).parent / "pages/div_soup.html")
    assert article.title == "Two men walk on the moon"
    assert str(article.published) == "1969-07-21"
    assert article.source.url == "https://example.org/moon"
    assert article.source.publisher == "The Journal"
    assert article.tags == ("space",)


def test_an_old_page() -> None:
    (article,) = read(Path(__file__).parent / "pages/old_layout.html")
    assert article.title == "Concorde a volé"
    assert article.source.encoding == "cp1252"
    assert article.source.byline == "La rédaction"
    assert str(article.published) == "1969-03-02"


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<html><body><nav><a href='/'>Home</a></nav></body></html>", "no article text"),
        ("<div>" * 300, "nest more than"),
        ("<p " + " ".join(f"a{i}" for i in range(900)) + ">x", "attributes"),
        ("", "is empty"),
    ],
    ids=["navigation", "nesting", "attributes", "empty"],
)
def test_refuses(html: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(html, "utf-8")
    with pytest.raises(InputError, match=reason):
        read(path)
