"""Pipelines of spaCy in place of ours, and what is said where there is none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from briefgen.errors import EnvironmentMissingError
from briefgen.language import annotate
from briefgen.language.spacy_pipeline import load_named
from briefgen.model import NameType
from tests.language.test_tiling import article, assert_lawful

TEXT = "Abraham Lincoln parle à Gettysburg.\n\nLincoln parle encore."


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """A pipeline that knows names by rule and nothing else."""
    spacy = pytest.importorskip("spacy")
    pipeline = spacy.blank("xx")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PERSON", "pattern": "Abraham Lincoln"},
            {"label": "GPE", "pattern": "Gettysburg"},
            {"label": "ORDINAL", "pattern": "encore"},
        ]
    )
    pipeline.to_disk(tmp_path / "pipeline")
    return str(tmp_path / "pipeline")


def test_names_of_another_pipeline_have_our_types(folder: str) -> None:
    document = annotate(article(TEXT, "fr", title="Abraham Lincoln"), {"fr": folder})
    assert_lawful(document)
    found = [(name.span.of(TEXT), name.type) for name in document.names]
    assert found == [("Abraham Lincoln", NameType.PER), ("Gettysburg", NameType.LOC)]
    assert document.headline is not None
    assert len(document.headline.names) == 1


def test_missing_pipeline_ends_in_one_line_that_says_how_to_get_it() -> None:
    with pytest.raises(EnvironmentMissingError, match="spacy download no_such_pipeline"):
        annotate(article("Bonjour.", "fr"), {"fr": "no_such_pipeline"})


def test_missing_spacy_ends_in_one_line_that_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load_named.cache_clear()
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(EnvironmentMissingError, match=r"pip install 'briefgen\[spacy\]'"):
        annotate(article("Bonjour.", "fr"), {"fr": "fr_core_news_sm"})
