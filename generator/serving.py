"""Shows the site while it is written, for `briefing serve`, and builds it anew on every change.

MkDocs' own command stops answering when a build fails. Here a site is built beside the one that is
shown and takes its place when it is whole, so what is wrong is told and nothing else happens.
"""

from __future__ import annotations

import logging
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from generator.site import SiteError, failures, load, messages
from generator.staging import replacing

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

    from generator.project import Project

Address = tuple[str, int]


def serve_site(project: Project, address: Address | None, *, open_browser: bool = False) -> None:
    """Show the site at a host and port (by default those of mkdocs.yml), until Ctrl-C."""
    with messages(logging.INFO), failures(), TemporaryDirectory(prefix="briefing-") as temporary:
        folder = Path(temporary, "site")
        config = load(project)
        config.plugins.on_startup(command="serve", dirty=False)
        try:
            host, port = config.dev_addr
            server = _server(project, config, address or (str(host), int(port)), folder)
            _show(server, config, open_browser=open_browser)
        finally:
            config.plugins.on_shutdown()


def _server(
    project: Project, config: MkDocsConfig, address: Address, folder: Path
) -> LiveReloadServer:
    """Build the site once, and make the server that builds it again."""
    from mkdocs.livereload import LiveReloadServer

    host, port = address
    path = urlsplit(config.site_url or "/").path
    server = LiveReloadServer(
        lambda: _rebuild(project, server.url, folder), host, port, str(folder), path
    )
    server.error_handler = lambda code: _error_page(folder, code)
    _build(config, server.url, folder)
    return server


def _show(server: LiveReloadServer, config: MkDocsConfig, *, open_browser: bool) -> None:
    for path in (config.docs_dir, config.config_file_path, *config.watch):
        server.watch(path)
    server = config.plugins.on_serve(server, config=config, builder=server.builder)
    try:
        server.serve(open_in_browser=open_browser)  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
    except OSError as error:
        message = f"The site cannot be shown at {server.url}: {error.strerror or error}. "
        raise SiteError(message + "Name another place with --address HOST:PORT.") from error
    finally:
        server.shutdown()


def _rebuild(project: Project, url: str, folder: Path) -> None:
    """Build anew; what cannot be built is told, and the last good site stays."""
    try:
        with failures():
            _build(load(project), url, folder)
    except SiteError as error:
        click.echo(f"Error: {error}\nThe last good site is shown.", err=True)


def _build(config: MkDocsConfig, url: str, folder: Path) -> None:
    from mkdocs.commands.build import build

    config.site_url = url
    with replacing(folder) as new:
        config.site_dir = str(new)
        build(config, serve_url=url)


def _error_page(folder: Path, code: int) -> bytes | None:
    page = folder / f"{code}.html"
    return page.read_bytes() if page.is_file() else None
