"""Sites too large for one: each year's on its own, and one of all years above them.

The sites of years lie beside the site (``site-years/2024``) and are linked into it, so
that a build of one year touches no other, and readers get the new whole in one step.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from briefgen.build import Report
from briefgen.build.project import Progress
from briefgen.build.report import Published
from briefgen.build.swap import remove_tree
from briefgen.build.tree import workshop_of
from briefgen.diagnostics import Severity
from briefgen.errors import ConfigError, StrictError
from briefgen.site.config import PLUGIN, read_config
from briefgen.site.publication import Publication
from briefgen.site.publish import publish
from briefgen.site.years import ROOT, years_folder


def publish_all(
    config_file: Path | None = None,
    *,
    part: str = "",
    site_dir: Path | None = None,
    strict: bool = False,
    jobs: int = 0,
    progress: Progress | None = None,
) -> Published:
    """Build what *config_file* describes, one site or those of all years; or only *part*.

    *part* is a year, ``undated`` or ROOT, the site of all years, which is made from the
    years' sites that are there.

    Raises:
        ConfigError: the configuration does not hold; there is no such part.
        StrictError, EnvironmentMissingError: as `publish`.
    """
    began = time.perf_counter()
    config = read_config(config_file, site_dir=site_dir)
    plugin: Any = config.plugins[PLUGIN]
    if plugin.config.sites == "one":
        if part:
            message = f"there are no parts of one site; set `sites: yearly` to build {part} alone"
            raise ConfigError(message)
        return publish(config_file, site_dir=site_dir, strict=strict, jobs=jobs, progress=progress)
    site = Path(config.site_dir)
    years = years_folder(site)
    years.mkdir(parents=True, exist_ok=True)
    seconds: dict[str, float] = {"load": time.perf_counter() - began}
    report = None
    if part != ROOT:
        report = _make_briefings(plugin, config, jobs, progress, strict=strict)
        seconds |= report.seconds
    parts = _parts(plugin, config, report, part)
    if not part:
        _forget_others(years, parts)
    done = Published(site, report or Report(), seconds)
    for name in parts:
        start = time.perf_counter()
        place = site if name == ROOT else years / name
        built = publish(
            config_file, site_dir=place, strict=strict, progress=progress, part=name, report=report
        )
        seconds[name] = time.perf_counter() - start
        done = replace(done, site=built.site)
    return done


def _make_briefings(
    plugin: Any, config: MkDocsConfig, jobs: int, progress: Progress | None, *, strict: bool
) -> Report:
    publication: Publication = plugin.publication
    publication.progress, publication.jobs = progress, jobs
    if not plugin.config.build:
        return Report()
    report = publication.make_briefings(plugin.project(config))
    if strict and any(item.severity is not Severity.INFO for item in report.diagnostics()):
        message = "nothing is published: there are warnings, and --strict allows none"
        raise StrictError(message)
    return report


def _parts(plugin: Any, config: MkDocsConfig, report: Report | None, part: str) -> Sequence[str]:
    """Return the parts to build, ROOT last."""
    if part == ROOT:
        return (ROOT,)
    folder = plugin.project(config).briefings
    there = {path.name for path in folder.iterdir() if path.is_dir()} if folder.is_dir() else set()
    if plugin.config.build and report:
        there = {name.partition("/")[0] for name in report.digests}
    if part and part not in there:
        known = ", ".join([*sorted(there), ROOT])
        message = f"there is no part {part!r}; there are {known}"
        raise ConfigError(message)
    return (part,) if part else (*sorted(there), ROOT)


def _forget_others(years: Path, parts: Sequence[str]) -> None:
    """Remove the sites of years that have no briefing any more."""
    for old in years.iterdir():
        if old.is_dir() and not old.name.startswith(".") and old.name not in parts:
            remove_tree(workshop_of(old))
            remove_tree(old)
