"""Corrections reach the briefing, and only the briefing they are about is made anew."""

from pathlib import Path

from briefgen.build import Project, build_briefings
from briefgen.build.line import StraightLine
from briefgen.build.project import HERE
from briefgen.corrections import corrections_path

ARTICLE = "---\ntitle: {title}\npublished: 1963-01-22\nlang: fr\n---\n{text}\n"
TEXT = "Le traité a été signé mardi. Le chancelier allemand Konrad Adenauer l’a signé aussi."


def project(tmp_path: Path) -> Project:
    content = tmp_path / "content"
    (content / "articles").mkdir(parents=True)
    for name in ("un", "deux"):
        path = content / "articles" / f"{name}.md"
        path.write_text(ARTICLE.format(title=name, text=TEXT), "utf-8")
    return Project(root=tmp_path, content=content, jobs=HERE)


def write(project: Project, yaml: str) -> None:
    path = corrections_path(project.content, "un")
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml, "utf-8")


def test_a_correction_remakes_its_briefing_alone(tmp_path: Path) -> None:
    ours = project(tmp_path)
    line = StraightLine(ours.root, {}, ours.content)
    build_briefings(ours, line=line)
    write(ours, "summary: {add: [Le chancelier allemand]}\nactors: {add: [traité]}\n")
    report = build_briefings(ours, line=line)
    assert report.changed == ("1963/01/un.md",)
    assert report.cache_hits == 1
    text = (ours.briefings / "1963/01/un.md").read_text("utf-8")
    assert "edits:" in text
    assert "corrected this briefing" in text


def test_one_that_no_longer_matches_fails_its_article(tmp_path: Path) -> None:
    ours = project(tmp_path)
    write(ours, "\nquotes: {drop: [Nous avons signé]}\n")
    report = build_briefings(ours, line=StraightLine(ours.root, {}, ours.content))
    (failure,) = report.failed
    assert str(failure.error).startswith("content/corrections/un.yml:2: correction quotes.drop")
    assert "no-article" not in [remark.note.code for remark in report.remarks]
    assert report.briefings == 1


def test_corrections_of_no_article_are_told(tmp_path: Path) -> None:
    ours = project(tmp_path)
    write(ours, "summary: {add: [Le chancelier allemand]}\n")
    (ours.articles / "un.md").unlink()
    report = build_briefings(ours, line=StraightLine(ours.root, {}, ours.content))
    assert [(r.path, r.note.code) for r in report.remarks if r.note.code == "no-article"] == [
        ("content/corrections/un.yml", "no-article")
    ]
