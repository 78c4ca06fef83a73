"""The cutting of a search index into parts."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefgen.build import Project, briefings
from briefgen.build.extraction import Extraction
from briefgen.build.output import Written, write_briefings
from briefgen.build.project import HERE
from briefgen.errors import EnvironmentMissingError
from briefgen.site import indexer, pagefind, search_parts
from briefgen.site.canonical_index import Contents, make_canonical
from briefgen.site.entry import Entry
from briefgen.site.library import gather
from briefgen.site.pagefind import Indexing, begin_index
from briefgen.site.plugin import BriefgenPlugin
from briefgen.site.publish import publish
from briefgen.site.search_parts import MOST, cut, parts_of
from tests.build.newsroom import brief_lines, tree, write_article
from tests.site.shelf import demo
from tests.site.test_publish import brief_first_lines, cold, configure, newsroom


def documents(count: int) -> dict[str, str]:
    return {f"briefings/{number}.md": "fr" if number % 3 else "en" for number in range(count)}


def test_a_small_site_has_one_part() -> None:
    (part,) = cut(documents(5), {"about.md": "de"})
    assert part.folder == "pagefind"
    assert set(part.sources) == {*documents(5), "about.md"}
    assert part.languages == ("de", "en", "fr")


def test_a_site_without_documents_has_none() -> None:
    assert cut({}, {}) == ()


@pytest.mark.parametrize("count", [1500, 20_000])
def test_every_document_lies_in_one_of_some_parts_alike(count: int) -> None:
    parts = cut(documents(count), {})
    assert sorted(s for part in parts for s in part.sources) == sorted(documents(count))
    assert len({part.folder for part in parts}) == len(parts)
    for language in ("en", "fr"):
        sizes = sorted(len(part.sources) for part in parts if part.languages == (language,))
        assert 1 <= len(sizes) <= MOST
        assert sizes[-1] < 1.3 * sizes[0]


def test_a_reader_of_one_language_opens_as_many_parts_as_it_needs() -> None:
    many = dict.fromkeys(documents(5000), "fr")
    few = {f"briefings/de-{number}.md": "de" for number in range(3)}
    count = Counter(part.languages for part in cut(many | few, {}))
    assert count == {("fr",): MOST, ("de",): 1}


@pytest.mark.parametrize("language", ["../..", "a b;c", "", "\ud800"])
def test_a_strange_language_makes_a_plain_folder(language: str) -> None:
    parts = cut(documents(1500) | {"briefings/x.md": language}, {})
    assert all(re.fullmatch(r"pagefind/[a-z0-9-]+-[1-4]", part.folder) for part in parts)
    assert sorted(s for part in parts for s in part.sources) == sorted(
        [*documents(1500), "briefings/x.md"]
    )


def test_languages_of_few_documents_share_parts() -> None:
    codes = [f"{first}{second}" for first in "abcdefgh" for second in "xyz"]
    few = {f"briefings/{code}-{number}.md": code for code in codes for number in range(60)}
    some = {f"briefings/pt-{number}.md": "pt" for number in range(100)}
    parts = {part.folder.removeprefix("pagefind/"): part for part in cut(few | some, {})}
    assert [*parts] == ["few-1", "few-2", "pt-1"]
    assert {*parts["few-1"].sources, *parts["few-2"].sources} == {*few}
    assert {*parts["few-1"].languages} == {*codes}


def test_a_new_document_moves_no_other() -> None:
    before = {source: part.folder for part in cut(documents(1500), {}) for source in part.sources}
    after = {source: part.folder for part in cut(documents(1501), {}) for source in part.sources}
    assert {source: after[source] for source in before} == before


def test_a_part_speaks_the_languages_of_its_documents_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(search_parts, "DOCUMENTS", 1)
    shelf = gather(Entry(briefing, f"briefings/{briefing.article.id}.md") for briefing in demo())
    rest, *parts = parts_of(shelf, frozenset({"about.md"}), "de")
    assert {shelf.actors[0].source, "about.md"} <= set(rest.sources)
    assert rest.languages == ("de",)
    languages = {entry.source: entry.card.language for entry in shelf.entries}
    assert len(parts) > 1
    for part in parts:
        assert set(part.languages) == {languages[source] for source in part.sources}


def test_actors_lie_apart_where_briefings_are_cut() -> None:
    actors = {f"actors/{number}.md": "fr" for number in range(5000)}
    rest, *parts = cut(documents(1500), actors)
    assert set(rest.sources) == set(actors)
    assert [*parts] == [*cut(documents(1500), {})]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(briefings, "StraightLine", lambda *_: brief_lines)
    monkeypatch.setattr(search_parts, "DOCUMENTS", 2)
    project = newsroom(tmp_path / "newsroom", count=6)
    configure(project, search=True)
    publish(project.root / "mkdocs.yml", jobs=HERE)
    return project


def entries(project: Project) -> dict[Path, int]:
    found = (project.root / "site/pagefind").rglob("pagefind-entry.json")
    return {path: path.stat().st_mtime_ns for path in found}


def test_a_change_makes_one_part_again(project: Project, tmp_path: Path) -> None:
    before = entries(project)
    assert len(before) > 1
    write_article(project, "dispatch-0001.txt", "Dispatch 1\n\nThe lock closed.")
    publish(project.root / "mkdocs.yml", jobs=HERE)
    after = entries(project)
    assert len([path for path in before if before[path] != after[path]]) == 1
    assert tree(project.root / "site") == cold(project, tmp_path)


def test_a_part_is_made_again_where_lists_stand(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(briefings, "StraightLine", lambda *_: brief_first_lines)
    (project.content / "about.md").write_text("# About\n\nWho we are.\n")
    publish(project.root / "mkdocs.yml", jobs=HERE)
    before = entries(project)
    write_article(project, "dispatch-0001.txt", "Dispatch 1\n\nThe lock closed.\n\nIt rained.")
    publish(project.root / "mkdocs.yml", jobs=HERE)
    write_article(project, "dispatch-0001.txt", "Dispatch 1\n\nThe lock closed.\n\nIt poured.")
    publish(project.root / "mkdocs.yml", jobs=HERE)
    after = entries(project)
    assert len([path for path in before if before[path] != after[path]]) == 1
    assert tree(project.root / "site") == cold(project, tmp_path)


def test_actors_and_own_pages_are_found_at_their_new_addresses(
    project: Project, tmp_path: Path
) -> None:
    (project.content / "about.md").write_text("# About\n\nWho we are.\n")
    publish(project.root / "mkdocs.yml", jobs=HERE)
    with (project.root / "mkdocs.yml").open("a") as file:
        file.write("use_directory_urls: false\n")
    publish(project.root / "mkdocs.yml", jobs=HERE)
    assert tree(project.root / "site") == cold(project, tmp_path)


def test_pagefind_at_work_for_a_killed_build_does_not_reach_the_next_one(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    outputs: list[Path] = []

    def spy(source: Path, output: Path) -> Indexing:
        assert {path.name for path in output.iterdir()} <= {"fragment"}
        outputs.append(output)
        return begin_index(source, output)

    monkeypatch.setattr(indexer, "begin_index", spy)
    for text in ("The lock closed.", "The lock opened again."):
        write_article(project, "dispatch-0001.txt", f"Dispatch 1\n\n{text}")
        publish(project.root / "mkdocs.yml", jobs=HERE)
    one, other = outputs
    assert one != other
    one.mkdir()
    (one / "late.pf_fragment").touch()
    write_article(project, "dispatch-0001.txt", "Dispatch 1\n\nThe lock closed.")
    publish(project.root / "mkdocs.yml", jobs=HERE)
    assert not one.exists()
    assert not [*(project.root / "site").rglob("late*")]


@pytest.fixture
def outputs(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """What Pagefind found each time it began: names of the files in its output folder."""
    found: list[set[str]] = []

    def spy(source: Path, output: Path) -> Indexing:
        found.append({*tree(output)})
        return begin_index(source, output)

    monkeypatch.setattr(indexer, "begin_index", spy)
    return found


def test_pagefind_finds_what_stands_of_the_last_index(
    project: Project, tmp_path: Path, outputs: list[set[str]]
) -> None:
    write_article(project, "dispatch-0001.txt", "Dispatch 1\n\nThe lock closed.")
    publish(project.root / "mkdocs.yml", jobs=HERE)
    (there,) = outputs
    assert {Path(name).parent.name for name in there} == {"fragment"}
    assert tree(project.root / "site") == cold(project, tmp_path)


def test_an_index_that_was_touched_is_not_used(
    project: Project, tmp_path: Path, outputs: list[set[str]]
) -> None:
    for path in (project.root / ".site.briefgen/indexed").rglob("*.pf_fragment"):
        path.write_bytes(b"")
    write_article(project, "dispatch-0001.txt", "Dispatch 1\n\nThe lock closed.")
    publish(project.root / "mkdocs.yml", jobs=HERE)
    assert outputs == [set()]
    assert tree(project.root / "site") == cold(project, tmp_path)


def test_an_index_in_which_names_may_be_mistaken_is_made_again(
    project: Project, tmp_path: Path, outputs: list[set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagefind, "make_canonical", doubted)
    write_article(project, "dispatch-0001.txt", "Dispatch 1\n\nThe lock closed.")
    publish(project.root / "mkdocs.yml", jobs=HERE)
    first, second = outputs
    assert first
    assert not second
    assert tree(project.root / "site") == cold(project, tmp_path)


def doubted(index: Path) -> Contents:
    return replace(make_canonical(index), is_told_apart=False)


def test_pagefind_begins_before_the_pages_are_known(
    project: Project, monkeypatch: pytest.MonkeyPatch, outputs: list[set[str]]
) -> None:
    begun: list[int] = []
    index = BriefgenPlugin._index_briefings

    def spy(plugin: BriefgenPlugin) -> bool:
        begun.append(len(outputs))
        found = index(plugin)
        begun.append(len(outputs))
        return found

    monkeypatch.setattr(BriefgenPlugin, "_index_briefings", spy)
    write_article(project, "dispatch-0001.txt", "Dispatch 1\n\nThe lock closed.")
    publish(project.root / "mkdocs.yml", jobs=HERE)
    assert begun == [1, 1]


def test_pagefind_begins_before_a_briefing_is_written(
    project: Project, monkeypatch: pytest.MonkeyPatch, outputs: list[set[str]]
) -> None:
    begun: list[int] = []

    def spy(*args: Any) -> Written:
        begun.append(len(outputs))
        return write_briefings(*args)

    monkeypatch.setattr(briefings, "write_briefings", spy)
    write_article(project, "dispatch-0001.txt", "Dispatch 1\n\nThe lock closed.")
    publish(project.root / "mkdocs.yml", jobs=HERE)
    assert begun == [1]
    assert len(outputs) == 1


LONG = " ".join(f"Lock {number} opened." for number in range(30))
SURPRISES = {
    "two want one name": ["old/dispatch-0001.txt", "Another\n\nThe lock closed."],
    "a draft": ["dispatch-0001.txt", "A draft\n\nThe lock closed."],
    "another name": ["dispatch-0001.txt", "undated\n\nThe lock closed."],
    "a version of another": ["dispatch-0001.txt", f"Dispatch\n\n{LONG}"],
    "too bad to be read": ["dispatch-0001.txt", "unreadable\n\nThe lock closed."],
    "new": ["dispatch-0009.txt", "Dispatch 9\n\nThe lock closed."],
}


@pytest.mark.parametrize("surprise", SURPRISES.values(), ids=SURPRISES)
def test_pagefind_ends_with_what_is_there_whatever_it_began_with(
    project: Project, tmp_path: Path, surprise: list[str]
) -> None:
    write_article(project, "dispatch-0000.txt", f"Dispatch\n\n{LONG}")
    publish(project.root / "mkdocs.yml", jobs=HERE)
    write_article(project, *surprise)
    publish(project.root / "mkdocs.yml", jobs=HERE)
    assert tree(project.root / "site") == cold(project, tmp_path)


@pytest.mark.parametrize(
    "error", [OSError("too many files"), EnvironmentMissingError("no process can be started")]
)
def test_a_part_with_which_pagefind_could_not_begin_early_is_made_later(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    begun: list[Path] = []

    def fail_once(source: Path, output: Path) -> Indexing:
        begun.append(source)
        if len(begun) == 1:
            raise error
        return begin_index(source, output)

    monkeypatch.setattr(indexer, "begin_index", fail_once)
    write_article(project, "dispatch-0001.txt", "Dispatch 1\n\nThe lock closed.")
    publish(project.root / "mkdocs.yml", jobs=HERE)
    assert len(begun) == 2
    assert begun[0] == begun[1]
    assert tree(project.root / "site") == cold(project, tmp_path)


def test_pagefind_is_stopped_where_it_began_with_what_stays(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, outputs: list[set[str]]
) -> None:
    def begin_wrong(plugin: BriefgenPlugin, config: Any, digests: Any, changed: Any) -> None:
        assert changed == {right}
        index_early(plugin, config, digests, {wrong})

    def spy(plugin: BriefgenPlugin) -> bool:
        begun.append(len(outputs))
        found = index_briefings(plugin)
        begun.append(len(outputs))
        return found

    begun: list[int] = []
    index_early = BriefgenPlugin._index_early
    index_briefings = BriefgenPlugin._index_briefings
    right = "1969/07/dispatch-0001.md"
    names = {f"briefings/1969/07/dispatch-{number:04}.md": "en" for number in range(6)}
    (*_, wrong) = next(
        part.sources
        for part in search_parts.cut_off(names)
        if f"briefings/{right}" not in part.sources
    )
    wrong = wrong.removeprefix("briefings/")
    write_article(project, "dispatch-0001.txt", "Dispatch 1\n\nThe lock closed.")
    with monkeypatch.context() as patch:
        patch.setattr(BriefgenPlugin, "_index_early", begin_wrong)
        patch.setattr(BriefgenPlugin, "_index_briefings", spy)
        publish(project.root / "mkdocs.yml", jobs=HERE)
    assert begun == [1, 2]
    assert tree(project.root / "site") == cold(project, tmp_path)


def test_pagefind_begins_with_nothing_that_the_store_has_lost(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, outputs: list[set[str]]
) -> None:
    begun: list[int] = []

    def spy(*args: Any) -> Written:
        begun.append(len(outputs))
        return write_briefings(*args)

    def lose(build: Any, names: Sequence[str]) -> None:
        extract(build, names)
        monkeypatch.setattr(Extraction, "extract", extract)
        build.store.clear()

    extract = Extraction.extract
    monkeypatch.setattr(briefings, "write_briefings", spy)
    monkeypatch.setattr(Extraction, "extract", lose)
    write_article(project, "dispatch-0001.txt", "Dispatch 1\n\nThe lock closed.")
    publish(project.root / "mkdocs.yml", jobs=HERE)
    assert begun[0] == 0
    assert tree(project.root / "site") == cold(project, tmp_path)


def test_pagefind_begins_again_where_it_began_with_too_much(
    project: Project, tmp_path: Path, outputs: list[set[str]]
) -> None:
    with (project.root / "mkdocs.yml").open("a") as file:
        file.write("exclude_docs: |\n  *-0001.md\n")
    publish(project.root / "mkdocs.yml", jobs=HERE)
    outputs.clear()
    write_article(project, "dispatch-0001.txt", "Dispatch 1\n\nThe lock closed.")
    publish(project.root / "mkdocs.yml", jobs=HERE)
    assert len(outputs) == 1
    assert not [*(project.root / "site/briefings").rglob("*-0001*")]
    assert tree(project.root / "site") == cold(project, tmp_path)
    write_article(project, "dispatch-0000.txt", "Dispatch 0\n\nThe lock closed.")
    publish(project.root / "mkdocs.yml", jobs=HERE)
    assert tree(project.root / "site") == cold(project, tmp_path)


def test_fewer_documents_take_their_parts_along(project: Project, tmp_path: Path) -> None:
    for path in sorted(project.articles.glob("*.txt"))[1:]:
        path.unlink()
    publish(project.root / "mkdocs.yml", jobs=HERE)
    assert len(entries(project)) == 1
    assert tree(project.root / "site") == cold(project, tmp_path)
