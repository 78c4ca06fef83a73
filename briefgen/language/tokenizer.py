"""Text to token spans, by one regular expression a language: no engine needed.

Tokens follow Universal Dependencies as far as the surface allows: « l'homme » is two
tokens, « du » one, "don't" two, « a-t-il » two. What a language needs said stands in
its lexicon's ``tokenizer.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from briefgen.lexicons import load_settings
from briefgen.model import UNKNOWN_LANGUAGE, Span

# A letter, digit or underscore, or a mark that combines with the letter before it, so
# that decomposed accents, Arabic, Hebrew and Indic vowel signs stay inside their word.
_LETTER = (
    r"[\w\u00AD\u0300-\u036F\u0591-\u05BD\u064B-\u065F\u0900-\u0903\u093A-\u094F"
    r"\u0E31\u0E34-\u0E3A\u0E47-\u0E4E\u200C\u200D]"
)
_APOSTROPHE = "['\u2019]"
_BLANK = " \u00a0\u202f"  # blanks that may stand inside a number: 12 000
_NUMBER = (
    rf"(?<![\w.,])\d{{1,3}}(?:[{_BLANK}]\d{{3}})+(?!\d)(?:,\d+)?"
    rf"|\d+(?:[.,:/]\d+)+(?![\w])"
)
# What no blank parts, and numbers whose digits one may part.
_CHUNK = re.compile(rf"\S+(?:(?<=\d)[{_BLANK}](?=\d{{3}})\S+)*")
MAX_COMMON = 32  # characters; longer stretches hardly come back
_ADDRESS = (
    r"(?:https?://|www\.)[^\s<>«»“”\"]*[\w/]"
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.\w{1,64}){1,5}"
    r"|[@#]\w+"
    r"|\w+\.(?:com|org|net|fr|eu|info|uk|de|ca|be|ch)(?!\w)"
)
_INITIALS = r"(?:[^\W\d_]\.-?){2,12}|(?-i:(?![a-zà-ÿ])[^\W\d_])\.(?!\.)"
_MARKS = r"\.{2,}|-{2,}|'{2}|`{2}|!{2,}|\?{2,}|\S"


def tokenize(text: str, language: str) -> tuple[Span, ...]:
    """Return the tokens of *text* in order; between two there is only white space.

    Every character that is not white space lies in
    exactly one token. A token may hold a blank inside a number, « 12 000 ». Time is
    linear in the length of *text*. Empty text has no tokens.
    """
    known = settings_language(language)
    spans: list[Span] = []
    for match in _CHUNK.finditer(text):
        at, chunk = match.start(), match[0]
        bounds = _common_bounds if len(chunk) <= MAX_COMMON else _bounds
        spans += [Span(at + start, at + end) for start, end in bounds(chunk, known)]
    return tuple(spans)


def _bounds(chunk: str, language: str) -> tuple[tuple[int, int], ...]:
    """Return the tokens of a stretch between blanks: no rule looks beyond them."""
    return tuple([match.span() for match in _pattern(language).finditer(chunk)])


_common_bounds = lru_cache(maxsize=1 << 14)(_bounds)  # a text is written with few words


@cache
def settings_language(language: str) -> str:
    """Return *language* when the lexicons know how it splits, else ``und``."""
    known = (
        language.isalpha() and (files("briefgen.lexicons") / language / "tokenizer.yaml").is_file()
    )
    return language if known else UNKNOWN_LANGUAGE


@cache
def _pattern(language: str) -> re.Pattern[str]:
    settings = load_settings(language, "tokenizer.yaml")
    clitic = _clitic(settings["enclitics"])
    endings = [_literal(ending) for ending in settings.get("endings", [])]
    ending = f"(?:{'|'.join(endings)})(?!{_LETTER})" if endings else "(?!)"
    alternatives = (
        _ADDRESS,
        _NUMBER,
        rf"{_any_of(settings['whole'])}(?!{_LETTER})(?!{_APOSTROPHE}\w)",
        rf"(?<!\w)(?-i:{_any_of(settings['abbreviations'])})\.",
        _INITIALS,
        *(_clip(word) for word in settings.get("clips", [])),
        rf"{_any_of(settings['elisions'])}{_APOSTROPHE}(?={_LETTER})",
        rf"{_any_of(settings['elisions_before_lowercase'])}{_APOSTROPHE}(?=(?-i:[a-zà-ÿœ]))",
        rf"(?<={_LETTER}){clitic}",
        rf"(?<={_LETTER}){ending}",
        _word(settings["hyphens"], settings.get("hyphen_prefixes", []), clitic, ending),
        _MARKS,
    )
    return re.compile("|".join(f"(?:{part})" for part in alternatives), re.IGNORECASE)


def _word(hyphens: str, prefixes: Iterable[str], clitic: str, ending: str) -> str:
    """Return the pattern of a word, up to a clitic or an ending that splits off."""
    joints = (
        rf"(?!{clitic}|{ending})[-\u2010\u2011'\u2019&·]"
        if hyphens == "keep"
        else (rf"(?!{ending})['\u2019&·]")
    )
    inner = rf"{_LETTER}+(?:{joints}{_LETTER}+)*"
    plain = rf"{inner}(?:°|\+\+)?"
    until_ending = rf"\w{{1,40}}?(?={ending})"  # do|n't: the ending begins with a letter
    word = rf"{until_ending}|{plain}" if ending != "(?!)" else plain
    if hyphens == "keep":
        return word
    return rf"{_any_of(prefixes)}-{_LETTER}+|{word}"


def _clitic(pronouns: Iterable[str]) -> str:
    joined = _any_of(pronouns)
    return rf"-{joined}(?![\w'\u2019-])"


def _clip(word: str) -> str:
    first, second = word.split("|")
    return rf"{first}(?={second}(?!\w))"


def _any_of(words: Iterable[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(_literal, ordered))})" if ordered else "(?!)"


def _literal(word: str) -> str:
    return re.escape(word).replace("'", _APOSTROPHE)
