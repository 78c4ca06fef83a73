"""Plain text and Markdown files, as the cases beside this file write them."""

import operator
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen.errors import InputError
from briefgen.readers import read

CASES = yaml.safe_load((Path(__file__).parent / "cases/article_files.yaml").read_text("utf-8"))


def written(case: dict[str, Any], folder: Path) -> Path:
    path = folder / f"article{case['suffix']}"
    path.write_bytes(case["content"].encode("utf-8"))
    return path


@pytest.mark.parametrize("case", [c for c in CASES if "expect" in c], ids=lambda c: c["name"])
def test_reads(case: dict[str, Any], tmp_path: Path) -> None:
    (article,) = read(written(case, tmp_path), root=tmp_path)
    for field, wanted in case["expect"].items():
        value = operator.attrgetter(field)(article)
        assert (None if value is None else str(value)) == wanted, field
    if "notes" in case:
        assert [note.code for note in article.notes] == case["notes"]
    assert article.source.path == f"article{case['suffix']}"


@pytest.mark.parametrize("case", [c for c in CASES if "error" in c], ids=lambda c: c["name"])
def test_refuses(case: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(written(case, tmp_path), root=tmp_path)
    message = str(caught.value)
    assert message.startswith(f"article{case['suffix']}{case['error']}")
    assert "\n" not in message
