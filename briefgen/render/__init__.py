"""Briefings as Markdown files (and back), and as JSON."""

from briefgen.render.as_json import briefing_to_json
from briefgen.render.markdown import read_briefing, render

__all__ = ["briefing_to_json", "read_briefing", "render"]
