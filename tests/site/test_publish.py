"""The whole of `briefgen build`: what it makes again, and what it leaves alone."""

import logging
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import mkdocs.commands.build
import pytest
import yaml
from mkdocs.config import load_config

from briefgen.build import BusyError, Project, briefings, shares
from briefgen.build.line import StraightLine
from briefgen.build.project import HERE
from briefgen.build.report import Published
from briefgen.build.tree import open_tree, workshop_of
from briefgen.build.work import Finished
from briefgen.errors import ConfigError, EnvironmentMissingError, StrictError
from briefgen.model import Span
from briefgen.render import render
from briefgen.site import plugin
from briefgen.site import publish as publishing
from briefgen.site.entry import Entry
from briefgen.site.library import Library, gather
from briefgen.site.printing import Printer
from briefgen.site.publication import Publication
from briefgen.site.publish import publish
from tests.build.newsroom import (
    add_one,
    brief_lines,
    change_one,
    delete_one,
    project_at,
    tree,
    write_article,
    write_articles,
)

DEMO = Path(__file__).parents[2] / "content" / "articles"

Change = Callable[[Project], None]


@pytest.fixture(autouse=True)
def _line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(briefings, "StraightLine", lambda *_: brief_lines)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return newsroom(tmp_path / "newsroom")


def newsroom(root: Path, count: int = 3) -> Project:
    project = project_at(root)
    project.articles.mkdir(parents=True)
    write_articles(project, count)
    configure(project)
    return project


def configure(project: Project, **options: object) -> None:
    plugin = {"briefgen": {"search": False, **options}}
    config = {
        "site_name": "The Record",
        "site_url": "https://example.org/",
        "docs_dir": "content",
        "theme": {"name": "briefgen"},
        "plugins": [plugin],
    }
    (project.root / "mkdocs.yml").write_text(yaml.safe_dump(config))


def run(project: Project, *, strict: bool = False) -> Published:
    return publish(project.root / "mkdocs.yml", strict=strict, jobs=HERE)


def test_what_briefings_are_made_from_is_not_on_the_site(project: Project) -> None:
    (project.content / "actors.yml").write_text("- name: Mary Ward\n  type: PER\n", "utf-8")
    (project.content / "notes.txt").write_text("for readers", "utf-8")
    run(project)
    site = site_of(project)
    assert "notes.txt" in site
    assert not {name for name in site if "actors.yml" in name or name.startswith("articles/")}


