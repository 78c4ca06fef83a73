"""How a command ends: exit codes, and errors of the user's in one line.

0 done; 1 some inputs failed, the others are done; 2 wrong usage or configuration;
3 `--strict` met a warning; 4 the machine lacks something; 130 Ctrl-C.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from briefgen.cli.printing import say
from briefgen.errors import BriefgenError, ConfigError, EnvironmentMissingError, StrictError

EXIT_FAILED_INPUTS = 1
EXIT_USAGE = 2
EXIT_STRICT = 3
EXIT_ENVIRONMENT = 4
EXIT_STOPPED = 130  # as shells count: 128 and the signal

P = ParamSpec("P")


def user_errors_in_one_line(command: Callable[P, None]) -> Callable[P, None]:
    """Turn errors that a user can mend into a line and an exit code; ours keep a traceback."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except BriefgenError as error:
            complain(error)
            sys.exit(exit_code(error))

    return run


def complain(error: BriefgenError) -> None:
    """Print *error*, and the others of its reading, a line each to standard error."""
    for one in error.each():
        say(f"error: {one}", to_error=True)


def exit_code(error: BriefgenError) -> int:
    """Return the code that a command ends with because of *error*."""
    if isinstance(error, EnvironmentMissingError):
        return EXIT_ENVIRONMENT
    if isinstance(error, ConfigError):
        return EXIT_USAGE
    if isinstance(error, StrictError):
        return EXIT_STRICT
    return EXIT_FAILED_INPUTS
