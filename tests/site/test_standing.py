"""Pages that stand while briefings come, go and change: the site is what a cold build makes."""

import json
import random
import shutil
from pathlib import Path

import pytest

from briefgen.model import Briefing
from briefgen.site.pages import actors, archive, quotes, timeline
from tests.build.newsroom import tree
from tests.site.shelf import brief, write_site

NAMES = ("Ada Bell", "Carl Dorn", "Eva Falk", "Gus Holm", "Ida Jung", "Karl Lind", "Mia Nord")


def cast(number: int) -> list[str]:
    """Return speaker, second and third of a dispatch, of whom the last leaves."""
    return random.Random(number).sample(NAMES, 3)  # noqa: S311 - the same dispatches every time


def dispatch(number: int, seed: int) -> Briefing:
    """Return the dispatch of that *number*; by the *seed* others of its three are key actors."""
    one, two, three = cast(number)
    dice = random.Random(f"{number}/{seed}")  # noqa: S311
    role = dice.choice(["keeper", "engineer"])
    return brief(
        f"Dispatch {number}",
        f"{one}, the {role}, met {two} at the lock. “Gate {seed} stays shut,” {one} said. "
        f"{three} leaves on {1 + number} May 1971.",
        "en",
        published=f"1969-07-{1 + number:02}",
        story=dice.choice([None, "The lock"]),
        tags=dice.sample(["water", "ships"], 1),
        actors=[
            (one, "PER", [f"the {role}"], True),
            (two, "PER", [], dice.random() < 0.5),
            (three, "PER", [], dice.random() < 0.5),
        ],
        quotes=[("direct", [f"Gate {seed} stays shut"], one, one, "said")],
        events=[(f"{1 + number} May 1971", f"1971-05-{1 + number:02}", "planned", True)],
    )


def site_of(root: Path, seeds: dict[int, int]) -> dict[str, bytes]:
    """Return the site below *root* after a build of those dispatches and no others."""
    shutil.rmtree(root / "content", ignore_errors=True)
    dispatches = [dispatch(*pair) for pair in sorted(seeds.items())]
    return tree(write_site(root, dispatches, search=False))


@pytest.fixture
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have lists of three items take two pages."""
    monkeypatch.setattr(actors, "ACTORS_PER_PAGE", 2)
    monkeypatch.setattr(actors, "BRIEFINGS_PER_PAGE", 2)
    monkeypatch.setattr(archive, "ENTRIES_PER_PAGE", 2)
    monkeypatch.setattr(quotes, "SPEAKERS_PER_PAGE", 2)
    monkeypatch.setattr(timeline, "EVENTS_PER_PAGE", 2)


@pytest.mark.parametrize("seed", range(2))
def test_after_any_change_the_site_is_a_cold_builds(tmp_path: Path, seed: int) -> None:
    change_at_random(tmp_path, seed)


@pytest.mark.usefixtures("short_pages")
@pytest.mark.parametrize("seed", range(2, 4))
def test_so_it_is_where_lists_take_many_pages(tmp_path: Path, seed: int) -> None:
    change_at_random(tmp_path, seed)


def test_a_new_briefing_changes_no_further_page_of_an_actor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actors, "BRIEFINGS_PER_PAGE", 5)
    before = site_of(tmp_path, dict.fromkeys(range(21), 0))
    after = site_of(tmp_path, dict.fromkeys(range(22), 0))
    changed = {name for name in before if after.get(name) != before[name]}
    further = {f"actors/{name}/page/2/index.html" for name in ("carl-dorn", "karl-lind")}
    assert further <= {*before}
    assert not changed & further
    assert "actors/carl-dorn/index.html" in changed


@pytest.mark.usefixtures("short_pages")
def test_the_pages_of_an_actor_have_every_briefing_together(tmp_path: Path) -> None:
    site = site_of(tmp_path, dict.fromkeys(range(12), 0))
    of_actor = [
        page.decode()
        for name, page in site.items()
        if name.startswith("actors/eva-falk/") and name.endswith(".html")
    ]
    assert len(of_actor) > 2
    whole = "".join(of_actor)
    assert whole.count('<h2 id="roles">') == 1
    for number in range(12):
        speaker, other, planner = cast(number)
        place = f"briefings/1969/07/dispatch-{number}/"
        assert (f"{place}#q1" in whole) == (speaker == "Eva Falk")
        assert (f"{place}#e1" in whole) == (planner == "Eva Falk")
        assert (place in whole) == ("Eva Falk" in (speaker, other, planner))


@pytest.mark.usefixtures("short_pages")
def test_the_timeline_of_an_actor_is_that_of_the_first_page(tmp_path: Path) -> None:
    site = site_of(tmp_path, dict.fromkeys(range(12), 0))
    cut = 0
    for name in NAMES:
        folder = f"actors/{name.lower().replace(' ', '-')}"
        slides = json.loads(site[f"{folder}/timeline.json"])["events"]
        assert len(slides) == site[f"{folder}/index.html"].count(b'<li class="event')
        cut += len(slides) < len([n for n in range(12) if cast(n)[2] == name])
    assert cut > 2


@pytest.mark.usefixtures("short_pages")
def test_an_actor_has_so_many_roles_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    several = site_of(tmp_path, dict.fromkeys(range(12), 0))["actors/mia-nord/index.html"]
    assert several.count(b'<li><span lang="en">the ') == 2
    monkeypatch.setattr(actors, "MOST_ROLES", 1)
    (tmp_path / "again").mkdir()
    one = site_of(tmp_path / "again", dict.fromkeys(range(12), 0))["actors/mia-nord/index.html"]
    assert one.count(b'<li><span lang="en">the ') == 1


def change_at_random(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - the same changes every time
    seeds = dict.fromkeys(range(8), 0)
    site_of(tmp_path / "warm", seeds)
    for step in range(1, 5):
        number = dice.choice([*seeds, 8 + step])
        if number in seeds and dice.random() < 0.4:
            del seeds[number]
        else:
            seeds[number] = step
        warm = site_of(tmp_path / "warm", seeds)
        cold = site_of(tmp_path / f"cold-{step}", seeds)
        assert warm.keys() == cold.keys()
        assert [name for name in cold if warm[name] != cold[name]] == []
