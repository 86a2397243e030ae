"""Runs MkDocs for `briefing build` (and, through `serving.py`, for `briefing serve`).

A build goes into a folder beside the site and takes its place when it is whole. Whatever MkDocs
stumbles over becomes a `SiteError` with a message, never a traceback.
"""

from __future__ import annotations

import logging
import os
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, Any

import click

from generator.messages import Catalogue
from generator.project import (
    CONTENT,
    PLUGIN,
    Project,
    ProjectError,
    read_config,
    refusal,
    seen_from_here,
)
from generator.settings import THEME
from generator.staging import BusyError, replacing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig

    from generator.build import Built

SIGNS = frozenset({"sitemap.xml", "sitemap.xml.gz"})
PAGES = frozenset({"index.html", "404.html"})
MARKDOWN = (".md", ".markdown")


class SiteError(Exception):
    """The site could not be built; the exit code tells wrong use (2) from bad content (1)."""

    def __init__(self, message: str, *, code: int = 2) -> None:
        """Take what an owner can do something about."""
        super().__init__(message)
        self.code = code


def build_site(project: Project, site_dir: Path | None = None) -> tuple[Path, Built]:
    """Build the site; gives its folder and what it was built from."""
    with messages(logging.WARNING), failures():
        config = load(project)
        target = (site_dir or Path(config.site_dir)).absolute()
        _check_target(target, project)
        with replacing(target) as folder:
            config.site_dir = str(folder)
            built = _run(config)
    return target, built


def _run(config: MkDocsConfig) -> Built:
    from mkdocs.commands.build import build

    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
    plugin: Any = config.plugins[PLUGIN]
    built: Built = plugin.generated.built
    return built


def _read(project: Project) -> MkDocsConfig:
    """Read mkdocs.yml as MkDocs does, without judging it yet."""
    from mkdocs.config.defaults import MkDocsConfig

    read_config(project.config_file)  # says better than MkDocs where it is not YAML
    config = MkDocsConfig(config_file_path=str(project.config_file.resolve()))
    with project.config_file.open("rb") as file:
        if project.config_file.read_text(encoding="utf-8-sig").strip():
            config.load_file(file)
    return config


def load(project: Project) -> MkDocsConfig:
    """Read and validate a project's mkdocs.yml, with what it does not say supplied."""
    config = _read(project)
    config.load_dict(_overrides(config, project))
    errors, warnings = config.validate()
    if errors:
        lines = (f"{project.config_file.name}: {name}: {error}" for name, error in errors)
        raise SiteError("\n".join(lines))
    for name, warning in warnings:
        logging.getLogger("mkdocs").warning("%s: %s: %s", project.config_file.name, name, warning)
    if warnings and config.strict:
        raise SiteError(f"{project.config_file.name} has warnings, and --strict is on.")
    return config


def _overrides(config: MkDocsConfig, project: Project) -> dict[str, Any]:
    """Supply what mkdocs.yml does not say, and what the command line adds to it."""
    said = read_config(project.config_file)
    over: dict[str, Any] = {"strict": project.settings.strict or config.strict}
    if said.get("site_name") is None:
        words = Catalogue(project.settings.language).words()
        over["site_name"] = words.text("theme-site-name")
    if said.get("docs_dir") is None:
        over["docs_dir"] = CONTENT
    if said.get("theme") is None:
        over["theme"] = deepcopy(THEME)
    plugins = _plugins(config["plugins"])
    if plugins is not None and (PLUGIN not in plugins or project.settings.drafts):
        options = plugins.get(PLUGIN) or {}
        over["plugins"] = {**plugins, PLUGIN: {**options, "drafts": project.settings.drafts}}
    return over


def _plugins(given: object) -> dict[str, Any] | None:
    """Write `plugins` as a mapping; what is wrong with it MkDocs says itself."""
    if given is None:
        return {}
    if isinstance(given, dict):
        return given
    if not isinstance(given, list):
        return None
    plugins: dict[str, Any] = {}
    for item in given:
        plugins |= item if isinstance(item, dict) else {str(item): {}}
    return plugins


def _check_target(target: Path, project: Project) -> None:
    """Refuse to replace a folder that holds anything but a site."""
    if reason := refusal(target, project.folder):
        raise SiteError(f"The site cannot be built into {target}: {reason}.")
    real = target.resolve()
    if real.is_dir() and not _is_site({entry.name for entry in real.iterdir()}):
        raise SiteError(
            f"The site cannot be built into {target}: that folder holds other files than a site "
            "that MkDocs built. Name an empty or a new folder, or remove it."
        )


def _is_site(names: set[str]) -> bool:
    """Whether a folder with these names in it is empty or a site that MkDocs built.

    MkDocs always leaves the two files of a site map and a page, and it renders Markdown: a folder
    with Markdown in it is somebody's own.
    """
    shown = {name for name in names if not name.startswith(".")}
    written = any(name.lower().endswith(MARKDOWN) for name in shown)
    return not shown or (shown >= SIGNS and bool(PAGES & shown) and not written)


class _Shown(logging.Handler):
    """Prints MkDocs' messages as this program prints its own."""

    def emit(self, record: logging.LogRecord) -> None:
        label = "" if record.levelno < logging.WARNING else f"{record.levelname.lower()}: "
        click.echo(f"{label}{record.getMessage()}", err=True)


@contextmanager
def messages(level: int) -> Iterator[None]:
    """Show MkDocs' messages from a level on."""
    logger = logging.getLogger("mkdocs")
    handler = _Shown(level)
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)  # not higher: strictness counts warnings through this logger
    try:
        yield
    finally:
        logger.setLevel(before)
        logger.removeHandler(handler)


@contextmanager
def failures() -> Iterator[None]:
    """Turn whatever MkDocs stumbles over into a `SiteError`."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's notice on its own future
    from jinja2 import TemplateNotFound
    from mkdocs.exceptions import ConfigurationError

    try:
        yield
    except SiteError:
        raise
    except TemplateNotFound as error:
        raise SiteError(_missing(str(error.name or ""))) from error
    except (BusyError, ConfigurationError, ProjectError) as error:
        raise SiteError(str(error)) from error
    except click.ClickException as error:
        raise SiteError(error.message, code=1) from error
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        raise SiteError(f"{error.strerror or error}{where}") from error
    except Exception as error:
        if os.environ.get("BRIEFING_DEBUG"):
            raise
        where = _template_of(error)
        what = f"{type(error).__name__}: {error}"
        raise SiteError(f"The site could not be built: {where}{what}") from error


def _template_of(error: Exception) -> str:
    """Name the theme's template, and the line in it, at which an error arose; else nothing."""
    from jinja2 import TemplateSyntaxError

    if isinstance(error, TemplateSyntaxError) and error.filename:
        return f"{seen_from_here(Path(error.filename))}:{error.lineno}: "
    frames = [f for f in extract_tb(error.__traceback__) if f.filename.endswith(".html")]
    if not frames:
        return ""
    return f"{seen_from_here(Path(frames[-1].filename))}:{frames[-1].lineno}: "


def _missing(template: str) -> str:
    """Say what it means that a theme has no template of that name."""
    language = template.removeprefix("partials/languages/")
    if language != template:
        return f"mkdocs.yml: The theme has no words in the language `{language[:-5]}`."
    return f"The theme has no template `{template}`."