def test_several_processes_write_beside_an_old_site(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(project)
    monkeypatch.setattr(shares, "SHARED_FROM", 2)
    monkeypatch.setattr(shares, "workers_of", lambda _: 2)  # one of them looks at the old site
    publication = Publication(jobs=2)
    publication.start(load_config(str(project.root / "mkdocs.yml")))
    assert publication.tree is not None
    with publication.together(lambda: None):
        for name in "abcd":
            publication.put(f"{name}.txt", name)
    publication.tree.publish()
    publication.close()
    assert site_of(project) == {f"{name}.txt": name.encode() for name in "abcd"}


def test_one_process_reports_for_all(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def report(stage: str, done: int, whole: int) -> None:
        with said.open("a") as file:
            file.write(f"{stage} {done} {whole}\n")

    said = tmp_path / "said"
    write_articles(project, 40)
    monkeypatch.setattr(shares, "SHARED_FROM", 2)
    monkeypatch.setattr(shares, "workers_of", lambda _: 2)
    publish(project.root / "mkdocs.yml", jobs=2, progress=report)
    lines = [line.split() for line in said.read_text().splitlines()]
    counts = [int(done) for stage, done, _ in lines if stage == "pages"]
    assert len(counts) > 1
    assert counts == sorted(counts)
    assert counts[-1] == int(lines[-1][2])


def site_of(project: Project) -> dict[str, bytes]:
    return tree(project.root / "site")


def cold(project: Project, tmp_path: Path) -> dict[str, bytes]:
    """Return the site of the same project built where nothing was built before."""
    twin = project_at(tmp_path / "cold")
    shutil.rmtree(twin.root, ignore_errors=True)
    leave = shutil.ignore_patterns("site", ".site.briefgen", ".briefgen", "briefings")
    shutil.copytree(project.root, twin.root, ignore=leave)
    run(twin)
    return site_of(twin)


def outdated(project: Project, tmp_path: Path) -> list[str]:
    """Return the names of the files that the site has not as a cold build makes them."""
    now, then = site_of(project), cold(project, tmp_path)
    return sorted(name for name in {*now, *then} if now.get(name) != then.get(name))


def test_a_build_makes_briefings_and_site(project: Project) -> None:
    done = run(project)
    assert done.site == project.root / "site"
    assert len(done.report.new) == 3
    assert "briefings/1969/07/dispatch-0000/index.html" in site_of(project)
    assert "sitemap.xml" in site_of(project)


def test_nothing_is_printed_when_nothing_changed(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(project)
    before = site_of(project)
    monkeypatch.setattr(publishing, "build", _never)
    run(project)
    assert site_of(project) == before


def test_a_page_somebody_removed_comes_back(project: Project) -> None:
    run(project)
    before = site_of(project)
    (project.root / "site/briefings/1969/07/dispatch-0001/index.html").unlink()
    run(project)
    assert site_of(project) == before


def _retitle(project: Project) -> None:
    text = (project.root / "mkdocs.yml").read_text()
    (project.root / "mkdocs.yml").write_text(text.replace("The Record", "The Other Record"))


def _write_a_page(project: Project) -> None:
    (project.content / "about.md").write_text("# About\n\nWho we are.\n")


def _write_home(project: Project) -> None:
    (project.content / "index.md").write_text("# Welcome\n")


def _add_a_picture(project: Project) -> None:
    (project.content / "img").mkdir()
    (project.content / "img/map.svg").write_text("<svg/>")


CHANGES = [add_one, change_one, delete_one, _retitle, _write_a_page, _write_home, _add_a_picture]


@pytest.mark.parametrize(
    "change", [change_one, delete_one, _retitle], ids=lambda change: change.__name__.strip("_")
)
def test_a_build_after_a_change_equals_a_cold_one(
    project: Project, tmp_path: Path, change: Change
) -> None:
    run(project)
    change(project)
    run(project)
    assert site_of(project) == cold(project, tmp_path)


def test_pages_across_real_articles_are_never_out_of_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(briefings, "StraightLine", StraightLine)
    project = newsroom(tmp_path / "newsroom", 0)
    shutil.copytree(DEMO, project.articles, dirs_exist_ok=True)
    names = sorted(path.name for path in project.articles.iterdir())
    run(project)
    (project.articles / names[0]).unlink()
    run(project)
    assert not outdated(project, tmp_path)
    with (project.articles / names[4]).open("a", encoding="utf-8") as file:
        file.write("\n\nNeil Armstrong and Paris are named here once more, on 2 May 1970.\n")
    run(project)
    assert not outdated(project, tmp_path)


def test_pages_across_real_articles_follow_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(briefings, "StraightLine", StraightLine)
    project = newsroom(tmp_path / "newsroom", 0)
    for path in sorted(DEMO.iterdir())[:6]:
        shutil.copy(path, project.articles)
    run(project)
    for change in (_retitle, _speak_french, _write_a_page, _frame_actors_anew):
        change(project)
        path = min(project.articles.iterdir())
        path.write_text(f"{path.read_text(encoding='utf-8')}\n\nSo be it.\n", encoding="utf-8")
        run(project)
        assert not outdated(project, tmp_path)


def _speak_french(project: Project) -> None:
    configure(project, language="fr")


def _frame_actors_anew(project: Project) -> None:
    path = project.root / "mkdocs.yml"
    config = yaml.safe_load(path.read_text())
    config["theme"]["custom_dir"] = "mine"
    path.write_text(yaml.safe_dump(config))
    (project.root / "mine/briefgen").mkdir(parents=True)
    (project.root / "mine/briefgen/actor.html").write_text("<p>Who it was</p>\n")


def test_many_changes_one_after_the_other_equal_a_cold_build(
    project: Project, tmp_path: Path
) -> None:
    for change in CHANGES:
        change(project)
        run(project)
    assert site_of(project) == cold(project, tmp_path)


def test_only_the_pages_of_changed_articles_are_printed(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(project)
    printed = []
    whole = Printer.briefing

    def spy(self: Printer, entry: object, url: str) -> object:
        printed.append(url)
        return whole(self, entry, url)  # type: ignore[arg-type]

    monkeypatch.setattr(Printer, "briefing", spy)
    change_one(project)
    run(project)
    assert printed == ["briefings/1969/07/dispatch-0001/"]


def test_mkdocs_does_the_same_work(project: Project, tmp_path: Path) -> None:
    config = load_config(str(project.root / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs.commands.build.build(config)
    assert config.site_dir == str(project.root / "site")
    assert site_of(project) == cold(project, tmp_path)


def test_a_strict_build_that_met_a_warning_publishes_nothing(project: Project) -> None:
    run(project)
    before = site_of(project)
    write_article(project, "a.txt", "undated\n\nThe lock opened.")
    for _ in range(2):
        with pytest.raises(StrictError, match="nothing is published: there is a warning"):
            run(project, strict=True)
        assert site_of(project) == before
    assert len(run(project).report.new) == 0  # the briefing was made, and now the site
    assert "briefings/undated/a/index.html" in site_of(project)


def test_a_strict_build_sees_the_warnings_of_pages_it_need_not_make(project: Project) -> None:
    (project.content / "about.md").write_text("# About\n\n[Nowhere](nowhere.md)\n")
    run(project)
    with pytest.raises(StrictError):
        run(project, strict=True)


def test_warnings_are_repeated_when_nothing_changed(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    (project.content / "about.md").write_text("# About\n\n[Nowhere](nowhere.md)\n")
    said = []
    for _ in range(3):
        caplog.clear()
        run(project)
        said.append([r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING])
    assert len(said[0]) == 1
    assert said[0] == said[1] == said[2]


def test_a_build_after_a_change_warns_of_what_a_cold_one_does(
    project: Project, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (project.content / "about.md").write_text("# About\n\n[Nowhere](nowhere.md)\n")
    write_article(project, "a.txt", "undated\n\nThe lock opened.")
    write_article(project, "bad.txt", "unreadable\n\n…")
    run(project)
    change_one(project)
    said = []
    for build in (lambda: run(project), lambda: cold(project, tmp_path)):
        caplog.clear()
        build()
        said.append([r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING])
    assert len(said[0]) == 3
    assert said[0] == said[1]


def test_a_link_to_a_page_of_ours_is_no_news(
    project: Project, caplog: pytest.LogCaptureFixture
) -> None:
    (project.content / "about.md").write_text("# About\n\n[All](quotes/index.md)\n")
    with caplog.at_level(logging.INFO):
        run(project)
    assert not [r for r in caplog.records if "excluded" in r.getMessage()]
    assert '../quotes/"' in site_of(project)["about/index.html"].decode()


def test_a_failed_article_does_not_keep_the_others_off_the_site(project: Project) -> None:
    write_article(project, "bad.txt", "unreadable\n\n…")
    done = run(project)
    assert [failure.path for failure in done.report.failed] == ["content/articles/bad.txt"]
    assert "briefings/1969/07/dispatch-0002/index.html" in site_of(project)


def test_a_build_that_breaks_off_leaves_the_old_site(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(project)
    before = site_of(project)
    change_one(project)
    with monkeypatch.context() as patch:
        patch.setattr(Printer, "briefing", _never)
        with pytest.raises(RuntimeError, match="made again"):
            run(project)
    assert site_of(project) == before
    run(project)
    assert site_of(project) != before


def test_a_missing_pipeline_leaves_the_old_site(project: Project) -> None:
    run(project)
    before = site_of(project)
    write_article(project, "a.txt", "no pipeline\n\n…")
    with pytest.raises(EnvironmentMissingError, match="not installed"):
        run(project)
    assert site_of(project) == before


def test_two_builds_at_once_are_kept_apart(project: Project) -> None:
    held = open_tree(project.root / "site")
    with pytest.raises(BusyError):
        run(project)
    held.close()
    run(project)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "does not exist"),
        ("site_name: [", "is not YAML"),
        ("site_name: x\ndocs_dir: content\nplugins: []\n", "not switched on"),
        (
            "site_name: x\ndocs_dir: content\nplugins:\n- briefgen:\n    langage: fr\n",
            "did you mean `language`",
        ),
    ],
    ids=["missing", "not-yaml", "no-plugin", "unknown-option"],
)
def test_a_configuration_that_does_not_hold_is_refused(
    project: Project, content: str | None, words: str
) -> None:
    (project.root / "mkdocs.yml").unlink()
    if content is not None:
        (project.root / "mkdocs.yml").write_text(content)
    with pytest.raises(ConfigError, match=words):
        run(project)


def test_the_search_index_is_made_when_its_documents_change(
    project: Project, tmp_path: Path
) -> None:
    configure(project, search=True)
    run(project)
    assert "pagefind/pagefind.js" in site_of(project)
    index = (project.root / "site/pagefind/pagefind-entry.json").stat()
    _add_a_picture(project)
    run(project)
    after = (project.root / "site/pagefind/pagefind-entry.json").stat()
    assert (index.st_ino, index.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    change_one(project)
    delete_one(project)
    run(project)
    assert site_of(project) == cold(project, tmp_path)


def test_work_in_progress_stays_out_of_version_control(project: Project) -> None:
    run(project)
    assert (workshop_of(project.root / "site") / ".gitignore").read_text() == "*\n"


def _never(*_: object, **__: object) -> NoReturn:
    message = "it was made again"
    raise RuntimeError(message)


def brief_first_lines(path: Path, name: str) -> tuple[Finished, ...]:
    """Brief a text by its first paragraph."""
    (made,) = brief_lines(path, name)
    text = made.briefing.article.text
    briefing = replace(made.briefing, summary=(Span(0, len(text.partition("\n")[0])),))
    return (replace(made, markdown=render(briefing), briefing=briefing),)


def test_lists_stand_when_a_change_does_not_show_in_them(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(briefings, "StraightLine", lambda *_: brief_first_lines)
    (project.content / "about.md").write_text("# About\n\n[All](quotes/index.md)\n")
    run(project)
    before = site_of(project)
    path = min(project.articles.rglob("*.txt"))
    path.write_text(f"{path.read_text()}\n\nAnd so it went on.\n")
    with monkeypatch.context() as patch:
        patch.setattr(plugin, "gather", _only_nothing)
        run(project)
    after = site_of(project)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed
    assert all(name.startswith("briefings/") for name in changed)
    assert after == cold(project, tmp_path)
    for change in (add_one, delete_one):  # what was not looked into is not lost
        change(project)
        run(project)
        assert site_of(project) == cold(project, tmp_path)


def _only_nothing(entries: Iterable[Entry]) -> Library:
    assert not [*entries]
    return gather(())


MENUS: dict[str, list[object]] = {
    "titles": [{"Start": "index.md"}, {"All quotes": "quotes/index.md"}],
    "no titles": ["about.md", "quotes/index.md", "archive/index.md"],
    "home": ["index.md", "about.md", "actors/index.md", "timeline/index.md", "stories/index.md"],
    "a list": ["about.md", "archive/1969.md", "search.md"],
    "a briefing": ["about.md", "briefings/1969/07/dispatch-0002.md", {"A": "archive/index.md"}],
    "deep": [{"More": ["about.md", {"Still more": [{"All quotes": "quotes/index.md"}]}]}],
}


@pytest.mark.parametrize("menu", MENUS.values(), ids=MENUS)
def test_the_menu_of_the_author_leads_to_pages_that_stand(
    project: Project,
    tmp_path: Path,
    menu: list[object],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(briefings, "StraightLine", lambda *_: brief_first_lines)
    caplog.set_level(logging.INFO)
    (project.content / "about.md").write_text("# About\n")
    (project.content / "index.md").write_text("# Welcome\n")
    config = yaml.safe_load((project.root / "mkdocs.yml").read_text())
    (project.root / "mkdocs.yml").write_text(yaml.safe_dump(config | {"nav": menu}))
    run(project)
    path = min(project.articles.rglob("*.txt"))
    path.write_text(f"{path.read_text()}\n\nAnd so it went on.\n")
    run(project)
    assert not outdated(project, tmp_path)
    (project.content / "index.md").unlink()
    for text in ("And on.", "Another first line\n\nAnd on.", "Another first line\n\nAnd off."):
        path.write_text(f"Dispatch\n\n{text}\n")
        run(project)
        assert not outdated(project, tmp_path)
    assert "excluded" not in caplog.text


@pytest.mark.parametrize("name", ["index.md", "robots.txt"])
def test_lists_do_not_stand_where_the_author_has_a_say(
    project: Project, tmp_path: Path, name: str
) -> None:
    run(project)
    for text in ("# Mine\n", None):
        if text:
            (project.content / name).write_text(text)
        else:
            (project.content / name).unlink()
        run(project)
        assert site_of(project) == cold(project, tmp_path)
