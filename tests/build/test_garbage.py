"""What is kept from Python's look for cycles, and until when."""

import gc
import weakref
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config

from briefgen.build import briefings
from briefgen.build.garbage import collect_kept, kept_for_good, seldom_collected
from briefgen.site.config import PLUGIN
from briefgen.site.entry import QuoteAt
from tests.build.newsroom import brief_lines, change_one
from tests.site.test_publish import newsroom, run


class Knot:
    """Holds itself."""

    def __init__(self) -> None:
        self.itself = self


def test_what_nobody_holds_any_more_is_freed() -> None:
    with kept_for_good():
        knot = weakref.ref(Knot())
    gc.collect()
    assert knot() is not None
    collect_kept()
    assert knot() is None


@pytest.mark.parametrize("enabled", [True, False])
def test_python_looks_for_cycles_as_before(*, enabled: bool) -> None:
    before = gc.get_threshold()
    (gc.enable if enabled else gc.disable)()
    try:
        with seldom_collected(), kept_for_good():
            assert not gc.isenabled()
        assert gc.isenabled() == enabled
        assert gc.get_threshold() == before
    finally:
        gc.enable()
        gc.unfreeze()


def test_a_build_frees_what_the_one_before_it_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(briefings, "StraightLine", lambda *_: brief_lines)
    project = newsroom(tmp_path / "newsroom")
    run(project)
    plugin: Any = load_config(str(project.root / "mkdocs.yml")).plugins[PLUGIN]
    first = plugin.library.entries[0]
    first.__dict__["quotes"] = (QuoteAt(first, 1),)  # a quote knows its entry
    entry = weakref.ref(first)
    del first
    change_one(project)
    run(project)
    gc.collect()
    assert plugin.library.entries  # MkDocs gave the second build the same plugin
    assert entry() is None
