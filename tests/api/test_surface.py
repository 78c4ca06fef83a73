"""The public surface is what docs/api.md lists, typed, and loaded only when used."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import briefgen

ROOT = Path(__file__).parent.parent.parent
ARTICLE = ROOT / "content/articles/1969-07-21-men-walk-on-the-moon.md"


def test_the_docs_list_the_surface() -> None:
    text = (ROOT / "docs/api.md").read_text("utf-8")
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    listed = {name for row in rows for name in re.findall(r"`(\w+)", row)} - {"briefgen"}
    assert listed == set(briefgen.__all__)


@pytest.mark.parametrize("name", briefgen.__all__)
def test_every_name_is_there(name: str) -> None:
    assert getattr(briefgen, name) is not None
    assert name in dir(briefgen)


def test_others_are_not() -> None:
    with pytest.raises(AttributeError, match="breif"):
        briefgen.breif  # noqa: B018


def test_importing_loads_nothing() -> None:
    script = "import sys, briefgen; print(*sorted(m for m in sys.modules if '.' not in m))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert not {"spacy", "mkdocs", "yaml", "lxml", "numpy", "click"} & set(done.stdout.split())


@pytest.mark.parametrize(
    "before", ["", "import briefgen.extract.actors, briefgen.render.markdown;"]
)
def test_functions_work_though_rooms_share_their_names(before: str) -> None:
    script = (
        f"import briefgen; {before}"
        f"(article,) = briefgen.read({str(ARTICLE)!r});"
        "briefing = briefgen.brief(article);"
        f"(data,) = briefgen.extract({str(ARTICLE)!r});"
        "assert data['title'] == article.title and data['quotes'];"
        "assert briefgen.render(briefing).startswith('---');"
        "from briefgen import extract; extract.find_actors"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


def test_the_surface_is_typed(tmp_path: Path) -> None:
    script = tmp_path / "use.py"
    script.write_text(
        "import briefgen\n"
        "article: briefgen.Article = briefgen.read('x')[0]\n"
        "words: str = briefgen.render(briefgen.brief(article))\n"
        "data: dict[str, object] = briefgen.extract('x')[0]\n"
        "wrong: int = briefgen.render(briefgen.brief(article))\n",
        "utf-8",
    )
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", str(script)]
    told = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True).stdout
    assert [line.split(":")[1] for line in told.splitlines()] == ["5"]
