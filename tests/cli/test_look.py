"""`show`, `diff`, `migrate` and the HTML report of `evaluate`."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen.build import build_briefings
from briefgen.build.diff import Kind, changes_between, diff_project
from briefgen.cli import main
from briefgen.pipeline import brief
from briefgen.readers import read
from tests.build.newsroom import brief_lines, project_at, write_article, write_articles

ARTICLE = """---
title: A seaway opens
published: 1959-06-26
lang: en
---
The Seaway was opened on Friday. “The lock is ready,” said chief engineer Robert Example.
"""
CONFIG = "site_name: x\ndocs_dir: content\nplugins: [briefgen]\n"


def test_show_prints_sections_and_marks(tmp_path: Path) -> None:
    path = tmp_path / "seaway.md"
    path.write_text(ARTICLE, "utf-8")
    arguments = ["show", str(path), "--width", "60"]
    painted = CliRunner().invoke(main, arguments, color=True).output
    assert "\x1b[" in painted
    plain = CliRunner().invoke(main, arguments).output
    assert "\x1b" not in plain
    assert "Robert Example: “The lock is ready" in plain
    assert "1959-06-26" in plain
    body = plain[plain.index("Article (") :].split("\n\n", 1)[1]
    assert body.split() == ARTICLE.split("---\n")[2].split()
    assert all(len(line) <= 60 for line in body.splitlines())


def test_show_respects_no_color(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "seaway.md"
    path.write_text(ARTICLE, "utf-8")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in CliRunner().invoke(main, ["show", str(path)], color=True).output


def test_changes_name_what_is_new_gone_and_changed(tmp_path: Path) -> None:
    path = tmp_path / "seaway.md"
    found = []
    for text in (
        ARTICLE,
        ARTICLE.replace("Robert Example", "Martha Sample").replace("ready", "full"),
    ):
        path.write_text(text, "utf-8")
        found.append(brief(*read(path)))
    changes = {(c.section, c.kind, c.words) for c in changes_between(*found)}
    assert ("actors", Kind.GONE, "Robert Example") in changes
    assert ("actors", Kind.NEW, "Martha Sample") in changes
    assert any(s == "quotes" and k is Kind.NEW and "full" in w for s, k, w in changes)
    assert list(changes_between(found[0], found[0])) == []


def test_diff_tells_what_a_build_would_do_and_does_nothing(tmp_path: Path) -> None:
    project = project_at(tmp_path)
    write_articles(project, 3)
    build_briefings(project, line=brief_lines)
    assert diff_project(project, line=brief_lines) == ((), ())
    write_article(project, "dispatch-0001.txt", "Dispatch 1\n\nThe lock closed.")
    write_article(project, "new.txt", "A new one\n\nThe lock opened.")
    (project.articles / "dispatch-0002.txt").unlink()
    before = {path: path.read_bytes() for path in project.briefings.rglob("*.md")}
    differences, failed = diff_project(project, line=brief_lines)
    assert failed == ()
    assert {(item.name.rpartition("/")[2], item.kind) for item in differences} == {
        ("dispatch-0001.md", Kind.CHANGED),
        ("dispatch-0002.md", Kind.GONE),
        ("new.md", Kind.NEW),
    }
    (changed,) = [item for item in differences if item.kind is Kind.CHANGED]
    assert [(c.section, c.kind, c.words) for c in changed.changes] == [
        ("summary", Kind.GONE, "The lock opened."),
        ("summary", Kind.NEW, "The lock closed."),
    ]
    assert {path: path.read_bytes() for path in project.briefings.rglob("*.md")} == before


def test_diff_knows_an_article_that_gets_its_date(tmp_path: Path) -> None:
    project = project_at(tmp_path)
    write_article(project, "a.txt", "An undated dispatch\n\nThe lock opened.")
    write_article(project, "b.txt", "Another\n\nThe lock opened.")
    build_briefings(project, line=brief_lines)
    write_article(project, "a.txt", "A dispatch\n\nThe lock closed.")
    (project.articles / "b.txt").rename(project.articles / "c.txt")
    differences, _ = diff_project(project, line=brief_lines)
    assert [(item.name, item.kind, item.was) for item in differences] == [
        ("1969/07/a.md", Kind.CHANGED, "undated/a.md"),
        ("1969/07/b.md", Kind.GONE, ""),
        ("1969/07/c.md", Kind.NEW, ""),
    ]
    assert [c.words for c in differences[0].changes] == ["The lock opened.", "The lock closed."]


def test_diff_prints_text_and_json(tmp_path: Path) -> None:
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/articles/seaway.md").write_text(ARTICLE, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(CONFIG, "utf-8")
    call = ["diff", "-f", str(tmp_path / "mkdocs.yml")]
    told = CliRunner().invoke(main, call).output
    assert "1959/06/seaway.md: new" in told
    assert "+ actors: Robert Example" in told
    (item,) = json.loads(CliRunner().invoke(main, [*call, "--format", "json"]).stdout)
    assert item["kind"] == "new"
    assert {"section", "kind", "words", "before", "after"} == set(item["changes"][0])


def test_evaluate_writes_gold_and_findings_side_by_side(tmp_path: Path) -> None:
    text = ARTICLE.split("---\n")[2].strip()
    gold = [
        {
            "id": "seaway",
            "title": "A seaway <opens>",
            "lang": "en",
            "published": "1959-06-26",
            "text": text,
            "actors": [],
            "quotes": [
                {"type": "direct", "content": ["The lock is ready"], "entity": "A & B"},
                {"type": "direct", "content": ["was opened"], "entity": None},
            ],
            "events": [],
        }
    ]
    (tmp_path / "gold.json").write_text(json.dumps(gold), "utf-8")
    page = tmp_path / "report.html"
    outcome = CliRunner().invoke(
        main, ["evaluate", str(tmp_path / "gold.json"), "--html", str(page)]
    )
    assert outcome.exit_code == 0, outcome.output
    html = page.read_text("utf-8")
    assert "A seaway &lt;opens&gt;" in html
    assert 'title="direct: A &amp; B">The lock is ready</mark>' in html
    assert '<li class="missed">quote missed: was opened' in html
    bodies = re.findall(r"<h3>\w+</h3><p>(.*?)</p>", html, re.DOTALL)
    assert [re.sub(r"<[^>]*>", "", body) for body in bodies] == [text, text]


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(CONFIG, "utf-8")
    return tmp_path


def _migrate(newsroom: Path, *options: str, code: int = 0) -> str:
    call = ["migrate", "-f", str(newsroom / "mkdocs.yml"), *options]
    outcome = CliRunner().invoke(main, call)
    assert outcome.exit_code == code, outcome.output
    return outcome.output


def test_migrate_renames_keys_and_leaves_the_rest_as_it_is(newsroom: Path) -> None:
    path = newsroom / "content/articles/a.md"
    old = b"---\r\ntitle: A date\r\ndate: 1959-06-26  # date\r\nauthors: A\r\n---\r\ndate: x\r\n"
    path.write_bytes(old)
    assert "date → published, authors → byline" in _migrate(newsroom, "--dry-run")
    assert path.read_bytes() == old
    assert "1 article changed" in _migrate(newsroom)
    assert path.read_bytes() == old.replace(b"\ndate: 1", b"\npublished: 1").replace(
        b"authors", b"byline"
    )
    assert "0 articles changed" in _migrate(newsroom)


def test_migrate_refuses_to_guess(newsroom: Path) -> None:
    path = newsroom / "content/articles/a.md"
    path.write_text("---\ntitle: A\ndate: 1959-06-26\npublished: 1959-06-27\n---\nText.", "utf-8")
    told = _migrate(newsroom, code=1)
    assert "content/articles/a.md:3: `date` means `published`, which stands there too" in told


@pytest.mark.parametrize(("version", "reason"), [(7, "of a newer briefgen"), (0, "never was")])
def test_a_version_that_is_not_known_is_refused(newsroom: Path, version: int, reason: str) -> None:
    config = CONFIG.replace("[briefgen]", f"[briefgen: {{version: {version}}}]")
    (newsroom / "mkdocs.yml").write_text(config, "utf-8")
    assert reason in _migrate(newsroom, code=2)
