"""Feeds in the Atom Syndication Format (RFC 4287)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from generator.feeds import ATOM, TYPES
from generator.markdown import NOT_IN_XML
from generator.targets import whole_file_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.feeds import Feed, Item


def atom(feed: Feed, entries: dict[str, str]) -> bytes:
    """Write a feed; `entries` remembers those written before, by their stems."""
    for item in feed.items:
        if item.stem not in entries:
            entries[item.stem] = "".join(_entry(item, feed))
    lines = (*_head(feed), *(entries[item.stem] for item in feed.items), "</feed>\n")
    return "".join(lines).encode()


def _head(feed: Feed) -> Iterator[str]:
    own = feed.file_address(ATOM)
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_attribute(feed.language)}>\n'
    yield f"<id>{_text(own)}</id>\n<title>{_text(feed.title)}</title>\n"
    if feed.description:
        yield f"<subtitle>{_text(feed.description)}</subtitle>\n"
    yield f"<updated>{feed.updated}</updated>\n"
    yield f'<link rel="self" type="{TYPES[ATOM]}" href={_attribute(own)}/>\n'
    yield f'<link rel="alternate" type="text/html" href={_attribute(feed.address)}/>\n'
    yield f"<author><name>{_text(feed.author)}</name></author>\n"


def _entry(item: Item, feed: Feed) -> Iterator[str]:
    yield f"<entry xml:lang={_attribute(item.language)}>\n"
    yield f"<id>{item.id}</id>\n<title>{_text(item.title)}</title>\n"
    yield f"<published>{item.published}</published>\n<updated>{item.updated}</updated>\n"
    yield f'<link rel="alternate" type="text/html" href={_attribute(item.address)}/>\n'
    for name in item.authors:
        yield f"<author><name>{_text(name)}</name></author>\n"
    scheme = _attribute(whole_file_address(feed.site, "topics/"))
    for key, name in item.topics:
        yield f"<category scheme={scheme} term={_attribute(key)} label={_attribute(name)}/>\n"
    if item.summary:
        yield f"<summary>{_text(item.summary)}</summary>\n"
    yield f'<content type="html">{_legal(escape(item.content))}</content>\n</entry>\n'


def _text(text: str) -> str:
    """Write a text on one line; characters that XML cannot hold are left out."""
    return _legal(escape(" ".join(text.split())))


def _attribute(text: str) -> str:
    return _legal(quoteattr(" ".join(text.split())))


def _legal(text: str) -> str:
    return NOT_IN_XML.sub("", text)
