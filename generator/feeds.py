"""Which feeds a site has and what is in them: for the site, each story and each topic.

A feed holds the briefings that changed last, so that a correction of an old one reaches readers.
Feeds are made of whole addresses: a site whose address is not known has none.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.addresses import FEEDS, HOME, feed_folder
from generator.lists import topic_page
from generator.model import FeedLink
from generator.slugs import slug
from generator.structured import image_address
from generator.targets import whole_address, whole_file_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.corpus import Corpus, Linked
    from generator.settings import Settings

MOST = 20
"""The most briefings that a feed holds."""
ATOM, JSON_FEED = FEEDS
TYPES = {ATOM: "application/atom+xml", JSON_FEED: "application/feed+json"}
NO_ADDRESS = (
    "`site_url` in mkdocs.yml does not say where the site will stand: it has no feeds, "
    "and search engines are not told what its pages hold."
)
_NAMESPACE = uuid.UUID("8f4cf2c6-6f0f-5f3b-9b8e-2f1d6a0b7c41")
"""For the ids of briefings; any fixed value does, and this one never changes."""


@dataclass(frozen=True)
class Item:
    """A briefing in a feed, in plain text; `content` is HTML.

    `id` says neither where the site stands nor how the briefing is called now: it is made of the
    name under which the briefing was published first.
    """

    stem: str
    id: str
    address: str
    title: str
    summary: str
    published: str
    updated: str
    language: str
    authors: tuple[str, ...] = ()
    topics: tuple[tuple[str, str], ...] = ()
    image: str = ""
    content: str = ""


@dataclass(frozen=True)
class Feed:
    """A feed: `folder` is where its files stand, `address` that of the page that lists the same."""

    folder: str
    title: str
    description: str
    address: str
    updated: str
    language: str
    author: str
    site: str
    items: tuple[Item, ...]

    def file(self, name: str) -> str:
        """Give the path of a file of the feed in the docs folder."""
        return f"{self.folder}{name}"

    def file_address(self, name: str) -> str:
        """Give the address of a file of the feed."""
        return whole_file_address(self.site, self.file(name))


def feeds_of(corpus: Corpus, settings: Settings) -> tuple[Feed, ...]:
    """Give all feeds, that of the site first; a story or topic without briefings has none."""
    if not settings.site_url:
        return ()
    name = settings.site_name
    items = {one.stem: _item(one, settings) for one in corpus.articles}

    def feed(page: str, title: str, description: str, articles: Iterable[Linked]) -> Feed:
        chosen = newest(articles)
        return Feed(
            folder=feed_folder(page),
            title=title,
            description=description,
            address=whole_address(settings.site_url, page),
            updated=max(items[one.stem].updated for one in chosen),
            language=settings.language,
            author=name,
            site=settings.site_url,
            items=tuple(items[one.stem] for one in chosen),
        )

    return tuple(
        feed(page, f"{name}: {title}" if title else name, description, articles)
        for page, title, description, articles in _lists(corpus, settings)
    )


def _lists(corpus: Corpus, settings: Settings) -> Iterator[tuple[str, str, str, Sequence[Linked]]]:
    """Give the pages that have a feed: path, title, description, and the briefings listed there."""
    if corpus.articles:
        yield HOME, "", settings.site_description, corpus.articles
    for key, thread in corpus.threads.items():
        if thread.articles:
            yield f"stories/{key}.md", thread.title, "", thread.articles
    for topic in corpus.topics:
        yield topic_page(topic.key), topic.name, "", topic.articles


def newest(articles: Iterable[Linked]) -> list[Linked]:
    """Choose the briefings that changed last, the newest first."""

    def order(one: Linked) -> tuple[object, ...]:
        fields = one.article.fields
        return fields.last_change, fields.date, one.stem

    return sorted(articles, key=order, reverse=True)[:MOST]


def links(feed: Feed) -> Iterator[FeedLink]:
    """Give the links by which a page points to a feed."""
    for name, kind in TYPES.items():
        yield FeedLink(feed.file(name), kind, feed.title)


def with_contents(feeds: Iterable[Feed], contents: dict[str, str]) -> tuple[Feed, ...]:
    """Put contents of briefings, by their stems, into feeds; a template that fails gives none."""
    return tuple(
        replace(
            feed,
            items=tuple(replace(item, content=contents.get(item.stem, "")) for item in feed.items),
        )
        for feed in feeds
    )


def _item(one: Linked, settings: Settings) -> Item:
    fields = one.article.fields
    topics = dict.fromkeys((slug(topic), topic) for topic in fields.topics)
    return Item(
        stem=one.stem,
        id=permanent_id(fields.formerly[0] if fields.formerly else one.stem),
        address=whole_address(settings.site_url, f"briefings/{one.stem}.md"),
        title=fields.title,
        summary=fields.description or "",
        published=_moment(fields.date.isoformat()),
        updated=_moment(fields.last_change.isoformat()),
        language=fields.lang or settings.language,
        authors=fields.authors,
        image=image_address(one, settings.site_url),
        topics=tuple(topics),
    )


def permanent_id(first_stem: str) -> str:
    """Make an id that stays when a site moves or a briefing changes (RFC 9562, version 5)."""
    return uuid.uuid5(_NAMESPACE, first_stem).urn


def _moment(day: str) -> str:
    """Write a day as the moment that formats of feeds ask for: nothing finer is known."""
    return f"{day}T00:00:00Z"
