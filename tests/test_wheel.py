"""The wheel alone, in an empty environment: sites, the tutorial, continuous integration."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

from tests.docs.snippets import script_of

ROOT = Path(__file__).parent.parent
ACTION = ROOT / "action.yml"
NEEDED = [
    "briefgen/py.typed",
    "briefgen/lexicons/fr/briefing.yaml",
    "briefgen/models/fr/MODEL_CARD.md",
    "briefgen/models/en/MODEL_CARD.md",
    "briefgen/render/templates/briefing.md.j2",
    "briefgen/theme/main.html",
    "briefgen/theme/mkdocs_theme.yml",
    "briefgen/theme/css/site.css",
]


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what is under version control."""
    sources = tmp_path_factory.mktemp("sources")
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True
    ).stdout.decode()
    for name in filter(None, names.split("\0")):
        target = sources / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_file():
            shutil.copy2(ROOT / name, target)
    return sources


@pytest.fixture(scope="module")
def wheel(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _wheel_of(sources, tmp_path_factory.mktemp("wheel"))


def _wheel_of(sources: Path, folder: Path) -> Path:
    _run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, sources)
    (path,) = folder.glob("*.whl")
    return path


@pytest.mark.parametrize("name", NEEDED)
def test_wheel_holds_its_data(wheel: Path, name: str) -> None:
    assert name in zipfile.ZipFile(wheel).namelist()


def test_every_data_file_of_the_sources_is_in_the_wheel(wheel: Path) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "briefgen", "theme"], cwd=ROOT, check=True, capture_output=True
    ).stdout.decode()
    wanted = {
        name if name.startswith("briefgen/") else f"briefgen/{name}"
        for name in tracked.splitlines()
        if (ROOT / name).is_file()
    }
    assert wanted - set(zipfile.ZipFile(wheel).namelist()) == set()


