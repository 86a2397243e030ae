"""What the heads of pages say, and how the theme gets it (`partials/page-head.html`)."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from generator import structured
from generator.addresses import annotations_file, feed_folder
from generator.feeds import feeds_of, links
from generator.model import Head

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.corpus import Linked, Speaker
    from generator.feeds import Feed
    from generator.model import FeedLink
    from generator.shelf import Shelf
    from generator.structured import Node
    from generator.views import PageView


def with_heads(shelf: Shelf, views: Iterable[PageView]) -> Iterator[PageView]:
    """Give pages their heads."""
    feeds = {feed.folder: feed for feed in feeds_of(shelf.corpus, shelf.settings)}
    for view in views:
        folder, _, name = view.path.removesuffix(".md").rpartition("/")
        one = shelf.by_stem.get(name) if folder == "briefings" else None
        speaker = shelf.corpus.speakers.get(name) if folder == "people" else None
        head = _of_briefing(shelf, one) if one else Head(kind="profile" if speaker else "")
        node = _node(shelf, view, one, speaker) if shelf.settings.site_url else None
        yield replace(
            view,
            head=replace(
                head,
                feeds=tuple(_feeds(feeds, view.path, one)),
                structured=node or {},
            ),
        )


def _of_briefing(shelf: Shelf, one: Linked) -> Head:
    fields = one.article.fields
    annotated = one.article.body.annotations and "article" in shelf.settings.sections
    return Head(
        kind="article",
        published=fields.date.isoformat(),
        modified=fields.last_change.isoformat(),
        language=fields.lang or "",
        authors=fields.authors,
        section=shelf.corpus.threads[fields.story].title if fields.story else "",
        topics=fields.topics,
        annotations=annotations_file(one.stem) if annotated else "",
    )


def _node(shelf: Shelf, view: PageView, one: Linked | None, speaker: Speaker | None) -> Node:
    """Describe a page for machines."""
    if one:
        return structured.briefing(shelf, one)
    if speaker:
        return structured.profile(shelf, speaker, view.path, view.date)
    if view.path == "index.md":
        return structured.site(shelf)
    return structured.listing(shelf, view.path, view.title, view.date)


def _feeds(feeds: dict[str, Feed], path: str, one: Linked | None) -> Iterator[FeedLink]:
    """Point to the feed of what a page lists, or of its story, and to that of the whole site."""
    story = one.article.fields.story if one else None
    for page in dict.fromkeys((f"stories/{story}.md" if story else path, "index.md")):
        if feed := feeds.get(feed_folder(page)):
            yield from links(feed)


def head_values(head: Head) -> dict[str, object]:
    """Give the values of `page.meta.briefing_head`, without the empty ones.

    Texts are HTML already, as `page.meta.title` is: the theme's templates print them as they are.
    The JSON-LD is what stands in its element, in which no character reference means anything.
    """
    picture = head.picture
    values: dict[str, object] = {
        "kind": escape(head.kind),
        "published": head.published,
        "modified": head.modified,
        "language": escape(head.language),
        "section": escape(head.section),
        "topics": [escape(topic) for topic in head.topics],
        "image": picture
        and {
            "path": escape(picture.path),
            "width": picture.width,
            "height": picture.height,
            "alt": escape(picture.alt),
        },
        "feeds": [
            {"path": escape(feed.path), "type": feed.type, "title": escape(feed.title)}
            for feed in head.feeds
        ],
        "annotations": escape(head.annotations),
        "structured": structured.script(head.structured) if head.structured else "",
    }
    return {name: value for name, value in values.items() if value}
