"""Who matters in an article: persons, organisations and places, each under one name."""

from briefgen.extract.actors.countries import find_countries
from briefgen.extract.actors.find import find_actors
from briefgen.extract.actors.identity import find_ambiguities, identify
from briefgen.extract.actors.register import NO_REGISTER, Register, read_register

__all__ = [
    "NO_REGISTER",
    "Register",
    "find_actors",
    "find_ambiguities",
    "find_countries",
    "identify",
    "read_register",
]
