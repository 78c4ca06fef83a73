"""Bytes to text: encoding found and named, line ends and Unicode made one, controls gone."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import NoReturn

from briefgen.errors import InputError
from briefgen.model import Note
from briefgen.readers.input import Input

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What newsrooms west of the Oder still send; the detector chooses among these.
_LEGACY = ["cp1252", "iso8859_15", "cp1250", "mac_roman", "cp850"]
_MAX_NUL_SHARE = 0.02  # more than a stray NUL in fifty bytes is no text file
_TEXT_BYTES = bytes(b for b in range(256) if b >= 0x20 or b in b"\t\n\v\f\r")
_SAMPLE = 100_000  # bytes shown to the detector

_NEWLINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Marks that only tell where a line may break: common on web pages, and no sign of malice.
_HINTS = re.compile("[\u00ad\u200b\u2060\ufeff]")
# C0 but tab and newline, DEL, C1, bidi overrides, isolates and marks, fillers and joiners
# without shape, lone surrogates, noncharacters, musical controls, tags.
_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200e\u200f\u202a-\u202e\u2061-\u206f\u3164\ufdd0-\ufdef\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U0001d173-\U0001d17a\U000e0000-\U000e00ff]"
)
# ZWNJ, ZWJ and variation selectors: emoji and several scripts need them, one at a time or a
# selector before a ZWJ; a longer row carries hidden words.
_SELECTOR = "[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
_JOINERS = re.compile(f"(?:[\u200c\u200d]|{_SELECTOR}){{2,}}")
_LAWFUL_ROW = re.compile(f"{_SELECTOR}\u200d")
_removed: ContextVar[list[int]] = ContextVar("removed")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was won from its bytes."""

    text: str
    encoding: str
    notes: tuple[Note, ...]


def decode(source: Input) -> Decoded:
    """Return the text of *source*, clean (see `clean`), with a note on any oddity.

    Raises:
        InputError: the bytes are no text, or broken UTF-8 (with line and byte).
    """
    encoding, text = _to_text(source)
    notes = []
    if encoding not in {"utf-8", "utf-16-le", "utf-16-be"}:
        notes.append(Note("encoding", f"Read as {encoding}; save the file as UTF-8 to be sure."))
    text, _ = clean(text)
    if not text.strip():
        message = "holds only blanks; expected a headline, a blank line and the text"
        raise InputError(message, code="no-text", path=source.path)
    return Decoded(text, encoding, tuple(notes))


def decode_as(source: Input, encoding: str) -> tuple[str, str]:
    """Return the text of *source* in the *encoding* it declares, and the one it is in.

    A byte-order mark overrules the declaration. Controls stay: the caller parses the
    text and cleans the words.

    Raises:
        InputError: the bytes do not fit the encoding; says line and byte.
    """
    for mark, marked in _BOMS:
        if source.data.startswith(mark):
            return _strictly(source, source.data[len(mark) :], marked, len(mark)), marked
    if wide := _wide_without_mark(source.data):
        encoding = wide
    encoding = codecs.lookup(encoding).name
    return _strictly(source, source.data, encoding, 0), encoding


def clean(text: str) -> tuple[str, int]:
    r"""Return *text* in NFC with ``\n`` line ends and no controls; and how many those were.

    Hints at where a line may break go too, but do not count.
    """
    text = _HINTS.sub("", _NEWLINES.sub("\n", text))
    length = len(text)
    text = _JOINERS.sub(_shorten, _CONTROLS.sub("", text))
    removed = length - len(text)
    if removed and (counts := _removed.get(None)) is not None:
        counts.append(removed)
    return unicodedata.normalize("NFC", text), removed


def _shorten(row: re.Match[str]) -> str:
    return row[0] if _LAWFUL_ROW.fullmatch(row[0]) else row[0][0]


@contextmanager
def counting_removed() -> Iterator[list[int]]:
    """Yield a list that `clean` adds to, each time it removes controls."""
    counts: list[int] = []
    token = _removed.set(counts)
    try:
        yield counts
    finally:
        _removed.reset(token)


def short_form(text: str, limit: int = 60) -> str:
    """Return words of the input as an error line may print them: clean, one line, short."""
    text = " ".join(clean(text)[0].split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _to_text(source: Input) -> tuple[str, str]:
    data = source.data
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, _strictly(source, data[len(mark) :], encoding, len(mark))
    if wide := _wide_without_mark(data):
        return wide, _strictly(source, data, wide, 0)
    if data.count(0) > max(4, len(data) * _MAX_NUL_SHARE):
        message = "is not text (it holds many NUL bytes); expected UTF-8"
        raise InputError(message, code="not-text", path=source.path)
    try:
        return "utf-8", data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_mostly_utf8(data):
            _fail(source, error, "utf-8", 0)
    if len(data.translate(None, _TEXT_BYTES)) > max(4, len(data) * _MAX_NUL_SHARE):
        # Any byte is a character of some old code: controls tell a picture from a text.
        message = "is not text (it holds many control bytes); expected UTF-8"
        raise InputError(message, code="not-text", path=source.path)
    encoding = _detect(data)
    return encoding, data.decode(encoding, "replace")


def _strictly(source: Input, data: bytes, encoding: str, skipped: int) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        _fail(source, error, encoding, skipped)


def _fail(source: Input, error: UnicodeDecodeError, encoding: str, skipped: int) -> NoReturn:
    line = source.data.count(b"\n", 0, error.start) + 1
    message = (
        f"is broken {encoding} at byte {error.start + skipped} "
        f"(0x{source.data[error.start + skipped]:02x}); save the file as UTF-8 again"
    )
    raise InputError(message, code="not-text", path=source.path, line=line) from error


def _wide_without_mark(data: bytes) -> str:
    """Return the UTF-16 flavour of Latin text without a byte-order mark, or nothing."""
    head = data[:2000]
    half = len(head) // 2
    if half < 8:
        return ""
    if head[1::2].count(0) > half * 0.8 and head[0::2].count(0) == 0:
        return "utf-16-le"
    if head[0::2].count(0) > half * 0.8 and head[1::2].count(0) == 0:
        return "utf-16-be"
    return ""


def _is_mostly_utf8(data: bytes) -> bool:
    """Tell broken UTF-8 from an old 8-bit code: most of its high bytes still pair up."""
    high = sum(byte >= 0x80 for byte in data[:_SAMPLE])
    good = data[:_SAMPLE].decode("utf-8", "ignore")
    paired = sum(len(c.encode()) for c in good if c >= "\x80")
    return paired * 2 > high


def _detect(data: bytes) -> str:
    # cp1252 unless the detector is sure of another: on a line or two it is not.
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only broken files pay for it

    sample = data[:_SAMPLE]
    try:
        sample.decode("cp1252")
    except UnicodeDecodeError:
        best = from_bytes(sample, cp_isolation=_LEGACY).best()
        return best.encoding if best else "cp1252"
    if len(sample) < 400:
        return "cp1252"
    ranked = from_bytes(sample, cp_isolation=_LEGACY)
    rival = ranked.best()
    own = next((match for match in ranked if match.encoding == "cp1252"), None)
    if rival is None or own is None or rival.chaos >= own.chaos - 0.05:
        return "cp1252"
    return rival.encoding
