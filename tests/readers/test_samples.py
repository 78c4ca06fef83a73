"""The real agency and feed files beside the project: read as they were when last looked at.

The golden file holds digests, dates and counts only: the texts are their owners'.
Set BRIEFGEN_RECORD=1 to write it anew, then read the diff.
"""

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen.errors import InputError
from briefgen.model import Article
from briefgen.readers import read
from tests.shared_folder import SHARED

SAMPLES = SHARED / "samples"
GOLDEN = Path(__file__).parent / "golden_samples.yaml"
FILES = sorted(p for p in SAMPLES.glob("*/*") if p.parent.name != "schema")

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not FILES, reason=f"no sample files at {SAMPLES.name}/ beside the project"),
]


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def record(article: Article) -> dict[str, Any]:
    source = article.source
    given = ("url", "publisher", "byline", "dateline", "rights", "usage_terms", "located")
    more = ("provider", "guid", "version", "first_created", "version_created")
    return {
        "title": digest(article.title),
        "text": f"{digest(article.text)} {len(article.text)}",
        "language": article.language,
        "published": str(article.published),
        "status": str(article.status),
        "has": " ".join(name for name in (*given, *more) if getattr(source, name)),
        "counts": f"{len(article.subjects)} subjects, {len(article.named)} named, "
        f"{len(article.tags)} tags, {len(article.marks)} marks",
        "notes": " ".join(note.code for note in article.notes),
    }


def read_or_error(path: Path) -> list[dict[str, Any]] | str:
    try:
        return [record(article) for article in read(path, root=SAMPLES)]
    except InputError as error:
        return str(error)


def test_golden_records() -> None:
    found = {p.relative_to(SAMPLES).as_posix(): read_or_error(p) for p in FILES}
    if os.environ.get("BRIEFGEN_RECORD"):
        GOLDEN.write_text(yaml.safe_dump(found, allow_unicode=True, width=100), "utf-8")
    golden = yaml.safe_load(GOLDEN.read_text("utf-8"))
    assert sorted(found) == sorted(golden)
    for name, articles in found.items():
        assert articles == golden[name], name
