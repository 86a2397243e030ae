"""The Python-Markdown extension `briefing`: generated stretches of a page mean CommonMark.

A stretch stands between two marker lines that share a token nobody can guess:

    <!-- briefing 0123456789abcdef -->
    …CommonMark…
    <!-- /briefing 0123456789abcdef -->

A preprocessor takes it out before Python-Markdown sees it. A tree processor, after everything that
rewrites text, makes elements of it by `render_stretch` and shows the table of contents and
MkDocs' pass over links what concerns them; another one puts all of them in when those are done.

Two things hold for the rest of a page too: a link to `briefing:none` becomes plain text, and no
HTML comment reaches a reader.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import click
from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from generator.commonmark import render_stretch
from generator.markdown import NOT_IN_XML
from generator.targets import BROKEN

if TYPE_CHECKING:
    from collections.abc import Iterator

BEFORE_TABS_ARE_EXPANDED = 60
AFTER_ALL_REWRITING = 5.5  # `smarty` rewrites at 6; the table of contents follows at 5
AFTER_EVERYTHING = -10

_START = re.compile(r"<!-- briefing ([0-9a-f]{16}) -->\s*")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]*;)")
_ENTITY_LIKE = re.compile(r"&(?=(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)
_BREAK_IN_VALUE = re.compile(r'="[^"<\n\t]*[\n\t]')
_VALUE = re.compile(r'="[^"<]*"')
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_NEEDED = {"a": "href", "img": "src"}  # MkDocs' pass over links stops at one without
_HIDDEN = "b-"
_STAND_IN = "b-stretch"
_BOX = "<div>"
_COMMENT = re.compile(
    r"(?P<kept><(?P<raw>script|style|textarea)\b.*?</(?P=raw)>)|<!--.*?-->",
    re.DOTALL | re.IGNORECASE,
)


class StretchError(click.ClickException, ValueError):
    """What a page's template wrote is not well-formed; MkDocs shows the message alone."""


