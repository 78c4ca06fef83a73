"""XML without its dangers: no DTD content, no entities of its own, no network, no bombs."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from briefgen.errors import InputError
from briefgen.readers.decode import decode_as
from briefgen.readers.input import Input
from briefgen.readers.markup_scan import refuse_bombs

_DECLARATION = re.compile(r"\A\s*+<\?xml\b[^>]{0,200}\?>")
_ENCODING = re.compile(rb"<\?xml\b[^>]{0,100}?\bencoding\s*=\s*[\"']([A-Za-z0-9._\-]{1,30})[\"']")
# The document type declaration up to its end, or to the bracket of an internal subset.
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]{0,1000}([\[>])")
_BANNED = re.compile(r"<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION)\b")

# What agencies use; UTF-7 and EBCDIC only ever hid attacks.
_ENCODINGS = re.compile(
    r"(?i)utf-?8|utf-?16(?:le|be)?|us-ascii|iso-?8859-?(?:1|2|9|15)|windows-125[0-8]|cp125[0-8]"
)


def parse_xml(source: Input) -> tuple[Any, str]:
    """Return the root element of *source* and its encoding.

    Raises:
        InputError: not well formed, an encoding nobody needs, a DTD with content, a bomb.
    """
    text, encoding = _decode(source)
    return parse_xml_text(text, source.path), encoding


def parse_xml_text(text: str, path: str) -> Any:
    """Return the root element of XML *text*; errors as `parse_xml`."""
    doctype = _DOCTYPE.search(text)
    declared = doctype if doctype and doctype[1] == "[" else _BANNED.search(text)
    if declared:
        line = text.count("\n", 0, declared.start()) + 1
        message = "declares entities or elements of its own (DTD); remove the declaration"
        raise InputError(message, code="unsafe-file", path=path, line=line)
    refuse_bombs(text, path, is_html=False)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        # Without its declaration: lxml takes no text that also names an encoding.
        body = _DECLARATION.sub("", text, count=1).lstrip()
        return etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = str(error).split(", line ", maxsplit=1)[0]
        message = f"is not well-formed XML ({reason}); ask the provider for it again"
        raise InputError(
            message,
            code="broken-file",
            path=path,
            line=getattr(error, "lineno", None),
            column=getattr(error, "offset", None),
        ) from error


def _decode(source: Input) -> tuple[str, str]:
    match = _ENCODING.match(source.data[:200].lstrip(b"\xef\xbb\xbf \r\n\t"))
    declared = match[1].decode("ascii") if match else ""
    if declared and not _ENCODINGS.fullmatch(declared):
        message = f"declares the encoding {declared}; expected UTF-8"
        raise InputError(message, code="not-text", path=source.path, line=1)
    return decode_as(source, declared or "utf-8")
