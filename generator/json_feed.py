"""Feeds in the format JSON Feed, version 1.1 (jsonfeed.org)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.feeds import JSON_FEED
from generator.json_text import compact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.feeds import Feed, Item

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed, items: dict[str, str]) -> bytes:
    """Write a feed; `items` remembers those written before, by their stems."""
    for item in feed.items:
        if item.stem not in items:
            items[item.stem] = _written(_item(item))
    head = _written(
        {
            "version": VERSION,
            "title": _line(feed.title),
            "home_page_url": feed.address,
            "feed_url": feed.file_address(JSON_FEED),
            "description": _line(feed.description),
            "language": feed.language,
            "authors": [{"name": _line(feed.author)}],
        }
    )
    listed = ",\n".join(items[item.stem] for item in feed.items)
    return f'{head[:-1]},"items":[\n{listed}\n]}}\n'.encode()


def _item(item: Item) -> dict[str, object]:
    return {
        "id": item.id,
        "url": item.address,
        "title": _line(item.title),
        "summary": _line(item.summary),
        "content_html": item.content,
        "date_published": item.published,
        "date_modified": item.updated,
        "language": item.language,
        "image": item.image,
        "authors": [{"name": _line(name)} for name in item.authors],
        "tags": [_line(name) for _, name in item.topics],
    }


def _line(text: str) -> str:
    return " ".join(text.split())


def _written(values: Mapping[str, object]) -> str:
    """Write an object without what is empty."""
    return compact({name: value for name, value in values.items() if value})
