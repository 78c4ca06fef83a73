"""Who matters in an article: persons, organisations and places, each under one name."""

from briefgen.extract.actors.find import find_actors

__all__ = ["find_actors"]
