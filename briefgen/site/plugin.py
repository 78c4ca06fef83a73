"""The MkDocs plugin: briefing files in, pages and everything beside them out.

MkDocs sees a page for every briefing and every index, each with an empty source; its
content is printed from the records by our own templates. So the site works under our
theme and, plainer, under any other.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Set
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from briefgen.build import Project, Report
from briefgen.build.garbage import collect_kept, kept_for_good
from briefgen.build.store import key_of
from briefgen.errors import BriefgenError
from briefgen.site import catalogue
from briefgen.site.basis import Basis
from briefgen.site.beside import Pieces, Shelf, exports, files_across, write_beside, write_files
from briefgen.site.contents import (
    Briefings,
    folders_of,
    is_of_part,
    is_year,
    language_of,
    made_sheets,
    names_in,
    nav_entries,
    read_briefings,
    searched,
    stored_entry,
    take_out,
)
from briefgen.site.fingerprint import is_alone, site_fingerprint, whole_fingerprint
from briefgen.site.frame import Frame, is_framed
from briefgen.site.head import briefing_head, own_page_head, sheet_head
from briefgen.site.indexer import FEW
from briefgen.site.library import Library, gather
from briefgen.site.options import BriefgenOptions
from briefgen.site.press import Press, page_url
from briefgen.site.printing import Printer
from briefgen.site.publication import Publication, errors_for_mkdocs
from briefgen.site.search_index import OwnPage, briefing_documents, other_documents
from briefgen.site.search_parts import cut_off, parts_of
from briefgen.site.sheet import Sheet
from briefgen.site.sitemap import sitemap
from briefgen.site.words import speak
from briefgen.site.years import (
    HAND_OVER,
    ROOT,
    Across,
    hand_over,
    read_years,
    years_folder,
    years_in,
)

log = logging.getLogger("mkdocs.plugins.briefgen")


class BriefgenPlugin(BasePlugin[BriefgenOptions]):  # type: ignore[no-untyped-call]
    """Briefings and the pages that list them."""

    def __init__(self) -> None:
        super().__init__()
        self.publication = Publication()
        self.is_serving = False
        self.briefings = Briefings()
        self.sheets: dict[str, Sheet] = {}
        self.library: Library = gather(())
        self.pages: dict[str, bool] = {}
        "sources of the generated pages, and whether each was kept as it was"
        self.kept: set[str] = set()
        "sources of pages that stand with all lists and that the author's may link to"
        self.common = ""
        "digest of what every page is made with, whatever it shows"
        self.settings_stand = False
        "whether that is what it was"
        self.basis = Basis({})
        self.others: set[str] = set()
        "addresses of the pages that are no briefings"
        self.own: list[OwnPage] = []
        "the author's pages"
        self.menu: Mapping[str, str] = {}
        "sources that the author's `nav` names, each with its title, empty without one"
        self.part = ""
        "the year whose site this is, or ROOT: the site of all years; empty for one whole site"
        self.years = Path()
        "folder of the years' sites"
        self.lists = ""
        "digest of what lists are made from besides briefings"
        self.lists_stand = False
        "whether all that is made from many briefings is as it was"
        self.report: Report | None = None
        "of the briefings, where they are made already"
        self.across = Across(self.library)
        self.framed: list[File] = []
        "pages that we print, theme and all, instead of MkDocs"

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether pages are for publication or for the author's eyes."""
        del dirty
        self.is_serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Set up the templates in the language of the interface."""
        self.printer = self._make_printer(config)
        self.press = self.printer.press
        self.press.is_year = is_year(self.part)
        if self.part == ROOT:
            self.printer.navigation_titles = {"actors": self.printer.navigation_titles["actors"]}
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Begin a site beside the old one; make the briefings of new and changed articles."""
        with errors_for_mkdocs():
            if self.is_serving:
                self.publication.serve(config)
                if self._makes_briefings:
                    self.publication.make_briefings(self.project(config))
            else:
                self.begin(config)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Watch what people write, not the briefings: a build would set off the next one."""
        del builder
        server.unwatch(config.docs_dir)
        server.watch(config.docs_dir, recursive=False)
        for folder in sorted(Path(config.docs_dir).iterdir()):
            if folder.is_dir() and folder.name != self.config.briefings:
                server.watch(str(folder))
        return server

    @event_priority(-100)  # last: pages that other plugins and hooks make are the author's
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take the articles out, read the briefings, put the generated pages in."""
        self._let_go()
        with kept_for_good():
            self._read(files, config)
            if self.lists_stand:
                self._add_kept(files, config)
            else:
                self._add_sheets(files, config)
        return files

    def _let_go(self) -> None:
        """Let go of what an earlier build of this process read; two would need twice the room."""
        if not self.sheets:
            return
        self.briefings, self.basis, self.sheets = Briefings(), Basis({}), {}
        self.library = gather(())
        self.across = Across(self.library)
        collect_kept()

    def _read(self, files: Files, config: MkDocsConfig) -> None:
        """Take the articles out of *files*; gather the briefings, begin with their search."""
        own = take_out(files, self.config, self.part)
        pages = [file for file in own if file.src_uri != "index.md"]
        self.common = site_fingerprint(config, pages)
        self.settings_stand = self.publication.keep_settings(self.common)
        self.menu = dict(nav_entries(config.nav))
        self.briefings = read_briefings(
            files, self.config, self.part, self.project(config), self.publication, self.common
        )
        for source in self.briefings.kept & self.menu.keys():
            files.src_uris[source].inclusion = InclusionLevel.NOT_IN_NAV  # see `_settle_kept`
        self.printer.own_sources = frozenset(file.src_uri for file in own)
        self.others = {file.url for file in own}
        self.sheets, self.pages, self.own, self.kept = {}, {}, [], set()
        is_apart = not self.config.search or self._index_briefings()
        self.lists_stand = is_apart and self._keep_lists(files, config)
        if self.lists_stand:
            return
        faces = {source: entry.face for source, entry in self.briefings.entries.items()}
        self.briefings.box.keep()
        self.basis = Basis(faces)
        self.library = gather(self.briefings.entries.values())
        if self.part == ROOT:
            with errors_for_mkdocs():
                self.across = read_years(self.years)
            self.library = self.across.library
            self.basis = Basis(self.across.digests)

    def _keep_lists(self, files: Files, config: MkDocsConfig) -> bool:
        """Keep all pages and files made from many briefings, if what they show of these stands.

        They are made where more has a say in them: an ``index.md`` of the author's, others'
        plugins, the sites of other years.
        """
        own = self.printer.own_sources
        beside = (file.src_uri for file in files if not file.is_documentation_page())
        self.lists = key_of("lists", self.common, *sorted(own), "", *sorted(beside))
        is_plain = not self.part and "index.md" not in own and is_alone(config)
        untitled = {source for source, title in self.menu.items() if not title}
        known = own | self.briefings.entries.keys() | self._known_titles(config).keys()
        is_plain &= untitled <= known  # else the menu shows the title of a page of ours
        if not is_plain or self.briefings.stirred:
            return False
        return self.publication.keep_lists(self.lists)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Take our pages over where we print the very same by ourselves, a lot faster."""
        self.nav = nav
        self._settle_kept(nav, self._known_titles(config))
        own = {page.file.src_uri for page in nav.pages} | {"index.md"}
        self.framed = [
            file
            for file in files.documentation_pages()
            if file.src_uri not in own and self._is_printed(file)
        ]
        folders = {file.src_uri.partition("/")[0] for file in self.framed}
        if self.is_serving or not is_framed(config, nav, folders):
            self.framed = []
        for file in self.framed:
            file.inclusion = InclusionLevel.EXCLUDED
        self.publication.unlinked.sources = {*self.briefings.entries, *self.sheets, *self.kept}
        return nav

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Teach the theme's templates the language of the interface."""
        self.publication.expect_pages(len(files.documentation_pages()) + len(self.framed))
        speak(env, catalogue.translations(self.config.language))
        env.globals["briefgen"] = self.printer.shell(config, "", own_page_head(""))
        self.frame = Frame(env, config, files, self.nav)
        return env

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """Spare MkDocs the front matter, which its own reader takes long over."""
        del config
        return "" if self._is_made(page.file) else None

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Name the page, unless the author's menu does, and date it."""
        del config, files
        source = page.file.src_uri
        if not self._is_made(page.file):
            return markdown
        entry = self.briefings.entries.get(source)
        title = entry.card.title if entry else self.sheets[source].title
        page.title = self.menu.get(source) or title
        changed = entry.card.changed if entry else None
        page.update_date = changed.isoformat() if changed else ""
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Remember what the author's pages say, for the search."""
        del config, files
        if not self._is_made(page.file):
            self.own.append(OwnPage(page.file.src_uri, str(page.title), html))
        return html

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Any
    ) -> TemplateContext:
        """Print the page from the records, and what belongs into its head and header.

        Printed only now, one page at a time: MkDocs holds the content of all pages in
        memory at once. What an ``index.md`` of the author's says comes first.
        """
        del nav
        source = page.file.src_uri
        if entry := self.briefings.entries.get(source):
            page.content = self.printer.briefing(entry, page.url)
            head = briefing_head(entry, self.printer)
        elif sheet := self.sheets.get(source):
            page.content = (page.content or "") + self.printer.sheet(sheet, page.url)
            head = sheet_head(sheet, self.printer)
            sheet.forget()
        else:
            head = own_page_head(str(page.meta.get("description", "")))
        shell = self.printer.shell(config, source, head, self.is_serving)
        shell |= {"is_own": source not in self.sheets and source not in self.briefings.entries}
        context["briefgen"] = shell  # type: ignore[typeddict-unknown-key]
        return context

    @event_priority(-100)  # last, when no other plugin has a say in the page any more
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Write the page where the site is made; let go of the content once it is printed."""
        del config
        page.content = ""
        self.publication.count_page()
        if self.is_serving or not output.strip():
            return output
        with errors_for_mkdocs():
            part = page.file.src_uri if self._is_made(page.file) else None
            self.publication.put(page.file.dest_uri, output, part)
        return ""

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Leave out MkDocs' sitemap: it knows neither pages that were kept nor early dates."""
        del config
        return "" if template_name == "sitemap.xml" else output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write feeds, exports and the search index beside the pages; publish the whole."""
        site = Path(config.site_dir)
        with errors_for_mkdocs():
            put = self.publication.put
            shelf = Shelf(site, put, self._keep, self._carry, self.pages, self._put_joined)
            if self.config.search and not self.lists_stand:
                self._index_rest()
            with self.publication.together(self.press.compile_all):
                self._put_pages()
                if self.part == ROOT:
                    parts = [year.part for year in self.across.years]
                    write_files(files_across(self.library, self.printer, parts), shelf)
                elif not self.lists_stand:
                    write_beside(self.library, self.printer, shelf)
                if not self.lists_stand:
                    self._end_lists(config)
            if self.part == ROOT:
                self.publication.graft([self.years / part for part in parts])
            if is_year(self.part):
                put(HAND_OVER, hand_over(self.part, self.library, self.briefings.digests), None)
            self.publication.look_at_inputs(config)  # while Pagefind is at work
            if self.config.search:
                with self.publication.stage("search"):
                    self.publication.end_index()
            with self.publication.stage("swap"):
                self.publication.finish(config)

    def _end_lists(self, config: MkDocsConfig) -> None:
        """Put the list of all pages, and remember that all lists are made."""
        if config.site_url:
            text = sitemap(self.briefings.entries.values(), self.others, self.printer)
            self.publication.begin("sitemap.xml", "", ())
            self.publication.put("sitemap.xml", text, "sitemap.xml")
        self.publication.end_lists(self.lists)

    def _put_pages(self) -> None:
        """Put the pages that we print; a briefing's with all that lies beside it, read once."""
        put, framed = self.publication.put, {file.src_uri: file for file in self.framed}
        for source, entry in self.briefings.entries.items():
            if source in self.briefings.kept:
                continue
            with self.publication.at_once(entry.forget):
                if file := framed.pop(source, None):
                    put(file.dest_uri, partial(self._framed_page, file), source)
                for name, make in exports(entry, self.printer):
                    put(name, make, source)
        for source, file in framed.items():
            put(file.dest_uri, partial(self._framed_page, file), source)

    def _index_briefings(self) -> bool:
        """Have Pagefind begin with the parts that hold briefings alone; it works beside us.

        Tell whether there are any.
        """
        entries, files = self.briefings.entries.values(), self.briefings.files
        documents = briefing_documents(entries, self.printer, files)
        with errors_for_mkdocs(), self.publication.stage("search"):
            parts = cut_off(self.briefings.languages)
            self.publication.begin_index(parts, documents, self.printer)
        return bool(parts)

    def _index_early(
        self, config: MkDocsConfig, digests: Mapping[str, str], changed: Set[str]
    ) -> None:
        """Have Pagefind begin with a part that the few briefings *changed* are sure to change.

        *digests* are those of all briefing files, by name, as they are going to be. Whether MkDocs
        goes by them, `_index_briefings` finds out.
        """
        if not self.config.search or self.part or len(changed) > FEW:
            return
        project, printer = self.project(config), self._make_printer(config)
        files = {f"{self.config.briefings}/{name}": digests[name] for name in digests}
        sources = {f"{self.config.briefings}/{name}" for name in changed}
        ties = {source: self.publication.ties(source) for source in files.keys() - sources}
        if not all(ties.values()):  # briefings of which the old site had no page
            return
        with suppress(BriefgenError, OSError), self.publication.stage("search"):
            entries = [stored_entry(source, files[source], project) for source in sorted(sources)]
            documents = briefing_documents(entries, printer, files)
            languages = {source: language_of(ties[source]) for source in ties}
            languages |= {entry.source: entry.article.language for entry in entries}
            self.publication.begin_index_early(cut_off(languages), documents, printer)

    def _index_rest(self) -> None:
        """Have Pagefind go on with the parts that hold actors and the author's pages."""
        library, printer = searched(self.part, self.library), self.printer
        parts = parts_of(
            library, frozenset(page.source for page in self.own), printer.press.language
        )
        documents = briefing_documents(library.entries, printer, self.briefings.files)
        documents |= other_documents(library.actors, printer, self.own)
        with self.publication.stage("search"):
            self.publication.begin_index(parts, documents, printer)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the old site as it is."""
        self.publication.fail(error)

    def begin(self, config: MkDocsConfig) -> None:
        """Do what comes before MkDocs' own work, unless it is done.

        Raises:
            BriefgenError: another build runs; the machine lacks something.
        """
        if self.publication.tree is not None:
            return
        site = Path(config.site_dir)
        self.publication.start(config)
        if self.part == ROOT:
            self.years = years_folder(site)
            digests = {path.name: str(path.stat().st_ino) for path in years_in(self.years)}
        elif not self._makes_briefings:
            return
        else:
            if self.report is None:
                project = self.project(config)
                index_early = partial(self._index_early, config)
                self.publication.make_briefings(project, self.publication.look_up, index_early)
            else:
                self.publication.report = self.report
            made = self.publication.report.digests
            digests = {name: made[name] for name in made if is_of_part(name, self.part)}
        self.publication.digest = whole_fingerprint(config, folders_of(self.config), digests)

    def _make_printer(self, config: MkDocsConfig) -> Printer:
        overrides = [Path(folder) / "briefgen" for folder in config.theme.dirs]
        press = Press(
            self.config.language,
            directory_urls=config.use_directory_urls,
            overrides=[folder for folder in overrides if folder.is_dir()],
        )
        return Printer(press, self.config, config.site_name, config.site_url or "")

    def project(self, config: MkDocsConfig) -> Project:
        """Return the project that the configuration describes."""
        return self.publication.project(config, self.config)

    @property
    def _makes_briefings(self) -> bool:
        return self.config.newsroom and self.config.build

    def _is_made(self, file: File) -> bool:
        """Tell whether the page of *file* is printed from records alone."""
        source = file.src_uri
        return source in self.briefings.entries or (
            source in self.sheets and source not in self.printer.own_sources
        )

    def _is_printed(self, file: File) -> bool:
        """Tell whether *file* is a page that is printed from records."""
        source = file.src_uri
        return source in self.briefings.entries or (
            source in self.sheets and bool(file.generated_by)
        )

    def _keep(self, part: str, basis: tuple[object, ...]) -> bool:
        """Keep what was made from the same *basis*, under the same settings, last time."""
        return self.publication.keep(part, self._digest(basis))

    def _keep_sheet(self, sheet: Sheet) -> bool:
        """Keep the page of *sheet* if it is what it was last time."""
        publication, source = self.publication, sheet.source
        if not publication.had(source):
            publication.begin_unmarked(source, partial(self._marks, sheet))
            return False
        if sheet.ties is None:
            return self._keep(source, (sheet,))
        if self.settings_stand and publication.carry(source, self.briefings.stirred):
            return True
        return publication.keep(source, self._digest((sheet,)), sheet.ties())

    def _marks(self, sheet: Sheet) -> tuple[str, tuple[str, ...]]:
        """Return the digest of all that the page of *sheet* is made from, and its ties."""
        return self._digest((sheet,)), sheet.ties() if sheet.ties else ()

    def _carry(self, part: str, basis: tuple[object, ...], ties: tuple[str, ...]) -> bool:
        """Keep what was made from the same *basis* and from briefings of *ties* that all stand."""
        digest = self._digest(basis)
        if self.publication.carry(part, self.briefings.stirred, digest):
            return True
        self.publication.begin(part, digest, ties)
        return False

    def _put_joined(self, name: str, pieces: Pieces) -> None:
        """Put the file *name*, made of *pieces* as far as they are new."""
        words = ["", *self.basis.each(pieces.items), ""]
        join = self.publication.splices.join
        make = partial(join, name, self.common, words, pieces.__getitem__)
        self.publication.put_own(name, make)

    def _digest(self, basis: tuple[object, ...]) -> str:
        return self.basis.digest(self.common, *basis)

    def _framed_page(self, file: File) -> str:
        """Return the whole page of *file*, as MkDocs would print it."""
        self.publication.count_page()
        printer = self.printer
        if entry := self.briefings.entries.get(file.src_uri):
            content, title = printer.briefing(entry, file.url), entry.card.title
            head = briefing_head(entry, printer)
        else:
            sheet = self.sheets[file.src_uri]
            content, title = printer.sheet(sheet, file.url), sheet.title
            head = sheet_head(sheet, printer)
            sheet.forget()
        return self.frame.around(file, title, content, head, printer)

    def _known_titles(self, config: MkDocsConfig) -> Mapping[str, str]:
        """Return the titles of the pages of ours that are the same whatever lists show."""
        sections = self.printer.navigation_titles.items()
        return {
            "index.md": config.site_name,
            **{f"{name}/index.md": title for name, title in sections},
        }

    def _settle_kept(self, nav: Navigation, titles: Mapping[str, str]) -> None:
        """Have MkDocs leave pages that are kept alone, now that the author's menu links to them."""
        for page in nav.pages:
            source = page.file.src_uri
            if source in self.briefings.kept:
                page.title = page.title or self.briefings.entries[source].card.title
            elif sheet := self.sheets.get(source):
                page.title = page.title or sheet.title
            elif source in self.kept:
                page.title = page.title or titles.get(source)
            if source in self.briefings.kept or source in self.kept or self.pages.get(source):
                page.file.inclusion = InclusionLevel.EXCLUDED

    def _named(self, files: Files) -> frozenset[str]:
        """Return the names of the pages that the author's pages and menu may link to."""
        own = names_in(file for file in files if file.src_uri in self.printer.own_sources)
        return own | {source.rpartition("/")[2] for source in self.menu}

    def _add_kept(self, files: Files, config: MkDocsConfig) -> None:
        """Add the pages that list briefings, all kept, that the author may link to."""
        named = self._named(files)
        for source in self.publication.pages_kept() if named else ():
            if source.rpartition("/")[2] in named and source not in self.briefings.entries:
                files.append(_file(config, source, is_left_out=source not in self.menu))
                self.kept.add(source)

    def _add_sheets(self, files: Files, config: MkDocsConfig) -> None:
        """Add the pages that list briefings, save those that the author has written."""
        newsroom = self.config.newsroom
        named = self._named(files)
        alone = is_alone(config)
        written = {file.src_uri for file in files}
        for sheet in made_sheets(
            self.part,
            self.library,
            self.across,
            self.press,
            config.site_name,
            self.printer.own_sources,
            newsroom=newsroom,
        ):
            if sheet.source in self.printer.own_sources and sheet.source != "index.md":
                log.info("%s is a page of your own; the generated one is left out", sheet.source)
                continue
            self.sheets[sheet.source] = sheet
            self.others.add(page_url(sheet.source, directory_urls=config.use_directory_urls))
            if sheet.source not in written:
                same = self.pages[sheet.source] = self._keep_sheet(sheet)
                if same and alone and sheet.source.rpartition("/")[2] not in named:
                    continue  # a file would be looked up by links of the author's alone
                is_left_out = same and sheet.source not in self.menu
                files.append(_file(config, sheet.source, is_left_out=is_left_out))


def _file(config: MkDocsConfig, source: str, *, is_left_out: bool) -> File:
    """Return a page of ours for MkDocs; one that is left out it knows for links alone."""
    inclusion = InclusionLevel.EXCLUDED if is_left_out else InclusionLevel.NOT_IN_NAV
    return File.generated(config, source, content="", inclusion=inclusion)
