"""What Material's search index says of a generated page, and what divides words in the search.

Material reads the HTML of every page again with Python's HTML parser, which takes longer than
making it. The HTML of generated pages is known to be regular, so that one pass over its tags is
enough and ten times as fast; a test holds the result against Material's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape, unescape
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARKS = r"[\s\u200b\-–—…“”„«»‘’\"'.,:;!?()\[\]/]"
_TAILS = "s t re ve ll d m"
"""What stands behind the apostrophe of a contraction: `doesn’t`, `they’re`."""
_STOP_WORDS = (
    "a an and any are as at be been but by can did do for from get had has have he her his i if "
    "in into is it its just me my no not of on or our she so that the their them then there they "
    "this to up was we were what when which who will with would you your"
)
_TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*)>|([^<]+)")
_ID = re.compile(r' id="([^"]*)"')
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_KEPT = frozenset(("p", "code", "pre", "li", "ol", "ul", "sub", "sup"))
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param")
) | {"source", "track", "wbr"}
_EXCLUDED = ' data-search-exclude=""'


def separator(languages: Sequence[str]) -> str:
    """Give a regular expression, in JavaScript's dialect, of what divides the words of a site.

    Every word that is typed is searched for as the beginning of a word, and whatever has one of
    them is found. So that a whole quotation finds itself first, English words that
    stand everywhere divide words and are none, and so does the end of a contraction. A
    word in capitals (`US`, `WHO`) is a word in any case.
    """
    if list(languages) != ["en"]:
        return f"{_MARKS}+"
    words = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in _STOP_WORDS.split())
    tails = _TAILS.replace(" ", "|")
    ends = f"(?={_MARKS}|$)"
    return f"(?:(?:^|{_MARKS})(?:{words}){ends}|['’](?:{tails}){ends}|{_MARKS})+"


@dataclass
class Section:
    """A heading with what stands below it; Material's index makes an entry of each."""

    depth: float
    id: str | None = None
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


def sections(html: str) -> list[Section]:
    """Divide a generated page's HTML as Material's search does."""
    return _Reader().read(html)


class _Reader:
    """One pass over the tags; `open` are the elements that are open."""

    def __init__(self) -> None:
        self.found: list[Section] = []
        self.section = Section(0)
        self.open: list[str] = []
        self.heading = 0  # how many elements are open with the heading that is being read
        self.skipped = 0  # how many elements are open with the one that is left out

    def read(self, html: str) -> list[Section]:
        for token in _TOKEN.finditer(html):
            closing, tag, attributes, text = token.groups()
            if text is not None:
                self._text(text)
            elif closing:
                self._end(tag)
            elif tag not in _VOID:
                self._start(tag, attributes)
        return self.found

    def _start(self, tag: str, attributes: str) -> None:
        self.open.append(tag)
        if tag in _HEADINGS and (name := _ID.search(attributes)):
            if tag != "h1" and not self.found:
                self.found.append(Section(len(self.open)))
            identifier = unescape(name[1]) if self.found else None
            self.section = Section(len(self.open), identifier)
            self.found.append(self.section)
            self.heading = len(self.open)
        if not self.found:
            self.section = Section(0)
            self.found.append(self.section)
        if self.skipped:
            return
        if _EXCLUDED in attributes:
            self.skipped = len(self.open)
        elif tag in _KEPT:
            self._data().append(f"<{tag}>")

    def _end(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            return
        if self.section.depth > len(self.open):
            for section in reversed(self.found):
                if section.depth <= len(self.open):
                    self.section.depth = inf
                    self.section = section
                    break
        depth = len(self.open)
        self.open.pop()
        if depth == self.skipped:
            self.skipped = 0
        elif tag in _KEPT and not self.skipped:
            _close(self._data(), tag)
        if depth == self.heading:
            self.heading = 0

    def _text(self, text: str) -> None:
        if self.skipped:
            return
        if not self.found:
            self.section = Section(0)
            self.found.append(self.section)
        if "&" in text:
            text = escape(unescape(text), quote=False)
        if "pre" not in self.open:
            text = " " if text.isspace() else text.replace("\n", " ")
        data = self._data()
        repeated = text.isspace() and data and data[-1].isspace() and "pre" not in self.open
        if self.heading or not repeated:
            data.append(text)

    def _data(self) -> list[str]:
        return self.section.title if self.heading else self.section.text


def _close(data: list[str], tag: str) -> None:
    """Close an element, or take it back if nothing stands in it."""
    opening = f"<{tag}>"
    if opening not in data:
        return
    first = data.index(opening)
    if all(piece.isspace() for piece in data[first + 1 :]):
        del data[first:]
    else:
        data.append(f"</{tag}>")
