"""The documentation is a site of its own, in the project's own theme."""

import re
import shutil
from pathlib import Path

import yaml

from briefgen.cli import main
from briefgen.site.publish import publish
from tests.docs.snippets import PAGES, ROOT


def test_the_documentation_builds_without_a_warning(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("*.pyc"))
    shutil.copy(ROOT / "mkdocs-docs.yml", tmp_path)
    done = publish(tmp_path / "mkdocs-docs.yml", strict=True)
    page = (done.site / "reference/cli/index.html").read_text("utf-8")
    for name in main.commands:
        assert f"briefgen {name}" in page
    assert (done.site / "pagefind/pagefind.js").is_file()


def test_every_page_is_in_the_menu() -> None:
    text = (ROOT / "mkdocs-docs.yml").read_text("utf-8")
    named = set(re.findall(r"[\w/-]+\.md", text.partition("nav:")[2]))
    written = {p.relative_to(ROOT / "docs").as_posix() for p in PAGES if p.name != "README.md"}
    assert {name for name in written - named if not name.startswith("diagnostics/BG")} == set()
    assert yaml.safe_load(text)["nav"]
