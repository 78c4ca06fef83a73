"""Token spans to sentence starts, by punctuation, capitals and paragraph breaks.

The parser is not asked: rules with a list of abbreviations are steadier on news, and
they serve languages that have no parser.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from briefgen.language.tokenizer import settings_language
from briefgen.lexicons import load_settings
from briefgen.model import Span

_TERMINATORS = frozenset(".!?…。！？؟۔")
_CLOSERS = frozenset("»”’)]}›\"'")
_OPENERS = frozenset("«“‘([{‹„\"'¿¡")
_DASHES = frozenset("-–—―")
_BULLETS = frozenset("•*·▪")
MAX_DATELINE = 12  # tokens before the dash that ends a dateline
MAX_HEADING = 60  # characters; a shorter line that runs out is a heading, not wrapped prose
MAX_CLOSERS = 4  # marks after a terminator that still belong to its sentence
MAX_SENTENCE = 400  # tokens; what is longer is cut, so that no input makes the parser slow


def find_sentence_starts(text: str, tokens: Sequence[Span], language: str) -> tuple[int, ...]:
    """Return the index of each sentence's first token, in order.

    A blank line always ends a sentence. A dateline (« 3 juillet 2012. - ») belongs to
    the sentence after it; closing quotation marks belong to the one before.
    """
    if not tokens:
        return ()
    words = [span.of(text) for span in tokens]
    breaks = _line_breaks(text, tokens)
    abbreviations, before_name, openers, small = _lexicon(settings_language(language))
    never_before_name = abbreviations - before_name
    starts = [0]
    line = 0  # first token of the line
    paragraph = 0
    for index in range(1, len(tokens)):
        gap = breaks[index]
        if gap:
            line = index
        if gap > 1:
            paragraph = index
        if (
            gap > 1
            or index - starts[-1] >= MAX_SENTENCE
            or (gap == 1 and _ends_line(text, tokens, words, index, starts[-1]))
            or (
                _may_close(words[index - 1])
                and (
                    _ends_sentence(words, tokens, index, line, paragraph)
                    or (words[index] in small and words[index - 1] == "." and index - line > 2)
                    or _ends_at_abbreviation(words, index, never_before_name, openers)
                )
            )
        ):
            starts.append(index)
    return tuple(starts)


def _line_breaks(text: str, tokens: Sequence[Span]) -> list[int]:
    """Return the number of line breaks before each token."""
    ends = [0, *(span.end for span in tokens[:-1])]
    return [text.count("\n", end, span.start) for end, span in zip(ends, tokens, strict=True)]


def _may_close(word: str) -> bool:
    """Tell whether a sentence may end behind *word*: of all others nothing more is asked."""
    return word[-1] in _TERMINATORS or word in _CLOSERS


def _ends_sentence(
    words: Sequence[str], tokens: Sequence[Span], index: int, line: int, paragraph: int
) -> bool:
    """Tell whether a terminator, with its closing marks, stands before *index*."""
    last = index - 1
    while last >= max(line, index - MAX_CLOSERS) and _closes(words, tokens, last):
        last -= 1
    if last < line or words[last][-1] not in _TERMINATORS or len(words[last].strip(".")) > 1:
        return False
    if words[last][0] not in _TERMINATORS:  # an abbreviation or an initial
        return False
    if last + 1 < index and words[last + 1] in ")]" and words[last - 1] in "([":  # […]
        return False
    if last == line + 1 and words[line].isdigit() and words[last] == ".":  # 1. First
        return False
    if words[index] in _DASHES and index - paragraph <= MAX_DATELINE and "." in words[last]:
        return _is_dialogue(words, paragraph)
    return _opens(words, tokens, index)


def _closes(words: Sequence[str], tokens: Sequence[Span], index: int) -> bool:
    """Tell whether the token closes a quotation or bracket that a terminator may end."""
    word = words[index]
    if word not in _CLOSERS:
        return False
    attached = index > 0 and tokens[index - 1].end == tokens[index].start
    return attached or word not in "\"'"


def _opens(words: Sequence[str], tokens: Sequence[Span], index: int) -> bool:
    """Tell whether a sentence may begin at *index*: a capital, a digit, a mark before one."""
    for position in range(index, min(index + 4, len(words))):
        word = words[position]
        if word[0].isalnum():
            return not word[0].islower()
        if word in _CLOSERS and word not in _OPENERS:
            return False
        if word in "\"'" and tokens[position - 1].end == tokens[position].start:
            return False  # still the closing mark of what ends here
        if word not in _OPENERS and word not in _DASHES and word not in _BULLETS:
            return word[0] not in ",;:.!?…%"
    return False


def _is_dialogue(words: Sequence[str], paragraph: int) -> bool:
    return words[paragraph] in _DASHES


def _ends_line(
    text: str, tokens: Sequence[Span], words: Sequence[str], index: int, start: int
) -> bool:
    """Tell whether a single line break before *index* ends a sentence: not in wrapped prose."""
    if words[index][0].islower() or words[index - 1] in ",;" or words[index - 1] in _DASHES:
        return False
    before = tokens[index - 1].end
    head = max(tokens[start].start, text.rfind("\n", 0, before) + 1)
    return before - head < MAX_HEADING or words[index] in _BULLETS or words[index] in _DASHES


def _ends_at_abbreviation(
    words: Sequence[str], index: int, abbreviations: frozenset[str], openers: frozenset[str]
) -> bool:
    """Tell whether an abbreviation's full stop also ends the sentence: « etc. Le »."""
    before = words[index - 1]
    if len(before) < 3 or before[-1] != "." or not before[0].isalpha():
        return False
    if not words[index][0].isupper() or words[index].lower() not in openers:
        return False
    return before[:-1] in abbreviations or "." in before[:-1]


@cache
def _lexicon(language: str) -> tuple[frozenset[str], ...]:
    settings = load_settings(language, "tokenizer.yaml")
    return (
        frozenset(settings["abbreviations"]),
        frozenset(settings["abbreviations_before_name"]),
        frozenset(settings.get("sentence_openers", [])),
        frozenset(settings.get("small_sentence_openers", [])),
    )
