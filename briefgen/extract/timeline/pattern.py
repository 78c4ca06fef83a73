r"""The pattern language of ``timex.yaml``: a written pattern becomes plain sequences.

===================  =======================================================================
``mot``              this word, in any case
``{month}``          a word of the class *month*, kept under the name ``month``
``{day:last}``       a word of the class *day*, kept under the name ``last``
``( a | b c )``      one of these
``x?``  ``( … )?``   or nothing
``[ … ]``            the expression itself, when the pattern needs words around it
``<NAME>``           what ``macros`` says NAME stands for
===================  =======================================================================

Where the pattern has a blank the text may have one; where it has none, as in ``{hour}h``,
the text may have none either. ``\\`` makes the next mark a word: ``\\(``.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

MAX_SEQUENCES = 4096  # one pattern; more is a slip of the pen

_LEXEME = re.compile(
    r"(?P<blank>\s+)|\\(?P<mark>\S)|\{(?P<cls>\w+)(?::(?P<name>\w+))?\}|<(?P<macro>\w+)>"
    r"|(?P<op>[()\[\]|?])|(?P<word>\d+|[^\W\d_]+|[^\w\s])"
)


@dataclass(frozen=True, slots=True)
class Element:
    """One step of a sequence: a word, a class, or an edge of the expression."""

    word: str = ""
    "in lower case; empty for a class or an edge"
    cls: str = ""
    name: str = ""
    "what the class's value is kept under"
    edge: str = ""
    "``[`` or ``]``"
    tight: bool = False
    "no blank may stand before it"


class PatternError(ValueError):
    """The pattern cannot be read; the message says why."""


def expand(pattern: str, macros: Mapping[str, str]) -> tuple[tuple[Element, ...], ...]:
    """Return every sequence that *pattern* stands for, without repeats, in the order written.

    Raises:
        PatternError: a bracket is not closed, a macro is unknown, or there are too many.
    """
    if not isinstance(pattern, str):  # YAML reads on, yes and no as true and false
        message = f"{pattern!r} is no word; put it in quotes"
        raise PatternError(message)
    if pattern.isalpha():
        return ((Element(pattern.lower()),),)
    for _ in range(8):  # macros may use macros, to this depth
        pattern, found = _MACRO.subn(lambda match: _macro(match[1], macros), pattern)
        if not found:
            break
    lexemes = list(_lexemes(pattern))
    sequences, rest = _alternatives(lexemes, 0)
    if rest != len(lexemes):
        message = f"unexpected ')' in {pattern!r}"
        raise PatternError(message)
    loose_first = [_loosen_first(sequence) for sequence in sequences if sequence]
    return tuple(dict.fromkeys(loose_first) if len(loose_first) > 1 else loose_first)


_MACRO = re.compile(r"<(\w+)>")


def _macro(name: str, macros: Mapping[str, str]) -> str:
    if name not in macros:
        message = f"unknown macro <{name}>"
        raise PatternError(message)
    return f"({macros[name]})"


def _lexemes(pattern: str) -> list[Element | str]:
    out: list[Element | str] = []
    at, tight = 0, False
    groups = [False]  # whether each open group began tight: so do all its branches
    while at < len(pattern):
        match = _LEXEME.match(pattern, at)
        if match is None:
            message = f"cannot read {pattern[at : at + 10]!r}"
            raise PatternError(message)
        at = match.end()
        if match["blank"]:
            tight = False
        elif match["op"] in ("[", "]"):
            out.append(Element(edge=match["op"]))
        elif match["op"]:
            out.append(match["op"])
            if match["op"] == "(":
                groups.append(tight)
            elif match["op"] == "|":
                tight = groups[-1]
            elif match["op"] == ")" and len(groups) > 1:
                groups.pop()
        else:
            word = (match["mark"] or match["word"] or "").lower()
            out.append(
                Element(
                    word=word,
                    cls=match["cls"] or "",
                    name=match["name"] or match["cls"] or "",
                    tight=tight,
                )
            )
            tight = True
    return out


_Sequences = list[tuple[Element, ...]]


def _alternatives(lexemes: Sequence[Element | str], at: int) -> tuple[_Sequences, int]:
    branches: _Sequences = []
    while True:
        branch, at = _branch(lexemes, at)
        branches += branch
        if at < len(lexemes) and lexemes[at] == "|":
            at += 1
        else:
            return branches, at


def _branch(lexemes: Sequence[Element | str], at: int) -> tuple[_Sequences, int]:
    parts: list[_Sequences] = []
    size = 1
    while at < len(lexemes):
        lexeme = lexemes[at]
        if lexeme in ("|", ")"):
            break
        if lexeme == "?":
            message = "'?' follows nothing"
            raise PatternError(message)
        at += 1
        if lexeme == "(":
            part, at = _alternatives(lexemes, at)
            if at >= len(lexemes) or lexemes[at] != ")":
                message = "'(' is not closed"
                raise PatternError(message)
            at += 1
        else:
            part = [(lexeme,)] if isinstance(lexeme, Element) else []
        if at < len(lexemes) and lexemes[at] == "?":
            part = [*part, ()]
            at += 1
        parts.append(part)
        size *= len(part)
        if size > MAX_SEQUENCES:
            message = f"more than {MAX_SEQUENCES} ways to read it"
            raise PatternError(message)
    return [tuple(itertools.chain(*choice)) for choice in itertools.product(*parts)], at


def _loosen_first(sequence: tuple[Element, ...]) -> tuple[Element, ...]:
    """The first word of a sequence may follow a blank, whatever the pattern had before it."""
    for index, element in enumerate(sequence):
        if not element.edge:
            if not element.tight:
                return sequence
            return (*sequence[:index], replace(element, tight=False), *sequence[index + 1 :])
    return sequence
