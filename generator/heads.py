"""What a page's head says, as the theme prints it (`partials/page-head.html`)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.model import Head


def head_values(head: Head) -> dict[str, object]:
    """Give the values of `page.meta.head`, without the empty ones.

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
        "structured": head.structured,
    }
    return {name: value for name, value in values.items() if value}
