"""Times briefgen beside Hugo and MkDocs on the same generated articles, in the same minutes.

    python benchmarks/run.py [--counts 1000 10000] [--results docs/benchmarks] [--material]

Each stage is a process of its own; CPU seconds are those of the process and its
children. The stages after the first build are timed five times, each change in another
article, and the median is told: a machine that just worked hard may be slower for a while.
Hugo (`hugo` on the path, as from Debian) and MkDocs build the very briefing files that briefgen
made, as plain pages without search. Prints a Markdown table and writes it, with the figures as
JSON and as a drawing, to the folder of results.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from operator import attrgetter
from pathlib import Path

from articles import write

CONFIG = """site_name: Benchmark
docs_dir: content
theme:
  name: briefgen
plugins:
  - briefgen:
      search: {search}
"""
MKDOCS = "site_name: Benchmark\ndocs_dir: content/briefings\nsite_dir: {site}\ntheme: {theme}\n"
HUGO = 'baseURL = "https://example.org/"\ntitle = "Benchmark"\ncontentDir = "content/briefings"\n'
LAYOUT = "<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1>{{ .Content }}\n"
EXTRACT = """
from pathlib import Path
from briefgen.build import Project, build_briefings
root = Path.cwd()
build_briefings(Project(root=root, content=root / "content"))
"""
TURNS = 5  # of the stages that take seconds
NAMES, BAR, ROW = 240, 420, 24  # widths and height of the drawing's columns and rows


@dataclass(frozen=True)
class Run:
    """One stage at one size."""

    stage: str
    count: int
    wall: float
    "seconds"
    cpu: float
    "seconds, of the process and its children"
    memory: float
    "megabytes, of the largest process"


def measure(stage: str, count: int, command: list[str], folder: Path) -> Run:
    """Run *command* in *folder*; exit when it fails."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert process.stdout is not None  # noqa: S101 - for the type checker
    output = process.stdout.read()
    process.stdout.close()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{stage}: exit {process.returncode}\n{output.decode()[-2000:]}")
    run = Run(stage, count, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
    print(
        f"{stage}, {count}: {run.wall:.1f} s, {run.cpu:.1f} CPU s, {run.memory:.0f} MB", flush=True
    )
    return run


def stages(count: int, folder: Path, *, material: bool) -> list[Run]:
    """Run every stage on *count* articles below *folder*."""
    write(count, folder / "content" / "articles")
    build = [sys.executable, "-m", "briefgen", "build", "--quiet"]
    runs = [measure("extraction, cold", count, [sys.executable, "-c", EXTRACT], folder)]
    (folder / "mkdocs.yml").write_text(CONFIG.format(search="false"))
    runs.append(measure("site, cold, without search", count, build, folder))
    runs += _others(count, folder, material=material)
    (folder / "mkdocs.yml").write_text(CONFIG.format(search="true"))
    for name in ("site", ".site.briefgen"):
        shutil.rmtree(folder / name)
    runs.append(measure("site, cold, with search", count, build, folder))
    articles = sorted((folder / "content" / "articles").rglob("*.md"))
    nothing, change = [], []
    for article in articles[:: -(-len(articles) // TURNS)]:
        nothing.append(measure("nothing changed", count, build, folder))
        with article.open("a", encoding="utf-8") as file:
            file.write("\nOne more sentence.\n")
        change.append(measure("one article changed, with search", count, build, folder))
    return [*runs, _median(nothing), _median(change)]


def _median(runs: list[Run]) -> Run:
    return sorted(runs, key=attrgetter("wall"))[len(runs) // 2]


def _others(count: int, folder: Path, *, material: bool) -> list[Run]:
    runs = []
    if shutil.which("hugo"):
        (folder / "config.toml").write_text(HUGO)
        for name in ("single", "list"):
            layout = folder / "layouts" / "_default" / f"{name}.html"
            layout.parent.mkdir(parents=True, exist_ok=True)
            layout.write_text(LAYOUT)
        command = ["hugo", "--quiet", "--destination", "hugo-site"]
        runs.append(measure("Hugo, cold", count, command, folder))
        runs.append(measure("Hugo, nothing changed", count, command, folder))
    else:
        print("hugo is not on the path: nothing to compare with", file=sys.stderr)
    for theme in ("mkdocs", "material") if material else ("mkdocs",):
        if count > 2000:
            continue  # more than ten minutes: the page list of every page grows with the site
        config = folder / f"{theme}.yml"
        config.write_text(MKDOCS.format(site=folder / f"{theme}-site", theme=theme))
        command = [sys.executable, "-m", "mkdocs", "--quiet", "build", "-f", config.name]
        runs.append(measure(f"MkDocs, theme {theme}, cold", count, command, folder))
    return runs


def table(runs: list[Run]) -> str:
    """Return the runs as a Markdown table, with ratios to Hugo's cold build of the same size."""
    hugo = {run.count: run for run in runs if run.stage == "Hugo, cold"}
    lines = [
        "| stage | articles | wall s | CPU s | × Hugo (wall) | × Hugo (CPU) | memory MB |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for run in runs:
        ratios = ("–", "–")
        if other := hugo.get(run.count):
            ratios = (f"{run.wall / other.wall:.2f}", f"{run.cpu / other.cpu:.2f}")
        cells = (run.count, f"{run.wall:.1f}", f"{run.cpu:.1f}", *ratios, f"{run.memory:.0f}")
        lines.append(f"| {run.stage} | {' | '.join(map(str, cells))} |")
    return "\n".join(lines) + "\n"


def growth(runs: list[Run]) -> str:
    """Return how much CPU each stage takes at the largest size, in that of the smallest."""
    least, most = min(run.count for run in runs), max(run.count for run in runs)
    small = {run.stage: run.cpu for run in runs if run.count == least}
    pairs = [run for run in runs if run.count == most and run.stage in small]
    if least == most:
        return ""
    lines = [f"| from {least} to {most} articles | growth (CPU) |", "|---|--:|"]
    lines += [f"| {run.stage} | {run.cpu / small[run.stage]:.1f} |" for run in pairs]
    return "\n" + "\n".join(lines) + "\n"


def plot(runs: list[Run]) -> str:
    """Return the CPU seconds of each stage at the largest size as bars, an SVG drawing."""
    most = max(run.count for run in runs)
    bars = [run for run in runs if run.count == most]
    scale = BAR / max(run.cpu for run in bars)
    size = f"{NAMES + BAR + 80} {ROW * (len(bars) + 1)}"
    style = 'font-family="sans-serif" font-size="13"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" {style}>',
        f'<text x="0" y="{ROW - 8}">CPU seconds, {most} articles</text>',
    ]
    for number, run in enumerate(bars, 1):
        y, width = ROW * number, max(1, round(run.cpu * scale))
        shade = "#777" if run.stage.startswith(("Hugo", "MkDocs")) else "#8a1c1c"
        lines += [
            f'<text x="0" y="{y + 16}">{run.stage}</text>',
            f'<rect x="{NAMES}" y="{y + 3}" width="{width}" height="{ROW - 8}" fill="{shade}"/>',
            f'<text x="{NAMES + width + 6}" y="{y + 16}">{run.cpu:.1f}</text>',
        ]
    return "\n".join([*lines, "</svg>", ""])


def machine() -> str:
    """Return when this ran and on what, and what else the processors had to do."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{dt.date.today().isoformat()}, {os.cpu_count()} processors, {platform.machine()}, "  # noqa: DTZ011
        f"Python {platform.python_version()}; load average at the end, this run included: {load}"
    )


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description="Time briefgen beside Hugo and MkDocs.")
    parser.add_argument("--counts", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--results", type=Path, default=Path("docs/benchmarks"))
    parser.add_argument("--material", action="store_true", help="mkdocs-material is installed")
    options = parser.parse_args()
    runs = []
    for count in options.counts:
        with tempfile.TemporaryDirectory(prefix="briefgen-bench-") as folder:
            runs += stages(count, Path(folder), material=options.material)
    options.results.mkdir(parents=True, exist_ok=True)
    page = f"{machine()}\n\n{table(runs)}{growth(runs)}"
    (options.results / "results.md").write_text(page)
    (options.results / "results.svg").write_text(plot(runs))
    figures = json.dumps([asdict(run) for run in runs], indent=1)
    (options.results / "results.json").write_text(figures + "\n")
    print(table(runs))


if __name__ == "__main__":
    main()
