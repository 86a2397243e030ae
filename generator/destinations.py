"""markdown-it-py's rules for links, images and link references, with destinations recorded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.helpers import parseLinkDestination, parseLinkLabel
from markdown_it.rules_block.reference import reference as reference_rule
from markdown_it.rules_inline import image as image_rule
from markdown_it.rules_inline import link as link_rule

from generator.attributes import CANDIDATE, Fault
from generator.diagnostics import Code
from generator.reading import MARKUP
from generator.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

    from generator.reading import Reading

_DEFINITION = re.compile(r"\[(?:\\.|[^\[\]\\])*\]:[ \t]*(?:\n[ \t>]*)?", re.DOTALL)

_IN_TITLE = "an annotation cannot stand in the title of a link or an image"


def recorded_destinations(md: MarkdownIt) -> None:
    """Put the recording rules in place of markdown-it's own."""
    md.inline.ruler.at("link", _recorded(link_rule, "link_open", 0))
    md.inline.ruler.at("image", _recorded(image_rule, "image", 1))
    md.block.ruler.at("reference", _recorded_definition(reference_rule))


def _recorded(
    rule: Callable[[StateInline, bool], bool], kind: str, skip: int
) -> Callable[[StateInline, bool], bool]:
    """Wrap the rule of links or images so that destinations are recorded with their places."""

    def recorded(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
        start, known = state.pos, len(state.tokens)
        reading: Reading = state.env["reading"]
        base = reading.base
        if kind == "image":
            reading.base += start + len("![")
        is_one = rule(state, silent)
        reading.base = base
        if not is_one:
            return False
        if silent or not reading.is_outer(state) or reading.block is None:
            return True
        end = state.pos
        if kind == "image" and CANDIDATE.search(state.tokens[-1].content):
            message = "an annotation cannot stand in the text of an image"
            reading.fault(Code.ANNOTATION_STRAY, Span(start, end), message)
        opening = next((t for t in state.tokens[known:] if t.type == kind), None)
        if state.src[end - 1] != ")" or opening is None:
            return True
        state.pos = start
        label_end = parseLinkLabel(state, start + skip, disableNested=not skip)
        state.pos = end
        if MARKUP.search(state.src, label_end + 1, end):
            reading.fault(Code.ANNOTATION_STRAY, Span(start, end), _IN_TITLE)
        found = _inline_destination(state.src, label_end, end)
        if found:
            destination, span = found
            reading.links.append((destination, reading.block.span(span), kind == "image"))
        return True

    return recorded


def _inline_destination(text: str, label_end: int, end: int) -> tuple[str, Span] | None:
    if label_end < 0 or text[label_end + 1 : label_end + 2] != "(":
        return None
    position = label_end + 2
    while position < end and text[position] in " \t\n":
        position += 1
    found = parseLinkDestination(text, position, end)
    return (found.str, Span(position, found.pos)) if found.ok and found.str else None


def _recorded_definition(
    rule: Callable[[StateBlock, int, int, bool], bool],
) -> Callable[[StateBlock, int, int, bool], bool]:
    """Wrap the rule of link reference definitions likewise."""

    def recorded(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
        if not rule(state, start, end, silent):
            return False
        match = _DEFINITION.match(state.src, state.bMarks[start] + state.tShift[start])
        if not silent and match:
            found = parseLinkDestination(state.src, match.end(), len(state.src))
            reading: Reading = state.env["reading"]
            if found.ok and found.str:
                span = Span(reading.start + match.end(), reading.start + found.pos)
                reading.links.append((found.str, span, False))
                end = state.eMarks[state.line - 1]
                if MARKUP.search(state.src, found.pos, end):
                    place = Span(span.end, reading.start + end)
                    reading.faults.append(Fault(Code.ANNOTATION_STRAY, place, _IN_TITLE))
        return True

    return recorded
