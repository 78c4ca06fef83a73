"""What a built page may hold, by a parser that reads HTML as browsers do."""

import re
from collections.abc import Mapping
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from briefgen.site.sanitise import ATTRIBUTES, TAGS

SHELL = {"html", "head", "body", "meta", "link", "title", "script", "img"}
SHELL_ATTRIBUTES = {
    "html": {"lang", "dir", "data-offline"},
    "meta": {"charset", "http-equiv", "content", "name", "property"},
    "link": {"rel", "href", "type", "title", "media"},
    "script": {"src", "type"},
    "svg": {"viewbox", "width", "height"},
    "circle": {"fill", "stroke", "stroke-width"},
    "line": {"stroke", "stroke-width"},
}
ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "background", "xlink:href")
SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
COMMENT = re.compile("<!--.{0,40}")
SAFE_RELS = {"nofollow", "noopener", "noreferrer"}
HOST = "https://example.org/"


def parse(page: Path | str) -> LexborHTMLParser:
    """Return the tree of *page*, by the algorithm of the HTML standard."""
    return LexborHTMLParser(page if isinstance(page, str) else page.read_text("utf-8"))


def forbidden(tree: LexborHTMLParser) -> list[str]:
    """Return what *tree* must not hold: tags, attributes, addresses, code."""
    found = []
    for node in tree.css("*"):
        tag, attributes = str(node.tag), node.attributes
        if tag not in TAGS | SHELL:
            found.append(tag)
        for name, value in attributes.items():
            if not _is_allowed(tag, name):
                found.append(f"{tag} {name}={value!r}")
            if name in ADDRESSES and not _is_safe(tag, value or "", attributes.get("rel") or ""):
                found.append(f"{tag} to {value!r}")
        if tag == "script" and not _is_known_script(attributes):
            found.append(f"script {node.text()!r}")
    found += [f"comment {mark}" for mark in COMMENT.findall(str(tree.html))]
    return found


def _is_allowed(tag: str, name: str) -> bool:
    if name.startswith("on") or name in {"style", "srcdoc"}:
        return False
    known = {n.lower() for n in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set())}
    return name.startswith(("data-", "aria-")) or name.lower() in known | SHELL_ATTRIBUTES.get(
        tag, set()
    )


def _is_safe(tag: str, value: str, rel: str) -> bool:
    address = re.sub(r"[\x00-\x20]", "", value)
    if address.startswith(HOST) or not (SCHEME.match(address) or address.startswith("//")):
        return True
    is_web = address.lower().startswith(("http://", "https://", "mailto:"))
    return tag == "a" and is_web and set(rel.split()) >= SAFE_RELS


def _is_known_script(attributes: Mapping[str, str | None]) -> bool:
    if source := attributes.get("src"):
        return bool(re.fullmatch(r"(?:(?:\.\./)*|\./|/)js/[a-z]+\.js", source))
    return attributes.get("type") == "application/ld+json"


def words_at(tree: LexborHTMLParser, place: str) -> list[str]:
    """Return the words of the elements that the CSS selector *place* picks, blanks folded."""
    return [folded(node.text()) for node in tree.css(place)]


def folded(text: str) -> str:
    return " ".join(text.split())
