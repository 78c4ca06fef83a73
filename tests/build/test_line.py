"""The straight line from an article file to finished briefings."""

from pathlib import Path

from briefgen.build import build_briefings
from briefgen.build.line import StraightLine
from tests.build.newsroom import project_at, write_article

ARTICLE = """---
title: Two men walk on the moon
published: 1969-07-20
lang: en
---
Neil Armstrong stepped onto the moon on Sunday. “It is a small step,” Neil Armstrong said.
"""


def test_a_register_that_is_edited_between_two_builds_is_read_again(tmp_path: Path) -> None:
    project = project_at(tmp_path)
    write_article(project, "moon.md", ARTICLE)
    names = []
    for name in ("Commander Armstrong", "Astronaut Armstrong"):
        register = f"- name: {name}\n  aliases: [Neil Armstrong]\n"
        (project.content / "actors.yml").write_text(register, encoding="utf-8")
        build_briefings(project, line=StraightLine(project.root, {}, project.content))
        (briefing,) = project.briefings.rglob("*.md")
        names.append(f"name: {name}\n" in briefing.read_text(encoding="utf-8"))
    assert names == [True, True]
