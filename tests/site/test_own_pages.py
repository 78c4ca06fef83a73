"""Pages of the author's own: in the search beside the briefings, or the whole of a site."""

from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from lxml import html

from briefgen.build import Project
from briefgen.site import indexer
from briefgen.site.canonical_index import Contents
from briefgen.site.publish import publish
from tests.build.newsroom import project_at, tree

NAV = [
    "index.md",
    {"Handbook": [{"First steps": "handbook/first.md"}, {"Next steps": "handbook/next.md"}]},
]
PAGES = {
    "index.md": "# The handbook of the desk\n\nWhat we do and how.\n",
    "handbook/first.md": "# First steps\n\n## Tools\n\nA pen.\n\n## Time\n\nAn hour.\n",
    "handbook/next.md": "# Next steps\n\nl’heure du bouclage\n",
}

SMALL = {"site_name": "The Newsroom", "plugins": [{"briefgen": {"search": False}}]}

HOOK = """
from mkdocs.structure.files import File

def on_files(files, config):
    files.append(File.generated(config, "made.md", content="# Made\\n\\nby a hook"))
    return files
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = project_at(tmp_path / "desk")
    for name, text in PAGES.items():
        path = project.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    config = {
        "site_name": "The Desk",
        "site_url": "https://example.org/",
        "docs_dir": "content",
        "nav": NAV,
        "theme": {"name": "briefgen"},
        "plugins": [{"briefgen": {"newsroom": False}}],
    }
    (project.root / "mkdocs.yml").write_text(yaml.safe_dump(config), "utf-8")
    return project


def test_without_a_newsroom_there_are_own_pages_and_the_search_only(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents: dict[str, str] = {}

    def keep(source: Path, output: Path) -> SimpleNamespace:
        documents.update({name: text.decode() for name, text in tree(source).items()})
        return SimpleNamespace(output=output)

    monkeypatch.setattr(indexer, "begin_index", keep)
    monkeypatch.setattr(indexer, "end_index", lambda _: Contents(frozenset(), is_told_apart=True))
    publish(project.root / "mkdocs.yml", strict=True)
    site = tree(project.root / "site")
    pages = {name for name in site if name.endswith(".html")}
    assert pages == {
        "404.html",
        "index.html",
        "handbook/first/index.html",
        "handbook/next/index.html",
        "search/index.html",
    }
    assert not {name for name in site if name.startswith(("feed", "calendar", "data/", "llms"))}
    assert set(documents) == {
        "index.html",
        "handbook/first/index.html",
        "handbook/next/index.html",
    }
    assert "l'heure du bouclage" in documents["handbook/next/index.html"]


def test_a_page_leads_to_its_chapter_its_parts_and_its_neighbours(project: Project) -> None:
    publish(project.root / "mkdocs.yml", strict=True)
    page = html.parse(str(project.root / "site/handbook/first/index.html"))
    chapter, parts = page.xpath("//aside[@class='chapter']/nav")
    assert chapter.xpath(".//a/text()") == ["First steps", "Next steps"]
    assert chapter.xpath(".//a[@aria-current='page']/text()") == ["First steps"]
    assert parts.xpath(".//a/@href") == ["#tools", "#time"]
    assert page.xpath("//nav[@class='pager']/a[@rel='next']/@href") == ["../next/"]
    assert page.xpath("//header//nav//a/text()") == ["Handbook"]


def test_own_pages_do_not_keep_a_changed_word_from_the_search(
    project: Project, tmp_path: Path
) -> None:
    newsroom = project_at(tmp_path / "newsroom")
    newsroom.articles.mkdir(parents=True)
    (newsroom.root / "mkdocs.yml").write_text(
        yaml.safe_dump({"docs_dir": "content", "theme": "briefgen", **SMALL}), "utf-8"
    )
    publish(newsroom.root / "mkdocs.yml")  # MkDocs gives the next site the same plugin
    publish(project.root / "mkdocs.yml")
    before = tree(project.root / "site")
    path = project.content / "handbook/first.md"
    path.write_text(path.read_text("utf-8").replace("A pen", "A typewriter"), "utf-8")
    publish(project.root / "mkdocs.yml")
    after = tree(project.root / "site")
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert any(name.startswith("pagefind/") for name in changed)


def test_pages_that_a_hook_makes_are_the_authors(project: Project) -> None:
    (project.root / "hook.py").write_text(HOOK, "utf-8")
    path = project.root / "mkdocs.yml"
    config = yaml.safe_load(path.read_text("utf-8"))
    path.write_text(yaml.safe_dump({**config, "hooks": ["hook.py"]}), "utf-8")
    publish(path)
    assert "by a hook" in (project.root / "site/made/index.html").read_text("utf-8")
