"""What every page depends on besides what it shows."""

import shutil
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from mkdocs.config import load_config

from briefgen.build import Project, briefings, fingerprint
from briefgen.build.project import HERE
from briefgen.site import fingerprint as of_site
from briefgen.site import search_parts
from briefgen.site.fingerprint import site_fingerprint
from briefgen.site.publish import publish
from tests.build.newsroom import brief_lines
from tests.site.test_publish import configure, newsroom

CACHES = (fingerprint.code_fingerprint, fingerprint.record_fingerprint, of_site.site_code)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setattr(briefings, "StraightLine", lambda *_: brief_lines)
    yield newsroom(tmp_path / "newsroom", count=6)
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    for cached in CACHES:
        cached.cache_clear()


@pytest.mark.parametrize("name", ["card.py", "wording.py"])
def test_other_code_of_what_lists_print_makes_every_page_again(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    package = tmp_path / "briefgen"
    for folder in ("build", "model"):
        shutil.copytree(fingerprint.PACKAGE / folder, package / folder)
    monkeypatch.setattr(fingerprint, "PACKAGE", package)
    config = load_config(str(project.root / "mkdocs.yml"))
    _forget()
    before = site_fingerprint(config, ())
    with (package / "build" / name).open("a") as file:
        file.write("# other code\n")
    _forget()
    assert site_fingerprint(config, ()) != before


def test_another_pagefind_makes_every_part_of_the_index_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_parts, "DOCUMENTS", 2)
    (project.content / "about.md").write_text("# About\n\nWho we are.\n")
    configure(project, search=True)
    publish(project.root / "mkdocs.yml", jobs=HERE)
    before = _indexes(project)
    assert len(before) > 1
    version = metadata.version
    monkeypatch.setattr(
        metadata,
        "version",
        lambda name: "0.1" if name == "pagefind" else version(name),
    )
    _forget()
    publish(project.root / "mkdocs.yml", jobs=HERE)
    after = _indexes(project)
    assert after.keys() == before.keys()
    assert [path for path in before if before[path] == after[path]] == []


def _indexes(project: Project) -> dict[Path, int]:
    """Return when each document that is indexed was written."""
    workshop = project.root / ".site.briefgen/documents"
    return {path: path.stat().st_mtime_ns for path in workshop.rglob("*.html")}
