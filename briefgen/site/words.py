"""The words of the interface put into a template when it is compiled, not when it is printed."""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Iterator, Mapping

from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup

from briefgen.site.written import written

_CALL = ("name", "lparen", "string", "rparen")


class PrintedWords(Extension):
    """Replaces ``_("…")`` by its translation; a call with arguments is left to be made.

    Half of what a page's template prints is such words, and with autoescape each call
    costs ten times what a constant does.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens of a template with the words in their place."""
        tokens = list(stream)
        at = 0
        while at < len(tokens):
            call = tokens[at : at + len(_CALL)]
            if self._is_plain_call(call) and not (at and tokens[at - 1].type == "dot"):
                yield from self._words(call[2])
                at += len(_CALL)
            else:
                yield tokens[at]
                at += 1

    def _is_plain_call(self, call: list[Token]) -> bool:
        """Tell whether *call* is ``_("…")``, without a place to fill in."""
        return (
            tuple(token.type for token in call) == _CALL
            and call[0].value == "_"
            and "%" not in call[2].value
        )

    def _words(self, string: Token) -> Iterable[Token]:
        line = string.lineno
        spoken: gettext.NullTranslations = self.environment.spoken  # type: ignore[attr-defined]
        words = Token(line, "string", spoken.gettext(string.value))
        if not self.environment.autoescape:
            return (words,)
        safe = (Token(line, "pipe", "|"), Token(line, "name", "safe"))  # as the calls are
        return (Token(line, "lparen", "("), words, *safe, Token(line, "rparen", ")"))


def speak(environment: Environment, spoken: gettext.NullTranslations) -> None:
    """Have the templates of *environment*, none of them compiled yet, speak like *spoken*."""
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_translations(spoken, newstyle=True)  # type: ignore[attr-defined]
    if environment.autoescape:
        kind = getattr(environment, "known", Markup)
        environment.globals["_"] = lambda message, **values: _filled(
            spoken.gettext(message), values, kind
        )
        environment.globals["ngettext"] = lambda one, many, num, **values: _filled(
            spoken.ngettext(one, many, num), {"num": num, **values}, kind
        )
    environment.extend(spoken=spoken)
    environment.add_extension(PrintedWords)


def _filled(words: str, values: Mapping[str, object], kind: type[str]) -> str:
    """Return our own *words* with *values* escaped in their places; where no tag is, as *kind*."""
    filled = words % {name: written(value) for name, value in values.items()}
    return Markup(filled) if "<" in words else kind(filled)  # noqa: S704 - our own words
