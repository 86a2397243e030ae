"""A briefing as feeds show it: HTML without the page's furniture, all of its addresses whole."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

from generator.commonmark import render_stretch
from generator.targets import is_external, whole_address, whole_file_address

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEFT_OUT = re.compile(
    r'\s*<a class="b-to-card"[^<>]*>[^<]*</a>|<span class="b-unseen">[^<]*</span>|<p></p>\n?'
)
"""Links within the page, and what only styles keep from sight: in a feed it would stand among words
that are quoted."""
_TAG = re.compile(
    r"</(?P<closed>span|bdi)>"
    r"|<(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?:\s+[a-z-]+=\"[^\"<>]*\")+)(?P<end> ?/?)>"
    r"|<(?P<bare>span|bdi)>"
)
"""Tags with attributes, and those of elements that mean nothing without one that is kept."""
_KEPT = re.compile(
    r"\s(?P<name>href|src|alt|title|lang|dir|start|colspan|rowspan)=\"(?P<value>[^\"<>]*)\""
)


def feed_content(stretch: str, page: str, site_url: str) -> str:
    """Render a stretch of the page at `page` for feeds."""
    html = _LEFT_OUT.sub("", render_stretch(stretch))
    kept: dict[str, list[bool]] = {"span": [], "bdi": []}

    def cleaned(tag: re.Match[str]) -> str:
        if closed := tag["closed"]:
            return f"</{closed}>" if kept[closed] and kept[closed].pop() else ""
        if bare := tag["bare"]:
            kept[bare].append(False)
            return ""
        name = tag["name"]
        attributes = "".join(_attributes(tag["attributes"], page, site_url))
        if name in kept:
            kept[name].append(bool(attributes))
        return f"<{name}{attributes}{tag['end']}>" if attributes or name not in kept else ""

    return _TAG.sub(cleaned, html).strip()


def _attributes(text: str, page: str, site_url: str) -> Iterator[str]:
    for name, value in _KEPT.findall(text):
        is_address = name in {"href", "src"}
        yield f' {name}="{whole_link(value, page, site_url) if is_address else value}"'


def whole_link(address: str, page: str, site_url: str) -> str:
    """Write an address as it stands on a page of the docs folder (as HTML) as a whole one."""
    if address.startswith("/"):
        return urljoin(site_url, address)
    if is_external(address):
        return address
    path, mark, fragment = address.partition("#")
    path, query_mark, query = path.partition("?")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    if target.endswith(".md"):
        whole = whole_address(site_url, unquote(target))
    else:
        whole = whole_file_address(site_url, unquote(target))
    return f"{whole}{query_mark}{query}{mark}{fragment}"
