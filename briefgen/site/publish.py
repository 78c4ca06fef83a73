"""The whole of `briefgen build`: briefings, pages, search index, and the swap.

The plugin does the work whoever starts it, so `mkdocs build` publishes as safely; what
is added here is what MkDocs cannot say: errors that keep their kind, and a report.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from briefgen.build import Project, Report
from briefgen.build.garbage import seldom_collected
from briefgen.build.project import UNDATED, Progress
from briefgen.build.report import Published
from briefgen.build.seal import begin_sealing
from briefgen.build.tree import environment_error, sites_beside
from briefgen.errors import BriefgenError, ConfigError, StrictError
from briefgen.site.catalogue import translations
from briefgen.site.config import PLUGIN, read_config
from briefgen.site.publication import Publication
from briefgen.site.years import ROOT, years_folder


def publish(
    config_file: Path | None = None,
    *,
    site_dir: Path | None = None,
    strict: bool = False,
    jobs: int = 0,
    progress: Progress | None = None,
    part: str = "",
    report: Report | None = None,
) -> Published:
    """Build the site that *config_file* describes.

    Articles that failed are in the report; the rest is published. *part* is the year
    whose site alone is built, or ROOT for that of all years (`yearly.py`); *report*
    that of the briefings, when they are made already.

    Raises:
        ConfigError: the configuration does not hold.
        StrictError: a strict build met a warning; the old site stays.
        EnvironmentMissingError: the machine lacks something; the old site stays.
    """
    start = time.perf_counter()
    sealing = begin_sealing(config_file, site_dir)
    with sealing.hearing():
        config = read_config(config_file, strict=strict, site_dir=site_dir)
        plugin: Any = config.plugins[PLUGIN]
        publication: Publication = plugin.publication
        publication.progress, publication.jobs = progress, jobs
        publication.sealing = None if part else sealing
        plugin.part, plugin.report = part, report
        if part not in {"", ROOT}:
            _narrow(config, part, plugin.config.language)
        config.plugins.on_startup(command="build", dirty=False)
        loaded = time.perf_counter()
        _build(config, plugin, strict=strict)
    built = time.perf_counter() - loaded
    stages = publication.report.seconds
    after = publication.seconds
    pages = built - sum(stages.values()) - sum(after.values())
    seconds = {"load": loaded - start, **stages, "pages": pages, **after}
    return Published(Path(config.site_dir), publication.report, seconds)


def _build(config: MkDocsConfig, plugin: Any, *, strict: bool) -> None:
    """Build the site of *config*, unless there is nothing to do.

    Raises:
        BriefgenError: as `publish`.
    """
    publication: Publication = plugin.publication
    try:
        with seldom_collected():
            plugin.begin(config)
            if publication.is_current:
                publication.look_at_inputs(config)
                publication.seal(config)
            else:
                build(config)
        if strict and publication.warnings.messages:
            raise StrictError(_count(publication.warnings.messages), code="strict")
    except Abort as error:
        raise _reason(publication, error) from error
    except OSError as error:
        raise environment_error(error, Path(config.site_dir)) from error
    finally:
        publication.close()
        plugin.part, plugin.report = "", None  # MkDocs gives the next site the same plugin
        config.plugins.on_shutdown()


def _narrow(config: MkDocsConfig, part: str, language: str) -> None:
    """Have *config* describe the site of *part*, one folder below that of all years."""
    name = translations(language).gettext("No date") if part == UNDATED else part
    config.site_name = f"{config.site_name} · {name}"
    config.site_url = f"{config.site_url}{part}/" if config.site_url else None
    config.nav = None


def preview(
    config_file: Path | None = None, *, dev_addr: str | None = None, open_browser: bool = False
) -> None:
    """Serve the site and build it again when something changes, until Ctrl-C.

    Raises:
        BriefgenError: as `publish`.
    """
    config = read_config(config_file)
    options: dict[str, Any] = {"dev_addr": dev_addr} if dev_addr else {}
    try:
        serve(config.config_file_path, open_in_browser=open_browser, watch_theme=True, **options)
    except Abort as error:
        raise ConfigError(str(error), code="site-error") from error
    except OSError as error:
        raise environment_error(error, Path(config.site_dir)) from error


def read_project(config_file: Path | None) -> Project:
    """Return the project that *config_file* describes.

    Raises:
        ConfigError: there is no configuration, or it does not hold.
    """
    return read_places(config_file)[0]


def read_places(
    config_file: Path | None, site_dir: Path | None = None
) -> tuple[Project, tuple[Path, ...]]:
    """Return the project and its sites, those of years too, made or in the making.

    Raises:
        ConfigError: as `read_project`.
    """
    config = read_config(config_file, site_dir=site_dir)
    plugin: Any = config.plugins[PLUGIN]
    project: Project = plugin.project(config)
    site = Path(config.site_dir)
    return project, (site, *sites_beside(years_folder(site)))


def _count(warnings: Sequence[str]) -> str:
    number = f"{len(warnings)} warnings" if len(warnings) > 1 else "a warning"
    return f"nothing is published: there is {number}, and --strict allows none"


def _reason(publication: Publication, error: Abort) -> BriefgenError:
    cause: BaseException | None = publication.error
    while cause is not None:
        if isinstance(cause, BriefgenError):
            return cause
        if isinstance(cause, OSError):
            return environment_error(cause, Path("site"))
        cause = cause.__cause__
    if publication.warnings.messages and "strict" in str(error):
        return StrictError(_count(publication.warnings.messages))
    return ConfigError(str(publication.error or error), code="site-error")
