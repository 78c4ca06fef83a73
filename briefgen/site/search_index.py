"""What the search index is made from: a small document of each briefing, actor and own page.

The documents are made from the records, not from the pages: the theme may change without
touching the search, and a typographic apostrophe is written as a plain one (``l’Ukraine``
as ``l'Ukraine``), without which Pagefind misses every elided word of French.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import jinja2
from markupsafe import Markup

from briefgen.build.mirror import prune
from briefgen.build.store import key_of, write_atomically
from briefgen.model import Span
from briefgen.site.countries import country_names
from briefgen.site.entry import Entry
from briefgen.site.fingerprint import site_code
from briefgen.site.library import Dossier
from briefgen.site.marks import Highlight, mark_text, paragraphs
from briefgen.site.press import page_url
from briefgen.site.printing import Printer

_TEMPLATE = "search_document.html"
_OPENING = re.compile(r"[“„‟«‹‘\"]\s*\Z")  # \s: no-break spaces too
_LONGEST = 3  # characters of such a mark with the spaces behind it


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page of the author's, as the search shows it."""

    source: str
    title: str
    content: str
    "HTML"


@dataclass(frozen=True, slots=True)
class Document:
    """A document to index, printed when it must be."""

    basis: str
    "what it is made from, or a digest of it"
    context: Callable[[], Mapping[str, object]]

    @property
    def digest(self) -> str:
        """A digest of what it is made from."""
        return key_of(self.basis)


def briefing_documents(
    entries: Iterable[Entry], printer: Printer, files: Mapping[str, str]
) -> dict[str, Document]:
    """Return the documents of *entries* by source; *files* has the digests of their files."""
    common = key_of("document", site_code(), printer.press.language)
    return {
        entry.source: Document(
            f"{common} {files[entry.source]}", partial(_briefing_document, entry, printer)
        )
        for entry in entries
    }


def other_documents(
    actors: Iterable[Dossier], printer: Printer, own: Iterable[OwnPage]
) -> dict[str, Document]:
    """Return the documents of *actors* and of the author's *own* pages, by source."""
    found = {dossier.source: _actor_document(dossier, printer) for dossier in actors}
    return found | {page.source: _own_document(page, printer) for page in own}


def documents_digest(documents: Mapping[str, Document], printer: Printer) -> str:
    """Return a digest of all *documents* and of the addresses that the index has them under."""
    parts = [f"{_path(source, printer)} {one.basis}\n" for source, one in documents.items()]
    return hashlib.sha256("".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def changed_documents(
    documents: Mapping[str, Document], printer: Printer, folder: Path
) -> dict[str, Document]:
    """Return those of *documents* that *folder* does not hold."""
    return {
        source: document
        for source, document in documents.items()
        if not _bears(folder / _path(source, printer), document.digest)
    }


def write_documents(documents: Mapping[str, Document], printer: Printer, folder: Path) -> None:
    """Have *folder* hold *documents*."""
    template = _environment().get_template(_TEMPLATE)
    for source, document in documents.items():
        name = _path(source, printer)
        html = template.render(document.context(), name=name)
        _write(folder / name, document.digest, plain_apostrophes(html))


def remove_documents_but(documents: Iterable[str], printer: Printer, folder: Path) -> int:
    """Remove from *folder* all but *documents*, by source; return how many were removed."""
    names = {_path(source, printer) for source in documents}
    return sum(1 for _ in prune(str(folder), names))


def plain_apostrophes(html: str) -> str:
    """Return *html* with every ’ (U+2019) as '."""
    return html.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("briefgen.site"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


def _briefing_document(entry: Entry, printer: Printer) -> dict[str, object]:
    article = entry.article
    filters = [("kind", printer.press.gettext("Briefing"))]
    filters += [("actor", actor.name) for actor in entry.briefing.actors if entry.has_page(actor)]
    filters += [("tag", tag) for tag in article.tags]
    filters.append(("language", printer.press.language_name(article.language)))
    if article.published:
        filters.append(("year", str(article.published.year)))
    names = country_names(entry.briefing, printer.press.language)
    filters += [("country", name) for name in names]
    day = article.published.isoformat() if article.published else ""
    document: dict[str, object] = {
        "language": article.language,
        "title": article.title,
        "filters": filters,
        "metas": [
            ("date", day),
            ("day", printer.press.date(article.published) if article.published else ""),
            ("source", article.source.publisher or ""),
            ("lang", article.language),
            ("kind", "briefing"),
            ("label", ""),
        ],
        "day": day,
        "paragraphs": list(_sentences(entry)),
    }
    entry.forget()  # of ten thousand there would not be room for all
    return document


def _sentences(entry: Entry) -> Iterator[object]:
    """Yield the paragraphs, with the anchors of the article so that a hit finds its sentence."""
    text = entry.article.text
    spans: dict[Span, str] = {}
    for number, quote in enumerate(entry.briefing.quotes, 1):
        if quote.content:
            spans.setdefault(from_mark(text, quote.content[0]), f"q{number}t")
    marks = [Highlight(span, "span", "", anchor) for span, anchor in sorted(spans.items())]
    disjoint: list[Highlight] = []
    for mark in marks:
        if not disjoint or disjoint[-1].span.end <= mark.span.start:
            disjoint.append(mark)
    for block in paragraphs(text):
        yield mark_text(text, block, [disjoint] if disjoint else [])


def from_mark(text: str, span: Span) -> Span:
    """Return *span* from the quotation mark before it on: Pagefind parts words where it begins."""
    mark = _OPENING.search(text, max(0, span.start - _LONGEST), span.start)
    return Span(mark.start(), span.end) if mark else span


def _actor_document(dossier: Dossier, printer: Printer) -> Document:
    roles = dict.fromkeys(role.text for role in dossier.roles)
    line = ", ".join([*dossier.aliases, *roles])
    label, title = printer.type_titles[dossier.type], printer.press.gettext("Actor")
    return _document(printer, "actor", label, title, dossier.name, line)


def _own_document(page: OwnPage, printer: Printer) -> Document:
    content = Markup(page.content)  # noqa: S704 - the author's own page, trusted
    return _document(printer, "page", "", printer.press.gettext("Page"), page.title, content)


def _document(
    printer: Printer, kind: str, label: str, kind_title: str, title: str, content: str
) -> Document:
    language = printer.press.language
    context = {
        "language": language,
        "title": title,
        "filters": [("kind", kind_title)],
        "metas": [("kind", kind), ("label", label)],
        "day": "",
        "paragraphs": [content] if content else [],
    }
    made_from = repr((site_code(), language, kind, label, kind_title, title, content))
    return Document(made_from, partial(dict, context))


def _bears(path: Path, digest: str) -> bool:
    """Tell whether the document at *path* opens with *digest*."""
    try:
        with path.open("rb") as file:
            return file.read(len(_seal(digest))) == _seal(digest).encode()
    except OSError:
        return False


def _write(path: Path, digest: str, html: str) -> None:
    write_atomically(path, (_seal(digest) + html).encode())


def _seal(digest: str) -> str:
    return f"<!--{digest}-->"


def _path(source: str, printer: Printer) -> str:
    url = page_url(source, directory_urls=printer.press.directory_urls).removeprefix("./")
    return f"{url}index.html" if not url or url.endswith("/") else url
