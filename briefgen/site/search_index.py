"""The search index: a small document of each briefing, handed to Pagefind, which writes the index.

The documents are made from the records, not from the pages: the theme may change without
touching the search, and a typographic apostrophe is written as a plain one (``l’Ukraine``
as ``l'Ukraine``), without which Pagefind misses every elided word of French.
"""

from __future__ import annotations

import hashlib
import logging
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import jinja2
from markupsafe import Markup

from briefgen.build.mirror import prune
from briefgen.build.store import key_of, write_atomically
from briefgen.errors import EnvironmentMissingError
from briefgen.model import Span
from briefgen.site.canonical_index import make_canonical
from briefgen.site.countries import country_names
from briefgen.site.entry import Entry
from briefgen.site.fingerprint import site_code
from briefgen.site.library import Dossier
from briefgen.site.marks import Highlight, mark_text, paragraphs
from briefgen.site.press import page_url
from briefgen.site.printing import Printer

log = logging.getLogger("mkdocs.plugins.briefgen")

_TEMPLATE = "search_document.html"
_NEEDLESS = ("*ui.*", "pagefind-highlight.js")  # for pages that have no search of their own
TIMEOUT = 1800  # seconds; 10,000 briefings take about one minute


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
    entries: Iterable[Entry], printer: Printer, digests: Mapping[str, str]
) -> dict[str, Document]:
    """Return the documents of *entries* by source; *digests* tells what each is made from."""
    return {
        entry.source: Document(digests[entry.source], partial(_briefing_document, entry, printer))
        for entry in entries
    }


def other_documents(
    actors: Iterable[Dossier], printer: Printer, own: Iterable[OwnPage]
) -> dict[str, Document]:
    """Return the documents of *actors* and of the author's *own* pages, by source."""
    found = {dossier.source: _actor_document(dossier, printer) for dossier in actors}
    return found | {page.source: _own_document(page, printer) for page in own}


def digest_of(documents: Mapping[str, Document], printer: Printer) -> str:
    """Return a digest of all *documents* and of the addresses that the index has them under."""
    parts = [f"{_path(source, printer)} {one.basis}\n" for source, one in documents.items()]
    return hashlib.sha256("".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def write_documents(documents: Mapping[str, Document], printer: Printer, folder: Path) -> None:
    """Have *folder* hold *documents* and nothing else; what bears its digest is left alone."""
    template = _environment().get_template(_TEMPLATE)
    names = set()
    for source, document in documents.items():
        name = _path(source, printer)
        if not _bears(folder / name, document.digest):
            html = template.render(document.context())
            _write(folder / name, document.digest, plain_apostrophes(html))
        names.add(name)
    for _ in prune(str(folder), names):
        pass


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
        "sort": day,
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
            spans.setdefault(quote.content[0], f"q{number}t")
    marks = [Highlight(span, "span", (), anchor) for span, anchor in sorted(spans.items())]
    disjoint: list[Highlight] = []
    for mark in marks:
        if not disjoint or disjoint[-1].span.end <= mark.span.start:
            disjoint.append(mark)
    for block in paragraphs(text):
        yield mark_text(text, block, [disjoint] if disjoint else [])


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
        "sort": "",
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


def build_index(source: Path, output: Path) -> None:
    """Write Pagefind's index of the documents below *source* into *output*.

    Raises:
        EnvironmentMissingError: Pagefind is missing, fails or does not end.
    """
    end_index(begin_index(source, output))


@dataclass(frozen=True, slots=True)
class Indexing:
    """Pagefind at work on an index."""

    process: subprocess.Popen[bytes]
    output: Path
    began: float
    "reading of the monotonic clock"


def begin_index(source: Path, output: Path) -> Indexing:
    """Have Pagefind write its index of the documents below *source* into *output*.

    Raises:
        EnvironmentMissingError: it cannot be started.
    """
    command = [sys.executable, "-m", "pagefind"]
    command += ["--site", str(source), "--output-path", str(output)]
    try:
        process = subprocess.Popen(  # noqa: S603 - our own arguments, no shell
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
    except OSError as error:
        raise _not_made(str(error)) from error
    return Indexing(process, output, time.monotonic())


def end_index(indexing: Indexing) -> None:
    """Wait until the index is written.

    Raises:
        EnvironmentMissingError: Pagefind is missing, fails or does not end.
    """
    process = indexing.process
    try:
        left = indexing.began + TIMEOUT - time.monotonic()
        data, _ = process.communicate(timeout=max(0.0, left))
    except subprocess.TimeoutExpired as error:
        raise _not_made(str(error)) from error
    finally:
        stop_index(indexing)
    said = data.decode("utf-8", "replace")
    if process.returncode:
        last = said.strip().splitlines()[-1:] or ["no word of why"]
        reason = f"{last[0]}; is pagefind[bin] installed?"
        raise _not_made(reason)
    log.debug("pagefind: %s", said)
    for pattern in _NEEDLESS:
        for path in indexing.output.glob(pattern):
            path.unlink()
    make_canonical(indexing.output)


def stop_index(indexing: Indexing) -> None:
    """End Pagefind if it is still at work."""
    if indexing.process.poll() is None:
        indexing.process.kill()
        indexing.process.communicate()


def _not_made(reason: str) -> EnvironmentMissingError:
    message = f"the search index could not be made: {reason}"
    return EnvironmentMissingError(message, code="missing-tool")
