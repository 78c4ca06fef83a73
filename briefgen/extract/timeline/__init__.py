"""The timeline: temporal expressions normalised, and the events they date.

Words (`words`) are matched against the language's rules (`pattern`, `rules`, `match`), joined
(`join`), normalised (`normalise`) in the light of the passage (`passage`, `tense`), and those that
date a happening become events (`events`).
"""

from briefgen.extract.timeline.events import find_events
from briefgen.extract.timeline.timexes import find_timexes

__all__ = ["find_events", "find_timexes"]
