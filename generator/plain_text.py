"""The words of a body or of an ordinary page as a reader sees them, for the search."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from generator.markdown import without_comments
from generator.reading import collapsed, words_of
from generator.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Body
    from generator.source import Source

_BLOCKS = re.compile(r"\n[ \t]*(?:\n[ \t]*)*\n")
_MARKED = re.compile(r"[][\\`<&*_!#>|~]|^[ \t]*(?:[-+=]|\d+[.)]|[ \t]{4})", re.MULTILINE)
"""What makes a block more than the words that stand in it."""
_TAG = re.compile(r"</?(?P<name>[A-Za-z][\w-]*)[^<>]*>")
_WITHIN_WORDS = frozenset("a abbr b code em i kbd mark s small span strong sub sup u".split())
_UNSEEN = re.compile(r"<(script|style|template)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_DEFINED = re.compile(r"^ {0,3}\[(?P<label>[^]\n]+)\]:.*$", re.MULTILINE)
_LABELLED = re.compile(r"\[(?P<words>[^][\n]+)\](?:\[(?P<label>[^][\n]*)\])?")
_ADMONITION = re.compile(r"^(?:!!!|\?\?\?\+?|===)[ \t]+(?:[\w-]+[ \t]*)*", re.MULTILINE)
_LIST_OF_ATTRIBUTES = re.compile(r"\{:?[ \t]*[#.][^{}\n]*\}")
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_TITLE = re.compile(r"^#[ \t]+(?P<title>.+?)[ \t]*#*$", re.MULTILINE)
_TITLE_ABOVE = re.compile(r"^title:[ \t]*(?P<title>\S.*?)[ \t]*$", re.MULTILINE)


def body_text(source: Source, body: Body) -> str:
    """Give the words of an article or a note: without markup, attributes and comments."""
    cuts = [*body.comments]
    for annotation in body.annotations:
        cuts.append(annotation.markup)
        if not annotation.block:
            start, end = annotation.passage
            cuts += [Span(start - 1, start), Span(end, annotation.markup.start)]
    return _words(_without(source.text, body.span, sorted(cuts)))


def page_title(text: str) -> str:
    """Give the title of an ordinary page: of its front matter, or else its first heading."""
    return page_text(text)[0]


def page_text(text: str) -> tuple[str, str]:
    """Give the title (or nothing, where there is none) and the words of an ordinary page.

    Such pages are MkDocs' own Markdown: what only its extensions know is read as what it shows.
    """
    text = text.replace("\r\n", "\n")
    front = _FRONT_MATTER.match(text)
    above = _TITLE_ABOVE.search(front[0]) if front else None
    text = _UNSEEN.sub(" ", without_comments(text[front.end() :] if front else text))
    heading = _TITLE.search(text)
    if heading:
        text = text[: heading.start()] + text[heading.end() :]
    text = _TAG.sub(_between, _words(_LIST_OF_ATTRIBUTES.sub("", _ADMONITION.sub("", text))))
    text = "\n".join(filter(None, map(collapsed, text.split("\n"))))
    title = above["title"].strip("\"'") if above else _words(heading["title"]) if heading else ""
    return _LIST_OF_ATTRIBUTES.sub("", title).strip(), text


def _between(tag: re.Match[str]) -> str:
    return "" if tag["name"].lower() in _WITHIN_WORDS else " "


def _without(text: str, span: Span, cuts: list[Span]) -> str:
    parts: list[str] = []
    position = span.start
    for start, end in cuts:
        if end > position:
            parts.append(text[position : max(start, position)])
            position = end
    return "".join([*parts, text[position : span.end]])


def _words(markdown: str) -> str:
    labels = frozenset(found["label"].casefold() for found in _DEFINED.finditer(markdown))
    blocks = _BLOCKS.split(_DEFINED.sub("", markdown) if labels else markdown)
    return "\n".join(filter(None, (_block(block, labels) for block in blocks)))


def _block(block: str, labels: frozenset[str]) -> str:
    """Give the words of a block; most are plain and need no parser."""
    if not _MARKED.search(block):
        return collapsed(block)
    return collapsed(" ".join(_texts(block, labels)))


def _texts(block: str, labels: frozenset[str]) -> Iterator[str]:
    def without_label(found: re.Match[str]) -> str:
        is_link = (found["label"] or found["words"]).casefold() in labels
        return found["words"] if is_link else found[0]

    for token in _parser().parse(block):
        if token.type == "inline":
            text = words_of(token.children or [])
        elif token.type in {"fence", "code_block", "html_block"}:
            text = without_comments(token.content)
        else:
            continue
        yield _LABELLED.sub(without_label, text) if labels else text


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")
