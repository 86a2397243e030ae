"""Ordinary pages: which files they are, and links from them to authors' files.

Ordinary pages are MkDocs' own Markdown and go to it as text, so this works on text: destinations
are found where they are not part of code or comments, and those that lead to an author's file are
written anew. Nothing else changes.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from generator.model import Link
from generator.source import Span
from generator.targets import BROKEN, relative, relative_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DESTINATION = re.compile(
    r"\]\(\s*(?:<(?P<angle>[^<>\n]+)>|(?P<inline>[^\s<>\"'()]+))"
    r"|^ {0,3}\[[^\[\]^\n][^\[\]\n]*\]:\s*<?(?P<reference>[^\s<>\"'()]+)"
    r"|<a\b[^<>]*?\shref=[\"']?(?P<html>[^\s<>\"'()]+)",
    re.MULTILINE,
)
_OPENING = re.compile(
    r"^<!-- (?P<stretch>briefing [0-9a-f]{16}) -->[ \t]*$"
    r"|(?P<comment><!--)"
    r"|<(?P<raw>pre|script|style|textarea)\b"
    r"|^[ \t>]*(?P<fence>`{3,}(?![^\n]*`)|~{3,})"
    r"|(?<![`\\])(?P<ticks>`+)",
    re.MULTILINE,
)
"""What begins a generated stretch, a comment, or code of any kind."""
_CLOSING = {
    "stretch": "^<!-- /{} -->",
    "comment": "-->",
    "raw": "</{}>",
    "fence": "^[ \\t>]*{}[`~]*[ \\t]*$",
    "ticks": "(?<!`){}(?!`)",
}
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_CODE_LINE = re.compile(r"(?: {4}|\t)\s*\S")
_OPENS_A_BLOCK = re.compile(r" {0,3}(?:[-*+]|\d+[.)]|!!!|\?\?\?\+?|===|:|\[\^[^\]]+\]:)\s")
"""A list, a box, a tab, a definition or a footnote: what is indented below it is no code."""
_ANNOTATION = re.compile(r"\] ?(?P<attributes>\{[^{}\n]*\.(?:quote|said|fact|gap)\b[^{}\n]*\})")
_HOME_MARKER = re.compile(r"<!--\s*briefings\s*-->", re.IGNORECASE)
_MARKDOWN = (".md", ".markdown")


def is_left_out(path: str, left_out: frozenset[str]) -> bool:
    """Whether a path in the content folder, or a folder that it lies in, is not published."""
    while path and path not in left_out:
        path = posixpath.dirname(path)
    return bool(path)


def prose(text: str) -> str:
    """Give a page's text with NUL characters for code, comments and generated stretches.

    Every character keeps its place, and white space stays, since what follows depends on it.
    """
    parts: list[str] = []
    position = 0
    for start, end in _left_alone(text):
        parts += [text[position:start], re.sub(r"\S", "\0", text[start:end])]
        position = end
    text = "".join([*parts, text[position:]])
    return "\n".join(_without_indented_code(text.split("\n")))


def _left_alone(text: str) -> Iterator[Span]:
    """Find what is no prose. What is never closed is looked for once, and is text."""
    position = 0
    unclosed: set[str] = set()
    while opened := _OPENING.search(text, position):
        kind = str(opened.lastgroup)
        value, position = opened[kind], opened.end()
        pattern = _CLOSING[kind].format(re.escape(value))
        if pattern in unclosed:
            continue
        behind = _PARAGRAPH_END.search(text, position) if kind == "ticks" else None
        limit = behind.start() if behind else len(text)
        closed = re.compile(pattern, re.MULTILINE).search(text, position, limit)
        if closed or kind == "fence":
            position = closed.end() if closed else limit
            yield Span(opened.start(), position)
        elif kind != "ticks":
            unclosed.add(pattern)


def _without_indented_code(lines: list[str]) -> Iterator[str]:
    after_blank, in_block = True, False
    for line in lines:
        is_blank, is_indented = not line.strip(), _CODE_LINE.match(line)
        if is_indented and after_blank and not in_block:
            yield "\0" * len(line)  # the next line may belong to it, so it counts as blank
            continue
        if not is_blank and not is_indented:
            in_block = bool(_OPENS_A_BLOCK.match(line)) or (in_block and not after_blank)
        after_blank = is_blank
        yield line


def home_marker(text: str) -> Span | None:
    """Find the comment `<!-- briefings -->`, outside of code, that marks the place of the list."""
    return next((span for span in _left_alone(text) if _HOME_MARKER.fullmatch(text, *span)), None)


def annotation_in(text: str) -> Span | None:
    """Find the attributes of the first passage that is annotated as in an article."""
    found = _ANNOTATION.search(prose(text))
    return Span(*found.span("attributes")) if found else None


def links_of(text: str) -> Iterator[Link]:
    """Find the links and images of a page that lead to files.

    Addresses that begin with `/` or end without a file's name are for MkDocs to judge, and so is
    HTML, but for links to Markdown files, which nobody else would lead to their pages.
    """
    for found, span in _destinations(text):
        destination = text[span.start : span.end]
        path = unquote(re.split("[?#]", destination, maxsplit=1)[0])
        is_file = "." in path.rpartition("/")[2].strip(".") and not path.startswith("/")
        if found["html"] and not path.endswith(_MARKDOWN):
            continue
        if is_file:
            yield Link(destination, span)


def _destinations(text: str) -> Iterator[tuple[re.Match[str], Span]]:
    for found in _DESTINATION.finditer(prose(text)):
        group = next(n for n in ("angle", "inline", "reference", "html") if found[n])
        yield found, Span(*found.span(group))


def map_links(text: str, path: str, targets: Mapping[str, str]) -> str:
    """Lead the links of the page at `path` on; `targets` maps destinations to the docs folder."""
    if not targets:
        return text
    parts: list[str] = []
    position = 0
    for found, span in _destinations(text):
        target = targets.get(text[span.start : span.end])
        if target is None:
            continue
        if found["html"] and target != BROKEN:
            written = relative_address(target, path)
        else:
            written = relative(target, path)
        parts += [text[position : span.start], written]
        position = span.end
    return "".join([*parts, text[position:]])
