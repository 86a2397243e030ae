"""A digest as one HTML file that any mail program shows: nothing is fetched, no script runs."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from generator.feed_content import whole_link
from generator.templates import Loader, environment, packaged_templates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.digest_views import DigestView
    from generator.shelf import Shelf

TEMPLATE = "mail/digest.html.jinja"
_HREF = re.compile(r'href="([^"]*)"')


def digest_html(shelf: Shelf, view: DigestView, page: str, templates: Mapping[str, str]) -> str:
    """Write a digest whose page is at `page`; all addresses in it are whole.

    `templates` are the site's own. Raises what a template raises.
    """
    sources = {**packaged_templates(), **templates}
    template = environment(Loader(sources, shelf.words, set())).get_template(TEMPLATE)
    html = template.render(
        digest=view,
        site=shelf.settings.site_name,
        page=page.rpartition("/")[2],
        t=shelf.words,
        site_language=shelf.catalogue.site,
        direction=shelf.words.direction,
    )

    def whole(found: re.Match[str]) -> str:
        address = whole_link(unescape(found[1]), page, shelf.settings.site_url)
        return f'href="{escape(address)}"'

    return _HREF.sub(whole, html)
