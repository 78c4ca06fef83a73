"""Many articles: what changed, where the work runs, what is kept, how a site is swapped in."""

from briefgen.build.briefings import build_briefings
from briefgen.build.load import load_briefing
from briefgen.build.lock import BusyError
from briefgen.build.project import Project
from briefgen.build.report import Failure, Remark, Report

__all__ = [
    "BusyError",
    "Failure",
    "Project",
    "Remark",
    "Report",
    "build_briefings",
    "load_briefing",
]
