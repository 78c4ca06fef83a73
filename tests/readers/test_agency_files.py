"""Agency items and feeds: the files of samples/, as cases/agency_files.yaml expects them."""

import operator
from dataclasses import astuple
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen.model import Article
from briefgen.readers import read

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "cases/agency_files.yaml").read_text("utf-8"))


def shown(article: Article, field: str) -> str | None:
    """The field as the case file writes it."""
    if field == "marks":
        return " | ".join(f"{m.kind} {m.span.of(article.text)}" for m in article.marks)
    if field == "named":
        return " | ".join(f"{n.type} {n.name}" for n in article.named)
    if field == "subjects":
        return " | ".join(f"{s.code} {s.name}".strip() for s in article.subjects)
    if field == "notes":
        return " ".join(note.code for note in article.notes)
    value = operator.attrgetter(field)(article)
    return None if value is None else str(value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_reads(case: dict[str, Any]) -> None:
    articles = read(HERE / "samples" / case["file"])
    assert len(articles) == len(case["articles"])
    for article, fields in zip(articles, case["articles"], strict=True):
        for field, wanted in fields.items():
            if field != "updated" or wanted:
                assert shown(article, field) == wanted, field


def test_ids_of_one_file_differ() -> None:
    for case in CASES:
        ids = [article.id for article in read(HERE / "samples" / case["file"])]
        assert len(set(ids)) == len(ids)


FIELDS = """<nitf><head><title>Bridge</title><tobject><tobject.subject
 tobject.subject.refnum="04\u202e" tobject.subject.matter="Br\u202eidges"/></tobject><docdata>
<doc-id id-string="a\u202eb" regsrc="Re\u202eg"/><key-list><keyword key="ri\u202ever"/></key-list>
</docdata><pubdata name="Ga\u202ezette" ex-ref="https://example.org/"/></head><body><body.content>
<p>The bridge opened in <person value="M\u202eary"/> May.</p></body.content></body></nitf>"""


def test_fields_beside_the_text_hold_no_controls(tmp_path: Path) -> None:
    path = tmp_path / "bridge.xml"
    path.write_text(FIELDS, encoding="utf-8")
    (article,) = read(path)
    assert "\u202e" in FIELDS
    assert "\u202e" not in str(astuple(article))
    assert (article.tags, article.source.publisher) == (("river",), "Gazette")
    assert [(subject.code, subject.name) for subject in article.subjects] == [("04", "Bridges")]
