"""The whole of `briefgen build`: briefings, pages, search index, and the swap.

The plugin does the work whoever starts it, so `mkdocs build` publishes as safely; what
is added here is what MkDocs cannot say: errors that keep their kind, and a report.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException, PluginError
from mkdocs.utils import CountHandler

from briefgen.build import Project, Report, build_briefings
from briefgen.build.project import Progress
from briefgen.build.swap import Staging, abort, begin, commit
from briefgen.errors import BriefgenError, ConfigError, EnvironmentMissingError, StrictError

log = logging.getLogger("mkdocs.plugins.briefgen")

PLUGIN = "briefgen"
DEFAULT_CONFIG = "mkdocs.yml"

# Notes that an editor can settle by adding a line to the article.
WARNINGS = frozenset({"no-date", "unknown-language", "no-pipeline", "no-article"})


@dataclass(frozen=True, slots=True)
class Published:
    """What a whole build did."""

    site: Path
    report: Report
    seconds: dict[str, float]
    "wall-clock time of each stage, in order"


@dataclass(slots=True)
class Publication:
    """One build of the site, as the plugin goes through it."""

    progress: Progress | None = None
    jobs: int = 0
    staging: Staging | None = None
    config: MkDocsConfig | None = None
    report: Report = field(default_factory=Report)
    error: BaseException | None = None

    def start(self, config: MkDocsConfig) -> None:
        """Have MkDocs build beside the site instead of in it.

        Raises:
            BusyError: another build of this site runs.
            EnvironmentMissingError: the disk is full or read-only.
        """
        self.config = config
        self.staging = begin(Path(config.site_dir))
        config.site_dir = str(self.staging.stage)

    def project(self, config: MkDocsConfig, articles: str, briefings: str) -> Project:
        """Return the project of *config*; the names are of folders below ``docs_dir``."""
        root = Path(config.config_file_path).resolve().parent
        return Project(
            root=root,
            content=Path(config.docs_dir),
            articles_name=articles,
            briefings_name=briefings,
            jobs=self.jobs,
        )

    def make_briefings(self, project: Project) -> Report:
        """Bring the briefings up to date and log what an editor should know.

        Raises:
            BriefgenError: as `build_briefings`.
        """
        self.report = build_briefings(project, progress=self.progress)
        for failure in self.report.failed:
            log.error("%s", failure.error)
            if failure.traceback:
                log.error("%s", failure.traceback)
        for remark in self.report.remarks:
            level = logging.WARNING if remark.note.code in WARNINGS else logging.INFO
            log.log(level, "%s: %s", remark.path, remark.note.message)
        return self.report

    def finish(self, config: MkDocsConfig) -> None:
        """Put the new site in the old one's place, unless a strict build met a warning.

        Raises:
            EnvironmentMissingError: it cannot be put there; the old site is whole.
        """
        if self.staging is None:
            return
        staging, self.staging = self.staging, None
        config.site_dir = str(staging.target)
        if config.strict and _has_warned():
            abort(staging)
        else:
            commit(staging)

    def fail(self, error: BaseException) -> None:
        """Remember why the build ended, and leave the old site as it is."""
        self.error = self.error or error
        if self.staging is not None:
            if self.config is not None:
                self.config.site_dir = str(self.staging.target)
            abort(self.staging)
            self.staging = None


def publish(
    config_file: Path | None = None,
    *,
    site_dir: Path | None = None,
    strict: bool = False,
    jobs: int = 0,
    progress: Progress | None = None,
) -> Published:
    """Build the site that *config_file* describes.

    Articles that failed are in the report; the rest is published.

    Raises:
        ConfigError: the configuration does not hold.
        StrictError: a strict build met a warning; the old site stays.
        EnvironmentMissingError: the machine lacks something; the old site stays.
    """
    start = time.perf_counter()
    config = read_config(config_file, strict=strict, site_dir=site_dir)
    plugin: Any = config.plugins[PLUGIN]
    publication: Publication = plugin.publication
    publication.progress, publication.jobs = progress, jobs
    config.plugins.on_startup(command="build", dirty=False)
    loaded = time.perf_counter()
    try:
        build(config)
    except Abort as error:
        raise _reason(publication, error) from error
    except OSError as error:
        raise _environment(error) from error
    finally:
        config.plugins.on_shutdown()
    built = time.perf_counter() - loaded
    stages = publication.report.seconds
    seconds = {"load": loaded - start, **stages, "site": built - sum(stages.values())}
    return Published(Path(config.site_dir), publication.report, seconds)


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
        raise ConfigError(str(error)) from error
    except OSError as error:
        raise _environment(error) from error


def read_config(
    config_file: Path | None, *, strict: bool = False, site_dir: Path | None = None
) -> MkDocsConfig:
    """Return MkDocs' configuration with our plugin in it.

    Raises:
        ConfigError: there is none, or it does not hold.
    """
    path = config_file or Path(DEFAULT_CONFIG)
    if not path.is_file():
        message = "does not exist; run `briefgen init`, or name the file with -f"
        raise ConfigError(message, path=str(path))
    options: dict[str, Any] = {"strict": True} if strict else {}
    if site_dir is not None:
        options["site_dir"] = str(site_dir.absolute())
    try:
        config: MkDocsConfig = load_config(str(path), **options)
    except ConfigurationError as error:
        raise ConfigError(str(error).strip(), path=str(path)) from error
    except Abort as error:  # MkDocs has logged each fault
        message = f"the configuration does not hold: {error}"
        raise ConfigError(message, path=str(path)) from error
    if PLUGIN not in config.plugins:
        message = "the plugin is not switched on; add `plugins: [briefgen]`"
        raise ConfigError(message, path=str(path))
    return config


@contextmanager
def errors_for_mkdocs() -> Iterator[None]:
    """Turn our errors into those that MkDocs prints without a traceback."""
    try:
        yield
    except BriefgenError as error:
        raise PluginError(str(error)) from error


def _has_warned() -> bool:
    """Tell whether MkDocs' counter of a strict build has counted anything."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(h.get_counts() for h in handlers if isinstance(h, CountHandler))


def _reason(publication: Publication, error: Abort) -> BriefgenError:
    cause: BaseException | None = publication.error
    while cause is not None:
        if isinstance(cause, BriefgenError):
            return cause
        if isinstance(cause, OSError):
            return _environment(cause)
        cause = cause.__cause__
    if isinstance(publication.error, MkDocsException) and "strict" not in str(error):
        return ConfigError(str(publication.error))
    return StrictError(str(error))


def _environment(error: OSError) -> EnvironmentMissingError:
    message = f"{error.strerror or error}; free some space or check permissions"
    return EnvironmentMissingError(message, path=error.filename and str(error.filename))
