"""Who said what: direct, mixed and reported speech with its cue and its speaker."""

from briefgen.extract.quotes.search import find_quotes

__all__ = ["find_quotes"]
