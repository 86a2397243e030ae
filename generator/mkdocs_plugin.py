"""The MkDocs plugin `briefing`: puts the generated pages into a site that MkDocs builds.

Everything is built in the first event, before MkDocs empties its output folder; the later events
only hand the pages over. Beside `site.py` and `serving.py` this is the only module that imports
MkDocs.
"""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click
from markupsafe import escape
from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ValidationError
from mkdocs.exceptions import Abort, BuildError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as MkDocsPage

from generator import report
from generator.build import Built, build
from generator.feeds import NO_ADDRESS
from generator.heads import head_values
from generator.languages import page_language
from generator.ordinary import is_left_out, map_links
from generator.project import (
    CONTENT,
    NEEDS_FOLDERS,
    PLUGIN,
    in_navigation,
    settings_of,
    site_url_problems,
    theme_folders,
)
from generator.redirect import redirect_file, redirect_html
from generator.search_index import search_files
from generator.search_records import without_pages
from generator.settings import Settings
from generator.share_files import share_files
from generator.theme_mending import mend

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment
    from mkdocs.config.base import ConfigErrors, ConfigWarnings
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

    from generator.model import Page

_log = logging.getLogger(f"mkdocs.plugins.{PLUGIN}")
WATCHED = ("site_templates", "sources")
NO_DATE = "1980-01-01"
"""The date of ordinary pages in a site without articles; any fixed day would do."""
EARLIEST, LATEST = "1970-01-01", "2105-12-31"
"""MkDocs puts the newest date into a compressed file, where no other days can be written."""


class Options(Config):  # type: ignore[no-untyped-call]
    """The options of the plugin; `project.settings_of` says what each may be."""

    sections = c.Optional(c.Type(list))
    titles = c.Optional(c.Type(dict))
    newest = c.Optional(c.Type(int))
    key_quotations = c.Optional(c.Type(int))
    featured_questions = c.Optional(c.Type(int))
    page_size = c.Optional(c.Type(int))
    corrections_link = c.Optional(c.Type(str))
    drafts = c.Optional(c.Type(bool))


@dataclass(frozen=True)
class Generated:
    """What one build gave, ready to be handed to MkDocs."""

    built: Built
    pages: dict[str, Page]
    newest: str
    language: str


class BriefingPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Replaces articles, people and stories by the pages generated of them."""

    generated: Generated | None = None
    serving = False

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Refuse unknown options and values; MkDocs would only warn of an unknown one."""
        _, problems = settings_of(options)
        if problems:
            return [(PLUGIN, ValidationError(problem)) for problem in problems], []
        return super().load_config(options, config_file_path)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Begin anew; that this event exists keeps the plugin over the rebuilds of `serve`."""
        self.generated = None
        self.serving = command == "serve"

    def _config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Build all pages, or stop before anything is touched."""
        folder = Path(config.config_file_path or "mkdocs.yml").resolve().parent
        _check(config, folder)
        last = self.generated if self.serving else None
        self.generated = _generate(folder, self._settings(config), last)
        if PLUGIN not in config.markdown_extensions:
            config.markdown_extensions.append(PLUGIN)
        _add_themes(config, folder)
        config.extra[PLUGIN] = dict(self.generated.built.theme)
        # A link to no file was told above, at its place and with what may have been meant.
        if config.validation.links.not_found == logging.WARNING:
            config.validation.links.not_found = logging.INFO
        return config

    @event_priority(50)
    def _search_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Take out Material's own search, which MkDocs brings in where nobody names plugins."""
        search: Any = config.plugins.pop("material/search", None)
        if search is not None:
            search.config.enabled = False  # this event reaches it still
            for name, methods in config.plugins.events.items():
                others = [m for m in methods if getattr(m, "__self__", None) is not search]
                config.plugins.events[name] = others
        return config

    on_config = CombinedEvent(_search_config, _config)

    def _settings(self, config: MkDocsConfig) -> Settings:
        settings, _ = settings_of(dict(self.config))
        language = config.theme.get("language") or "en"
        return replace(
            settings,
            site_name=config.site_name,
            site_url=config.site_url or "",
            site_description=config.site_description or "",
            language=str(language),
            strict=config.strict,
        )

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take out what must not be published as it is, and add the generated pages."""
        generated = self._generated()
        for file in [file for file in files if is_left_out(file.src_uri, generated.built.left_out)]:
            files.remove(file)
        for page in generated.pages.values():
            if replaced := files.get_file_from_path(page.path):
                files.remove(replaced)
            files.append(_file(page, config, generated.language))
        unpublished = {InclusionLevel.EXCLUDED}
        if not self.serving:
            unpublished.add(InclusionLevel.DRAFT)
        hidden = {file.src_uri for file in files if file.inclusion in unpublished}
        found = search_files(without_pages(generated.built.records, hidden))
        for path, content in {**generated.built.files, **found}.items():
            if replaced := files.get_file_from_path(path):
                files.remove(replaced)
            files.append(_asset(path, content, config))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Call the lists by their titles in a navigation that MkDocs makes of folders' names."""
        pages = self._generated().pages
        for item in nav.items if config.nav is None else ():
            first = item.children[0] if isinstance(item, Section) and item.children else None
            ours = pages.get(first.file.src_uri) if isinstance(first, MkDocsPage) else None
            if ours and isinstance(item, Section):
                item.title = escape(ours.title)

    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Set what stands in the page's head; Material prints these values as they are."""
        generated = self._generated()
        page.update_date = _in_gzip(generated.newest)
        path = page.file.src_uri
        ours = generated.pages.get(path)
        links = generated.built.links.get(path, {})
        if ours is None:
            return map_links(markdown, path, links)
        page.meta["title"] = escape(ours.title)
        if ours.description:
            page.meta["description"] = escape(ours.description)
        if ours.head.authors:
            page.meta["author"] = escape(", ".join(ours.head.authors))
        page.meta["briefing_head"] = head_values(ours.head)
        if ours.language:
            page.meta["briefing_language"] = page_language(ours.language)
        if ours.date:
            page.update_date = _in_gzip(ours.date)
        return map_links(markdown, path, links) if path == ours.author_path else markdown

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Mend what the theme's templates say against HTML."""
        mend(env)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Rebuild on changes of templates and source texts too."""
        folder = Path(config.config_file_path).parent
        for name in WATCHED:
            if (folder / name).is_dir():
                server.watch(str(folder / name))
        return server

    def on_build_error(self, *, error: Exception) -> None:
        """While serving, show the message of a failure and not how it came about."""
        if self.serving and not isinstance(error, (SystemExit, BuildError)):
            raise Abort(f"The site could not be built: {error}") from error

    def _generated(self) -> Generated:
        if self.generated is None:
            raise Abort(f"The plugin `{PLUGIN}` was not told of the start of the build.")
        return self.generated


def _check(config: MkDocsConfig, folder: Path) -> None:
    """Refuse what the generated pages cannot work with."""
    if not config.use_directory_urls:
        raise Abort(NEEDS_FOLDERS)
    if Path(config.docs_dir).resolve() != (folder / CONTENT).resolve():
        raise Abort(f"The plugin `{PLUGIN}` needs `docs_dir: {CONTENT}` in mkdocs.yml.")
    if config.theme.name != "material":
        note = "the pages are made for the theme `material`; another may fetch from other hosts"
        click.echo(f"Note: {note}, and has a search of its own.", err=True)
    for problem in site_url_problems(config.site_url or ""):
        raise Abort(f"mkdocs.yml: {problem}")


def _generate(folder: Path, settings: Settings, last: Generated | None) -> Generated:
    """Build the pages and report; with errors keep the last good pages, or stop."""
    built = build(folder, settings)
    if built.diagnostics:
        color = report.wants_color(sys.stderr)
        text = report.as_text(built.diagnostics, color=color, closing="")
        click.echo(text, nl=False, err=True, color=color)
    if built.has_errors:
        found = report.count(built.diagnostics)
        if last is None:
            raise Abort(f"{found}. Nothing was built.")
        click.echo(f"{found}. The last good site is shown.", err=True)
        built = replace(last.built, left_out=last.built.left_out | built.left_out)
    else:
        for notice in built.notices:
            click.echo(f"Note: {notice}", err=True)
    if not settings.site_url:
        _log.info(NO_ADDRESS)
    built = replace(built, files={**built.files, **share_files(built.images, folder)})
    newest = max((page.date for page in built.pages), default="") or NO_DATE
    pages = {page.path: page for page in built.pages}
    return Generated(built, pages, newest, settings.language)


def _add_themes(config: MkDocsConfig, folder: Path) -> None:
    """Put the project's and the package's theme folders before the theme's own."""
    dirs = config.theme.dirs
    present = {Path(name).resolve() for name in dirs}
    at = 1 if config.theme.custom_dir else 0
    dirs[at:at] = [str(path) for path in theme_folders(folder) if path not in present]


def _file(page: Page, config: MkDocsConfig, language: str) -> File:
    """Make MkDocs' file of a page. A page that leads on is a file of its own, not Markdown."""
    if page.redirect:
        html = redirect_html(page, language=language, site_url=config.site_url or "")
        return File.generated(config, redirect_file(page), content=html)
    # A `nav` names pages whatever their level; without one, MkDocs lists all that are included.
    listed = config.nav is None and in_navigation(page.path)
    level = InclusionLevel.INCLUDED if listed else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, page.path, content=page.markdown, inclusion=level)
    file.edit_uri = page.author_path or None
    return file


def _in_gzip(date: str) -> str:
    """Give the nearest date that MkDocs can write."""
    return min(max(date, EARLIEST), LATEST)


def _asset(path: str, content: bytes | Path, config: MkDocsConfig) -> File:
    """Make MkDocs' file of what is no page."""
    if isinstance(content, Path):
        return File.generated(config, path, abs_src_path=str(content))
    return File.generated(config, path, content=content)
