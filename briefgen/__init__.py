"""News articles to structured briefings: key actors, timeline, quotes."""

__version__ = "0.1.0"
