"""The stage that makes the files of feeds: feeds and rendered contents of briefings -> bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.atom import atom
from generator.commonmark import unsealed
from generator.feed_content import feed_content
from generator.feeds import ATOM, JSON_FEED, with_contents
from generator.json_feed import json_feed
from generator.views import PageView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.feeds import Feed
    from generator.model import Page

_FOLDER = "feed/"
"""Where contents stand while they are made: no page has such a path, for all end in `.md`."""


def content_views(feeds: Iterable[Feed], views: Iterable[PageView]) -> Iterator[PageView]:
    """Give what is to be rendered for feeds: each briefing that is in one, once."""
    stems = {item.stem for feed in feeds for item in feed.items}
    for view in views:
        stem = _stem(view.path)
        if stem in stems and "briefing" in view.values:
            yield PageView(
                "feed.md.jinja",
                f"{_FOLDER}{stem}",
                view.title,
                view.values,
                language=view.language,
            )


def is_content(page: Page) -> bool:
    """Whether what was rendered is no page but the content of a briefing in feeds."""
    return page.path.startswith(_FOLDER) and not page.path.endswith(".md")


def feed_files(feeds: Iterable[Feed], rendered: Iterable[Page], site_url: str) -> dict[str, bytes]:
    """Write all feeds; each briefing is written once, however many feeds it is in."""
    contents = {}
    for page in rendered:
        stem = page.path.removeprefix(_FOLDER)
        contents[stem] = feed_content(unsealed(page.markdown), f"briefings/{stem}.md", site_url)
    entries: dict[str, str] = {}
    items: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for feed in with_contents(feeds, contents):
        files[feed.file(ATOM)] = atom(feed, entries)
        files[feed.file(JSON_FEED)] = json_feed(feed, items)
    return files


def _stem(path: str) -> str:
    return path.removeprefix("briefings/").removesuffix(".md")
