"""Where passages stand in the text of a published page: its HTML -> words, positions, surroundings.

The text is what `textContent` gives of an element: all text in it, white space as it is. Passages
are counted in the element with the article's body, `BODY`; there is no other place for them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from generator.commonmark import around_body, render_body, render_stretch
from generator.markdown import NOT_IN_XML

if TYPE_CHECKING:
    from collections.abc import Iterator

BODY = ".b-article > .b-body"
"""The element that positions are counted in, as a selector of CSS."""
_BODY_OPENS = re.compile(r'<div class="b-body"[^<>]*>\s*\Z')
_NEAR = 24
"""The fewest characters told of what stands before and behind a passage."""
_TAG = re.compile("<[^>]*>")
_BREAK_IN_PRE = re.compile(r"(<pre\b[^<>]*>)\n")
_EDGE = re.compile(
    r'<p>(?=<a class="b-to-card"| <small class="b-noted")|<a class="b-to-card"'
    r"|<(?P<end>/?)(?P<name>span|blockquote)\b(?P<attributes>[^<>]*)>"
)
"""Where a passage may begin or end, and where what follows its words begins."""
_PASSAGE = re.compile(r' class="b-passage [^"]*" id="(?P<id>[^"]*)"')
_JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
_SKIN = range(0x1F3FB, 0x1F400)


class Place(NamedTuple):
    """A stretch of the body's text, and as much of the text around it as makes it the only one."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass
class _Opened:
    """An element that is open; `name` is empty if it is no passage, `end` where its words end."""

    name: str
    start: int
    end: int | None = None


def places_on(markdown: str) -> dict[str, Place]:
    """Find the passages of a briefing's page, by the ids of their elements.

    Where a template of the site's owner does not put the body into its element, there are none.
    """
    parts = around_body(markdown)
    if not parts or not _BODY_OPENS.search(parts.before):
        return {}
    html = _as_published(render_body(parts.body, parts.back))
    text = "\n" + _plain(html)
    # Of the rest of the page only the words matter here, so the cost of rendering it is saved.
    page = _Page(text, (_plain(parts.before), _plain(parts.after)), parts.before)
    return {
        name: Place(start, end, text[start:end], *page.around(start, end))
        for name, start, end in _stretches(html, text)
    }


def text_of(html: str) -> str:
    """Give the text of XHTML as browsers have it once it is published."""
    return _plain(_as_published(html))


def _as_published(html: str) -> str:
    """Leave out the characters that do not reach a page."""
    if "<pre" in html:
        html = _BREAK_IN_PRE.sub(r"\1", html)
    return NOT_IN_XML.sub("", html).replace("\r\n", "\n").replace("\r", "\n")


def _plain(html: str) -> str:
    return unescape(_TAG.sub("", html) if "<" in html else html)


def _stretches(html: str, text: str) -> Iterator[tuple[str, int, int]]:
    """Give the id, start and end of the words of each passage, without what is said of it."""
    opened: list[_Opened] = []
    position, seen = 1, 0
    for edge in _EDGE.finditer(html):
        position += len(_plain(html[seen : edge.start()]))
        seen = edge.start()
        if not edge["name"]:
            if opened:
                opened[-1].end = position
        elif not edge["end"]:
            found = _PASSAGE.match(edge["attributes"])
            opened.append(_Opened(found["id"] if found else "", position))
        else:
            passage = opened.pop()
            if passage.name:
                end = position if passage.end is None else passage.end
                yield passage.name, *_trimmed(text, passage.start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \n":
        start += 1
    while start < end and text[end - 1] in " \n":
        end -= 1
    return start, end


@dataclass(frozen=True)
class _Page:
    """The text of a body, the words of the rest of its page, and the Markdown before it."""

    text: str
    rest: tuple[str, str]
    markdown_before: str

    def around(self, start: int, end: int) -> tuple[str, str]:
        """Give the text before and behind a stretch that together make it the only one."""
        text, near = self.text, _NEAR
        while near < 2 * len(text):
            first = _whole(text, max(0, start - near))
            last = _whole(text, min(len(text), end + near))
            if self._once(text[first:last]):
                return text[first:start], text[end:last]
            near *= 2
        return self._beyond() + text[:start], text[end:]

    def _once(self, words: str) -> bool:
        """Whether words stand on the page once."""
        before, after = self.rest
        again = self.text.find(words, self.text.find(words) + 1) >= 0
        return not (again or words in before or words in after)

    def _beyond(self) -> str:
        """Give text before a body whose whole text stands elsewhere on the page as well."""
        before = text_of(render_stretch(self.markdown_before)).removesuffix("\n")
        near = _NEAR
        while near < len(before):
            found = before[_whole(before, len(before) - near) :]
            if not any(found + self.text in words for words in self.rest):
                return found
            near *= 2
        return before


def _whole(text: str, at: int) -> int:
    """Move a cut before the whole character that it would divide."""
    while 0 < at < len(text) and (
        unicodedata.category(text[at]).startswith("M")
        or text[at] in _JOINERS
        or text[at - 1] in _JOINERS
        or ord(text[at]) in _SKIN
    ):
        at -= 1
    return at
