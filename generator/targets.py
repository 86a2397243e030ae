"""Where the links of authors lead: from a file in the content folder to a page of the site."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from generator.addresses import ALWAYS
from generator.anchors import Anchors
from generator.diagnostics import Code, Diagnostic, diagnose, did_you_mean, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.corpus import Linked
    from generator.model import Link
    from generator.source import Source

BROKEN = "briefing:none"
"""Destination of a link that leads nowhere: shown as plain text."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def is_external(destination: str) -> bool:
    """Whether a destination is an address, not a file of the site."""
    return _SCHEME.match(destination) is not None


@dataclass(frozen=True)
class Targets:
    """What links can lead to.

    `pages` maps authors' files (relative to the content folder) to generated pages, `anchors`
    the files of articles to their anchors; `files` are ordinary pages and assets; `drafts`
    are files that exist but are not published; `silent` are files that could not be
    read, of which nothing is said a second time; `made` are generated pages, where links may name
    them.
    """

    pages: Mapping[str, str]
    anchors: Mapping[str, Anchors]
    files: frozenset[str]
    drafts: frozenset[str]
    silent: frozenset[str]
    made: frozenset[str] = frozenset(ALWAYS)

    def resolve(self, source: Source, link: Link) -> tuple[str | None, Diagnostic | None]:
        """Give the target of a link in the docs folder, and what is wrong with it.

        The target is None where the destination is to stay as it is written: it is an address, or
        leads nowhere. It is `BROKEN` where it leads to a file that is not published, and the page
        alone where only its anchor is wrong.
        """
        destination = link.destination
        if _SCHEME.match(destination):
            return None, None
        path, mark, fragment = destination.partition("#")
        path, query_mark, query = path.partition("?")
        if path.startswith("/"):
            message = f"the link `{destination}` begins with `/`, which breaks in a sub-folder"
            return self._broken(source, link, message, "Write it relative to this file.")
        here = source.content_path
        folder = posixpath.dirname(here)
        target = posixpath.normpath(posixpath.join(folder, unquote(path))) if path else here
        if target in self.silent:
            return BROKEN, None
        page = self._page(target)
        if not page:
            hidden = target in self.drafts
            _, problem = self._broken(source, link, *self._missing(path, target, folder))
            return BROKEN if hidden else None, problem
        if fragment and target in self.anchors:
            anchor = self.anchors[target].find(unquote(fragment))
            if not anchor:
                hint = did_you_mean(unquote(fragment), self.anchors[target].known)
                message = f"there is no annotation, question or heading `#{fragment}`"
                return (page if path else None), self._broken(source, link, message, hint)[1]
            fragment = anchor
        return f"{page}{query_mark}{query}{mark}{fragment}", None

    def _page(self, target: str) -> str:
        """Give the page or file in the docs folder that a path in the content folder leads to."""
        if target in self.pages:
            return self.pages[target]
        return target if target in self.files or target in self.made else ""

    def _missing(self, path: str, target: str, folder: str) -> tuple[str, str]:
        """Say why a link leads nowhere, and what may have been meant."""
        if target in self.drafts:
            return f"`{path}` is a draft and is not published", ""
        name = target.rpartition("/")[2]
        name = name if name in self._by_name else nearest(name, self._by_name)
        same = self._by_name.get(name, [])
        near = sorted(posixpath.relpath(file, folder or ".") for file in same)
        hint = f"Did you mean `{near[0]}`?" if near else ""
        return f"there is no file `{path}`", hint

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        for file in sorted((*self.pages, *self.files)):
            names.setdefault(file.rpartition("/")[2], []).append(file)
        return names

    @staticmethod
    def _broken(source: Source, link: Link, message: str, hint: str) -> tuple[None, Diagnostic]:
        return None, diagnose(Code.LINK_BROKEN, source, link.span, message, hint)


def image_of(one: Linked) -> str:
    """Give the path in the docs folder of an article's picture, if it has one that is published."""
    image = one.article.fields.image
    target = one.targets.get(image.src, "") if image else ""
    return "" if target == BROKEN else target


def relative(target: str, page: str) -> str:
    """Write a target in the docs folder as a link on a page there."""
    if _SCHEME.match(target):
        return target
    path, mark, fragment = target.partition("#")
    if path == page and mark:
        return f"#{fragment}"
    folder, _, name = path.rpartition("/")
    return _way(folder, page.rpartition("/")[0]) + _coded(name) + mark + fragment


def relative_address(target: str, page: str) -> str:
    """Write a target as an address relative to a page's own, for links in HTML."""
    path, mark, fragment = target.partition("#")
    return _way(address_of(path), address_of(page)) + mark + fragment


def address_of(path: str) -> str:
    """Give the folder of the site that a page of the docs folder becomes."""
    folder, _, name = path.removesuffix(".md").rpartition("/")
    return folder if name == "index" else posixpath.join(folder, name)


def whole_address(site_url: str, path: str) -> str:
    """Give the address on the web of a page of the docs folder."""
    folder = address_of(path)
    return whole_file_address(site_url, f"{folder}/" if folder else "")


def whole_file_address(site_url: str, path: str) -> str:
    """Give the address on the web of a file, or of a folder of the site."""
    return f"{site_url.rstrip('/')}/{_coded(path)}"


@lru_cache(maxsize=10_000)
def _way(folder: str, start: str) -> str:
    """Write the way from one folder to another, with its last slash."""
    way = posixpath.relpath(f"/{folder}", f"/{start}")
    return "" if way == "." else _coded(way) + "/"


@lru_cache(maxsize=10_000)
def _coded(path: str) -> str:
    return quote(path, safe="/?=&%:@+,;!$~()*'")