class BriefingExtension(Extension):
    """Takes the stretches out and puts their elements in; one instance a `Markdown`."""

    def __init__(self, **options: object) -> None:
        """Begin without stretches."""
        super().__init__(**options)
        self.stretches: dict[str, str] = {}
        self.boxes: list[ET.Element] = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the processors."""
        take, put, restore = _Take(md), _Put(md), _Restore(md)
        take.stretches = put.stretches = self.stretches
        put.boxes = restore.boxes = self.boxes
        md.preprocessors.register(take, "briefing-take", BEFORE_TABS_ARE_EXPANDED)
        md.treeprocessors.register(put, "briefing-put", AFTER_ALL_REWRITING)
        md.treeprocessors.register(restore, "briefing-restore", AFTER_EVERYTHING)
        md.postprocessors.register(_LeaveOutComments(md), "briefing-comments", AFTER_EVERYTHING)


class _Take(Preprocessor):
    """Leave a paragraph of one word where each stretch stood."""

    stretches: dict[str, str]

    def run(self, lines: list[str]) -> list[str]:
        self.stretches.clear()
        present = {line.rstrip() for line in lines if line.startswith("<!-- /briefing ")}
        kept: list[str] = []
        at = 0
        while at < len(lines):
            start = _START.fullmatch(lines[at])
            end_line = f"<!-- /briefing {start[1]} -->" if start else ""
            end = _find(lines, end_line, at + 1) if start and end_line in present else 0
            if start and end:
                word = f"briefing{start[1]}x{len(self.stretches)}"
                self.stretches[word] = "\n".join(lines[at + 1 : end])
                kept += ["", word, ""]
                at = end + 1
            else:
                kept.append(lines[at])
                at += 1
        return kept


def _find(lines: list[str], wanted: str, start: int) -> int:
    """Index of the first line from `start` on that is the wanted one; 0 if there is none."""
    return next((i for i in range(start, len(lines)) if lines[i].rstrip() == wanted), 0)


class _Put(Treeprocessor):
    """Put a stand-in where each stretch stands: its links, pictures, headings and ids.

    These are what a table of contents and a pass over links look at, and all that they get to see:
    the elements are the stretch's own, so that a new address or id of one is a new one there.
    """

    stretches: dict[str, str]
    boxes: list[ET.Element]

    def run(self, root: ET.Element) -> None:
        self.boxes.clear()
        _make_plain(root)
        missing = dict(self.stretches)
        places = [
            (parent, child)
            for parent in root.iter()
            for child in parent
            if child.tag == "p" and child.text in missing and not len(child)
        ]
        for parent, child in places:
            stretch = missing.pop(child.text or "", None)
            if stretch is not None:
                box = parse(render_stretch(stretch))
                _make_literal(box)
                stand_in = ET.Element(_STAND_IN)
                stand_in.extend(_noticed(box))
                stand_in.tail = child.tail
                parent[list(parent).index(child)] = stand_in
                self.boxes.append(box)
        if missing:
            raise StretchError("A generated stretch stands inside another block of its page.")


class _Restore(Treeprocessor):
    """Put the elements of the stretches where their stand-ins are."""

    boxes: list[ET.Element]

    def run(self, root: ET.Element) -> None:
        places = [
            (parent, child) for parent in root.iter() for child in parent if child.tag == _STAND_IN
        ]
        for (parent, child), box in zip(places, self.boxes, strict=True):
            for element in box.iter():
                if element.tag.startswith(_HIDDEN):
                    element.tag = element.tag.removeprefix(_HIDDEN)
                if element.tag == "a" and "headerlink" in element.get("class", ""):
                    _show_by_style(element)
            _replace(parent, child, box)
        self.boxes.clear()


def _show_by_style(permalink: ET.Element) -> None:
    """Let a style show the sign of a permalink (`toc: {permalink: true}`).

    It is no word of the page: whoever copies words or counts them does not get it.
    """
    permalink.set("data-sign", permalink.text or "")
    permalink.text = None


class _LeaveOutComments(Postprocessor):
    """Leave out the comments of ordinary pages; in a script the same signs are no comment."""

    def run(self, text: str) -> str:
        return _COMMENT.sub(lambda found: found["kept"] or "", text)


def _make_plain(root: ET.Element) -> None:
    """Make links that lead nowhere, and pictures that are not there, text."""
    for element in root.iter():
        if BROKEN in {element.get("href"), element.get("src")}:
            element.text = element.get("alt", "") if element.tag == "img" else element.text
            element.tag = "span"
            element.attrib = {"class": "b-broken"}


def _noticed(box: ET.Element) -> Iterator[ET.Element]:
    """Give what must be noticed of a stretch: links, pictures, headings, and ids of all else."""
    for element in box:
        tag = element.tag
        in_contents = tag in _HEADINGS and element.attrib.pop("data-toc", "") != "no"
        if in_contents or tag in _NEEDED:
            yield element
            continue
        if "id" in element.attrib:
            yield ET.Element("i", {"id": element.attrib["id"]})
        yield from _noticed(element)


def parse(xhtml: str) -> ET.Element:
    """Read well-formed XHTML into an element that holds it; raises `StretchError`."""
    text = NOT_IN_XML.sub("", xhtml)
    text = _NAMED.sub(lambda found: html5.get(found[1], found[0]), text)
    if _BREAK_IN_VALUE.search(text):  # XML reads a line break in a value as a space
        text = _VALUE.sub(lambda value: _keep_breaks(value[0]), text)
    try:
        return ET.XML(f"{_BOX}{text}</div>")
    except ET.ParseError as error:
        line, column = error.position
        column -= len(_BOX) if line == 1 else 0
        near = text.split("\n")[line - 1][max(0, column - 60) : column + 60].strip()
        reason = str(error).partition(":")[0]
        raise StretchError(
            f"A page's template did not write well-formed HTML ({reason}), "
            f"line {line} of the stretch, near column {column + 1}: {near}"
        ) from error


def _keep_breaks(value: str) -> str:
    return value.replace("\n", "&#10;").replace("\t", "&#9;")


def _make_literal(box: ET.Element) -> None:
    """Keep Python-Markdown from reading anything into the texts of these elements."""
    for element in box.iter():
        tag = element.tag
        if "}" in tag:  # `xmlns` of an inline picture: HTML knows these names without it
            element.tag = tag = tag.rpartition("}")[2]
        if tag in _NEEDED and _NEEDED[tag] not in element.attrib:
            element.tag = _HIDDEN + tag
        if element.text and "&" in element.text:
            element.text = _literal(element.text)
        if element.tail and "&" in element.tail:
            element.tail = _literal(element.tail)
        for name, value in element.items():
            if "&" in value:
                element.set(name, _literal(value))


def _literal(text: str) -> str:
    """Write an `&` that the serializer would take for an entity as a literal one."""
    return _ENTITY_LIKE.sub(AMP_SUBSTITUTE + "amp;", text)


def _replace(parent: ET.Element, child: ET.Element, box: ET.Element) -> None:
    """Put the contents of `box` into the place of `child`."""
    at = list(parent).index(child)
    _append_text(parent, at, box.text)
    parent[at : at + 1] = list(box)
    _append_text(parent, at + len(box), child.tail)


def _append_text(parent: ET.Element, at: int, text: str | None) -> None:
    """Add text before the child at an index."""
    if not text:
        return
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def makeExtension(**options: object) -> BriefingExtension:  # noqa: N802 - Python-Markdown's name
    """Make the extension; the entry point `briefing` of Python-Markdown."""
    return BriefingExtension(**options)
