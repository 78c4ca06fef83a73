"""Of several versions of an article one briefing is published, and it names the others."""

from pathlib import Path

import pytest

from briefgen.build import Project, build_briefings
from briefgen.build.briefings import MANIFEST
from briefgen.build.check import check_articles
from briefgen.build.line import StraightLine
from briefgen.build.manifest import read_manifest
from briefgen.build.project import HERE
from briefgen.build.work import record_key
from briefgen.render import read_briefing
from tests.build.newsroom import tree

ARTICLE = """---
title: {title}
published: 1989-11-{day}
lang: fr
guid: urn:mur
{more}---
La foule a franchi la frontière. {text}
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "content/articles").mkdir(parents=True)
    return Project(root=tmp_path, content=tmp_path / "content", jobs=HERE)


def write(project: Project, name: str, day: str, more: str = "") -> None:
    text = ARTICLE.format(title=name, day=day, text=f"Version {name}.", more=more)
    (project.articles / f"{name}.md").write_text(text, "utf-8")


def build(project: Project) -> tuple[list[str], dict[str, str]]:
    report = build_briefings(project, line=StraightLine(project.root, {}, project.content))
    assert not report.failed
    names = sorted(p.stem for p in project.briefings.rglob("*.md"))
    return names, {r.path: r.note.code for r in report.remarks}


def test_the_newest_is_published_and_links_the_others(project: Project) -> None:
    write(project, "un", "10")
    write(project, "deux", "11")
    write(project, "trois", "12")
    names, remarks = build(project)
    assert names == ["trois"]
    assert remarks["content/articles/un.md"] == "superseded"
    text = (project.briefings / "1989/11/trois.md").read_text("utf-8")
    assert [source.path for source in read_briefing(text).article.earlier] == [
        "content/articles/deux.md",
        "content/articles/un.md",
    ]
    assert build_briefings(project, line=StraightLine(project.root, {}, project.content)).is_current


def test_when_the_newest_goes_the_older_comes_back(project: Project) -> None:
    write(project, "un", "10")
    write(project, "deux", "11")
    build(project)
    (project.articles / "deux.md").unlink()
    assert build(project)[0] == ["un"]


@pytest.mark.parametrize("loses", ["the older", "the newest", "both"])
def test_what_the_store_lost_of_a_version_is_made_again(project: Project, loses: str) -> None:
    write(project, "un", "10")
    write(project, "deux", "11")
    build(project)
    before = tree(project.briefings)
    articles = read_manifest(project.store / MANIFEST).articles
    for name in {"the older": ["un"], "the newest": ["deux"]}.get(loses, ["un", "deux"]):
        (made,) = articles[f"{name}.md"].made
        key = record_key(made.sha256)
        (entry,) = (path for path in project.store.rglob("*") if key.endswith(path.name))
        entry.unlink()
    (project.articles / "trois.md").write_text("# Un autre\n\nLa foule est partie.\n", "utf-8")
    build(project)
    assert tree(project.briefings).items() >= before.items()


@pytest.mark.parametrize(
    ("more", "published"),
    [
        ("draft: true\n", ["un"]),
        ("embargo: 2999-01-01\n", ["un"]),
        ("embargo: 1999-01-01\n", ["deux"]),
        ("status: canceled\n", []),
        ("status: withheld\n", []),
    ],
)
def test_what_a_newer_version_does(project: Project, more: str, published: list[str]) -> None:
    write(project, "un", "10")
    write(project, "deux", "11", more)
    assert build(project)[0] == published


def test_check_tells_of_older_versions_and_stray_corrections(project: Project) -> None:
    write(project, "un", "10")
    write(project, "deux", "11")
    stray = project.content / "corrections/trois.yml"
    stray.parent.mkdir()
    stray.write_text("summary: {drop: [x]}\n", "utf-8")
    found = {remark.path: remark.note.code for remark in check_articles(project).remarks}
    assert found["content/articles/un.md"] == "superseded"
    assert found["content/corrections/trois.yml"] == "no-article"
