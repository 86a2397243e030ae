"""The small page that leads from an old address of a briefing to its new one."""

from __future__ import annotations

import posixpath
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from generator.languages import direction_of
from generator.targets import address_of

if TYPE_CHECKING:
    from generator.model import Page

_HTML = """\
<!doctype html>
<html lang="{language}" dir="{direction}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <script>location.replace("{address}" + location.hash)</script>
    <meta http-equiv="refresh" content="0; url={address}">
    <link rel="canonical" href="{canonical}">
    <title>{title}</title>
  </head>
  <body>
    <main>
      <h1><a href="{address}">{title}</a></h1>
      <p>{moved}</p>
    </main>
  </body>
</html>
"""


def redirect_file(page: Page) -> str:
    """Path of the file in the docs folder that stands at the address of a redirecting page."""
    folder = page.path.removesuffix(".md")
    return posixpath.join(folder.removesuffix("/index"), "index.html")


def redirect_html(page: Page, *, language: str = "en", site_url: str = "") -> str:
    """Write a page that leads on at once, or by its link where nothing happens by itself."""
    folder = quote(address_of(page.redirect))
    target = f"{folder}/" if folder else ""
    address = posixpath.relpath(target or ".", posixpath.dirname(redirect_file(page))) + "/"
    canonical = site_url.rstrip("/") + "/" + target if site_url else address
    return _HTML.format(
        language=escape(page.language or language),
        direction=direction_of(page.language or language),
        moved=escape(page.markdown),
        address=escape(address),
        canonical=escape(canonical),
        title=escape(page.title),
    )
