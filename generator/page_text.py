"""The text of a saved page as readers see it: without scripts, comments and what is hidden."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import NamedTuple

_RAW = "script|style|title|iframe|noscript|noembed|noframes|xmp"
_VALUE = r"""[\s]*+(?:"[^"]*+"?|'[^']*+'?|[^\s>]*+)"""
_TOKEN = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<[!?][^>]*+>?|</[^a-z>][^>]*+>?|</>"
    rf"|<(?P<raw>{_RAW})(?=[\s/>])(?:={_VALUE}|[^=>])*+>?.*?(?:</(?P=raw)(?=[\s/>])[^>]*+>?|\Z)"
    rf"|<(?P<end>/?)(?P<tag>[a-z][^\s/>]*+)(?P<attributes>(?:={_VALUE}|[^=>])*+)>?"
    r"|(?P<text>[^<]++|<)",
    re.DOTALL | re.IGNORECASE,
)
"""What a page is made of. Whatever is not closed goes on to the end, so each part is read once."""
_ATTRIBUTE = re.compile(rf"(?P<name>[^\s=/>]++)(?:\s*+=(?P<value>{_VALUE}))?")
_UNSEEN_STYLE = re.compile(r"(?:^|;)(?:display:none|visibility:(?:hidden|collapse))(?:$|[;!])")
_LONG_NUMBER = re.compile(r"&#\d{8,}")
_BREAKS = frozenset(
    "address article aside blockquote body br caption dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav "
    "ol option p pre section summary table tbody td tfoot th thead tr ul".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_UNSEEN = frozenset("template del s strike datalist audio video canvas rp".split())
_ITEMS = {
    "li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "td": ("td", "th"), "th": ("td", "th"),
    "tr": ("tr", "td", "th"),
}  # fmt: skip
"""Elements that end where another of them begins, if no list or table begins between them."""
_FEW = 50


class PageText(NamedTuple):
    """The text of a page, and how many divisions stand within each other in it at most."""

    text: str
    depth: int


def page_text(html: str) -> PageText:
    """Give the text of a page; the time grows with its length, whatever is never closed in it."""
    reader = _Reader()
    return PageText(reader.read(html), reader.depth)


class _Reader:
    """Collects the text of a page that readers see.

    `hidden` are the elements that are open from one on that is not shown; `inside` counts them,
    and `around` those that are open around it.
    """

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.hidden: list[str] = []
        self.inside: Counter[str] = Counter()
        self.around: Counter[str] = Counter()
        self.depth = 0

    def read(self, html: str) -> str:
        for token in _TOKEN.finditer(html):
            if token["text"]:
                if not self.hidden:
                    self.pieces.append(_resolved(token["text"]))
            elif token["tag"]:
                tag = token["tag"].lower()
                if token["end"]:
                    self.end(tag)
                else:
                    self.start(tag, token["attributes"])
                if tag in _BREAKS:
                    self.pieces.append("\n")
        return "".join(self.pieces)

    def start(self, tag: str, attributes: str) -> None:
        if self.hidden:
            self.imply_ends(tag)
        elif tag == "sup" and "".join(self.pieces[-1:])[-1:] in {*".,;:!?”’»"}:
            self.pieces.append(" ")  # the number of a note is no decimal place
        if tag in _VOID:
            return
        if self.hidden or _is_unseen(tag, attributes):
            self.hidden.append(tag)
            self.inside[tag] += 1
        elif tag in _BREAKS:
            self.around[tag] += 1
        if tag == "div":
            self.depth = max(self.depth, self.around[tag] + self.inside[tag])

    def imply_ends(self, tag: str) -> None:
        """End the paragraph, item or cell that ends where the tag begins, though unsaid."""
        ending, barriers = _ITEMS.get(tag, ()), {"ul", "ol", "menu", "dl", "table"}
        outermost = ""
        for open_ in self.hidden[: -_FEW - 1 : -1]:
            if open_ in barriers:
                break
            if open_ in ending or (open_ == "p" and tag in _BREAKS and tag != "br"):
                outermost = open_
        if outermost:
            self.close(outermost)

    def end(self, tag: str) -> None:
        if self.inside[tag]:
            self.close(tag)
        elif self.around[tag]:
            self.around[tag] -= 1
            self.hidden.clear()
            self.inside.clear()

    def close(self, tag: str) -> None:
        """End a hidden element with all that is open in it."""
        last = ""
        while last != tag:
            last = self.hidden.pop()
            self.inside[last] -= 1


def _is_unseen(tag: str, attributes: str) -> bool:
    """Whether an element is not shown. Of whole pages that is not believed: scripts show them."""
    if tag in _UNSEEN:
        return True
    lower = attributes.lower()
    if tag in {"html", "body"} or not (tag == "dialog" or "hidden" in lower or "style" in lower):
        return False
    found: dict[str, str] = {}
    for one in _ATTRIBUTE.finditer(lower):
        found.setdefault(one["name"], (one["value"] or "").strip().strip("\"'"))
    style = re.sub(r"\s|/\*.*?(?:\*/|\Z)", "", _resolved(found.get("style", "")))
    shut = tag == "dialog" and "open" not in found
    return shut or "hidden" in found or _UNSEEN_STYLE.search(style) is not None


def _resolved(text: str) -> str:
    """Resolve character references; there are none with a number of many digits."""
    return unescape(_LONG_NUMBER.sub("\N{REPLACEMENT CHARACTER}", text)) if "&" in text else text
