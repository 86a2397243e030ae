"""What RFC 4287 (Atom) and JSON Feed 1.1 demand of a feed; each function gives what is broken."""

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
LANGUAGE = re.compile(r"([A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)?")
ONCE = {"id", "title", "updated"}
AT_MOST_ONCE = {
    "feed": ONCE | {"generator", "icon", "logo", "rights", "subtitle"},
    "entry": ONCE | {"content", "published", "rights", "source", "summary"},
}
CHILDREN = {
    "feed": AT_MOST_ONCE["feed"] | {"author", "category", "contributor", "link", "entry"},
    "entry": AT_MOST_ONCE["entry"] | {"author", "category", "contributor", "link"},
}
TEXTS = {"title", "subtitle", "summary", "rights"}


def elements(xml: bytes | Path) -> ET.Element:
    """Read the XML that a test has made itself."""
    assert isinstance(xml, bytes)
    return ET.fromstring(xml)  # noqa: S314


def atom_problems(xml: bytes) -> list[str]:
    """Check a feed by the rules of RFC 4287 (the numbers are those of its sections)."""
    root = elements(xml)
    if root.tag != f"{ATOM}feed":
        return [f"the document is no feed: {root.tag} (2)"]
    problems = list(_atom_container(root, "feed"))
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        problems += _atom_container(entry, "entry")
        if root.find(f"{ATOM}author") is None and entry.find(f"{ATOM}author") is None:
            problems.append("nobody is named as author (4.1.1)")
    ids = Counter(entry.findtext(f"{ATOM}id") for entry in entries)
    problems += [f"two entries have the id {name} (4.1.1)" for name, n in ids.items() if n > 1]
    if not [link for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]:
        problems.append("the feed does not say where it is (4.1.1)")
    return problems


def _atom_container(element: ET.Element, kind: str) -> Iterator[str]:
    names = Counter(child.tag.removeprefix(ATOM) for child in element)
    yield from (f"{kind} lacks {name} (4.1)" for name in sorted(ONCE) if not names[name])
    yield from (f"{kind} has {name} twice (4.1)" for name in AT_MOST_ONCE[kind] if names[name] > 1)
    yield from (f"{kind} must not hold {name}" for name in names.keys() - CHILDREN[kind])
    if not LANGUAGE.fullmatch(element.get(XML_LANG, "")):
        yield f"{kind} has no language tag (2)"
    alternates = Counter(
        (link.get("type"), link.get("hreflang"))
        for link in element.findall(f"{ATOM}link")
        if link.get("rel", "alternate") == "alternate"
    )
    yield from (
        f"{kind} has two alternates {what} (4.1)" for what, n in alternates.items() if n > 1
    )
    if kind == "entry" and not names["content"] and not alternates:
        yield "an entry without content needs an alternate (4.1.2)"
    for child in element:
        yield from _atom_child(child, child.tag.removeprefix(ATOM))


def _atom_child(child: ET.Element, name: str) -> Iterator[str]:
    text = child.text or ""
    if name == "id" and not _is_whole(text):
        yield f"the id {text!r} is not an absolute IRI (4.2.6)"
    elif name in {"updated", "published"} and not _is_moment(text):
        yield f"{name} {text!r} is no date (3.3)"
    elif name in TEXTS and (len(child) or child.get("type", "text") not in {"text", "html"}):
        yield f"{name} is no text (3.1)"
    elif name == "content" and (len(child) or child.get("type") != "html" or not text):
        yield "the content is no escaped HTML (4.1.3)"
    elif name == "link" and not _is_whole(child.get("href", "")):
        yield "a link leads nowhere (4.2.7)"
    elif name == "category" and not child.get("term"):
        yield "a category has no term (4.2.2)"
    elif name in {"author", "contributor"}:
        named = [one.text for one in child.findall(f"{ATOM}name")]
        if len(named) != 1 or not named[0]:
            yield f"{name} has no name (3.2)"


def _is_whole(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.scheme and (parts.netloc or parts.scheme == "urn"))


def _is_moment(text: str) -> bool:
    return bool(MOMENT.fullmatch(text) and dt.datetime.fromisoformat(text))


FEED_FIELDS: Mapping[str, type] = {
    "version": str, "title": str, "home_page_url": str, "feed_url": str, "description": str,
    "user_comment": str, "next_url": str, "icon": str, "favicon": str, "authors": list,
    "language": str, "expired": bool, "hubs": list, "items": list,
}  # fmt: skip
ITEM_FIELDS: Mapping[str, type] = {
    "id": str, "url": str, "external_url": str, "title": str, "content_html": str,
    "content_text": str, "summary": str, "image": str, "banner_image": str, "date_published": str,
    "date_modified": str, "authors": list, "tags": list, "language": str, "attachments": list,
}  # fmt: skip
ADDRESSES = {"home_page_url", "feed_url", "next_url", "icon", "favicon", "url", "image"}


def json_feed_problems(text: bytes) -> list[str]:
    """Check a feed by the rules of JSON Feed 1.1."""
    feed = json.loads(text)
    problems = list(_fields(feed, FEED_FIELDS, {"version", "title", "items"}))
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        problems.append("the version is not that of JSON Feed 1.1")
    for item in feed.get("items", []):
        problems += _fields(item, ITEM_FIELDS, {"id"})
        if not item.keys() & {"content_html", "content_text"}:
            problems.append("an item has no content")
        for name in ("date_published", "date_modified"):
            if name in item and not _is_moment(item[name]):
                problems.append(f"{name} {item[name]!r} is no date")
    ids = Counter(item.get("id") for item in feed.get("items", []))
    return problems + [f"two items have the id {name}" for name, n in ids.items() if n > 1]


def _fields(
    values: Mapping[str, Any], known: Mapping[str, type], needed: set[str]
) -> Iterator[str]:
    yield from (f"{name} is missing" for name in sorted(needed - values.keys()))
    for name, value in values.items():
        if name not in known:
            yield f"{name} is no field"
        elif not isinstance(value, known[name]):
            yield f"{name} must be {known[name].__name__}"
        elif name in ADDRESSES and not _is_whole(str(value)):
            yield f"{name} {value!r} is no address"
    for one in values.get("authors", []):
        if not isinstance(one, dict) or not one.keys() & {"name", "url", "avatar"}:
            yield "an author is nobody"
    for one in values.get("tags", []):
        if not isinstance(one, str):
            yield "a tag is no text"