def test_the_source_distribution_makes_the_same_wheel(
    wheel: Path, sources: Path, tmp_path: Path
) -> None:
    builder, made = tmp_path / "builder", tmp_path / "made"
    (needed,) = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"][
        "requires"
    ]
    _run(sys.executable, "-m", "pip", "install", "-q", "--target", builder, needed)
    program = "import sys; from setuptools import build_meta; build_meta.build_sdist(sys.argv[1])"
    _run(sys.executable, "-c", program, made, cwd=sources, PYTHONPATH=builder)
    (archive,) = made.glob("*.tar.gz")
    again = _wheel_of(archive, made)
    assert zipfile.ZipFile(again).namelist() == zipfile.ZipFile(wheel).namelist()


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The environment that the action of continuous integration makes, from the wheel."""
    folder = tmp_path_factory.mktemp("runner")
    _bash(_steps(ACTION)["Install"], folder, RUNNER_TEMP=folder, VERSION="", SOURCE=wheel)
    return folder / "briefgen/bin"


def test_wheel_builds_a_site_elsewhere(programs: Path, tmp_path: Path) -> None:
    newsroom = tmp_path / "newsroom"
    articles = shutil.ignore_patterns("briefings")
    shutil.copytree(ROOT / "content", newsroom / "content", ignore=articles)
    shutil.copy(ROOT / "mkdocs.yml", newsroom)
    _run(programs / "briefgen", "build", "--strict", cwd=newsroom)
    assert (newsroom / "site/index.html").is_file()
    assert (newsroom / "site/pagefind/pagefind.js").is_file()
    pages = sorted((newsroom / "site/briefings").rglob("index.html"))
    articles_read = [p for p in (newsroom / "content/articles").rglob("*") if p.is_file()]
    assert len([p for p in pages if len(p.relative_to(newsroom).parts) > 5]) == len(articles_read)


def test_the_tutorial_works_in_an_empty_folder(programs: Path, tmp_path: Path) -> None:
    _bash(script_of(ROOT / "docs/tutorial.md"), tmp_path, programs)
    page = tmp_path / "newsroom/site/briefings/1969/07/apollo/index.html"
    assert "Armstrong is to walk on the Moon" in page.read_text("utf-8")


def test_the_first_page_of_the_documentation_keeps_its_word(programs: Path, tmp_path: Path) -> None:
    _bash(script_of(ROOT / "docs/index.md"), tmp_path, programs)
    assert (tmp_path / "newsroom/site/index.html").is_file()


def test_pipelines_run_in_a_clean_clone(programs: Path, tmp_path: Path) -> None:
    _bash(NEWSROOM_IN_GIT, tmp_path, programs)
    newsroom = tmp_path / "clone"
    for pipeline in (".github/workflows/briefings.yml", ".gitlab-ci.yml"):
        jobs = yaml.safe_load((newsroom / pipeline).read_text("utf-8"))
        steps = [line for job in jobs.get("jobs", jobs).values() for line in _lines(job)]
        script = "\n".join(line for line in steps if not line.startswith("pip"))
        assert "briefgen build" in script
        _bash(script, newsroom, programs)
    assert (newsroom / "site/index.html").is_file()
    assert (newsroom / "public/index.html").is_file()


@pytest.mark.parametrize("command", ["check", "build"])
def test_the_action_does_what_it_is_told(programs: Path, tmp_path: Path, command: str) -> None:
    _bash("briefgen init .", tmp_path, programs)
    output = tmp_path / "output"
    _bash(
        _steps(ACTION)["Run"],
        tmp_path,
        RUNNER_TEMP=programs.parents[1],
        COMMAND=command,
        ARGS="--strict --quiet",
        GITHUB_OUTPUT=output,
    )
    site = output.read_text("utf-8").strip().removeprefix("site=")
    assert (Path(site) / "index.html").is_file() == (command == "build")


def test_the_action_uses_the_inputs_that_it_declares() -> None:
    action = yaml.safe_load(ACTION.read_text("utf-8"))
    used = set(re.findall(r"inputs\.([a-z-]+)", ACTION.read_text("utf-8")))
    assert used == set(action["inputs"])
    assert action["runs"]["using"] == "composite"
    assert all({"shell", "run"} <= set(step) or "uses" in step for step in action["runs"]["steps"])


def test_the_hook_runs_before_a_commit(programs: Path, tmp_path: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    _bash(f"briefgen init .\n{hook['entry']}", tmp_path, programs)
    watched = re.compile(hook["files"])
    assert watched.search("content/articles/1963/01/elysee-treaty.md")
    assert watched.search("mkdocs.yml")
    assert not watched.search("README.md")


def test_the_image_runs_as_an_ordinary_user_from_what_it_is_given() -> None:
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    assert next(line for line in reversed(lines) if line.startswith("USER")) == "USER briefgen"
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    given = [line.removeprefix("!") for line in ignored if line.startswith("!")]
    assert all((ROOT / name).exists() for name in given)


NEWSROOM_IN_GIT = """
export GIT_CONFIG_GLOBAL=/dev/null
briefgen init newsroom
cd newsroom
git init -q
git add -A
git -c user.name=Desk -c user.email=desk@example.org commit -qm "Begin"
git clone -q . ../clone
"""


def _steps(path: Path) -> dict[str, str]:
    action = yaml.safe_load(path.read_text("utf-8"))
    steps = action["runs"]["steps"]
    return {step["name"]: step["run"] for step in steps if "run" in step}


def _lines(job: object) -> list[str]:
    if not isinstance(job, dict):
        return []
    steps = [step["run"] for step in job.get("steps", ()) if "run" in step]
    return [*job.get("script", ()), *steps]


def _bash(script: str, cwd: Path, programs: Path | None = None, **variables: object) -> None:
    """Run *script* as continuous integration does."""
    paths = [str(programs)] if programs else []
    path = os.pathsep.join([*paths, os.environ["PATH"]])
    _run("bash", "-e", "-o", "pipefail", "-c", script, cwd=cwd, PATH=path, **variables)


def _run(*command: object, cwd: Path | None = None, **variables: object) -> None:
    """Run *command* with nothing of this checkout in sight."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    environment |= {name: str(value) for name, value in variables.items()}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
