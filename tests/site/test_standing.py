"""Pages that stand while briefings come, go and change: the site is what a cold build makes."""

import random
import shutil
from pathlib import Path

import pytest

from briefgen.model import Briefing
from tests.build.newsroom import tree
from tests.site.shelf import brief, write_site

NAMES = ("Ada Bell", "Carl Dorn", "Eva Falk", "Gus Holm", "Ida Jung", "Karl Lind", "Mia Nord")


def dispatch(number: int, seed: int) -> Briefing:
    """Return the dispatch of that *number*; by the *seed* others of its three are key actors."""
    dice = random.Random(number)  # noqa: S311 - the same dispatches every time
    one, two, three = dice.sample(NAMES, 3)
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


@pytest.mark.parametrize("seed", range(2))
def test_after_any_change_the_site_is_a_cold_builds(tmp_path: Path, seed: int) -> None:
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
