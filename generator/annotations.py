"""markdown-it-py rules that find annotations, with their places in the source.

The syntax only: what the attributes mean is for `marks.py`. The rules leave plain CommonMark as
it is; they look at nothing but brackets and braces that form a candidate.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from markdown_it.helpers import parseLinkLabel

from generator.attributes import CANDIDATE, Attributes, Fault, scan
from generator.block_quotes import block_quote_rules
from generator.destinations import recorded_destinations
from generator.diagnostics import Code
from generator.markdown import without_comments
from generator.places import BlockMap
from generator.reading import CLOSE, LOOK_ALIKE, MARKUP, OPEN, RawMark, Reading, collapsed, moved_to
from generator.source import Span

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_MARKED = re.compile(r"[][{}\\`<&*_!]")
"""Characters that can be markup inside a paragraph."""
_TIGHTER = re.compile(r"[][\\`<]")
_KINDS = "quote|said|fact|gap"
_NAMES = "by|as|role|to|at|date|source|translated|note|doubtful|cont|asks?"
_LOOKS_LIKE_ONE = re.compile(
    rf"\{{(?=[#.][A-Za-z])|\{{(?:[^{{}}\n]*[\s\"'])?\.(?:{_KINDS}|key)\b"
    rf"|\{{[ \t]*(?:{_KINDS})[ \t][^{{}}\n]*="
    rf"|\{{[ \t]*[\"']?(?:{_NAMES})[\"']?="
)
"""Braces with what only annotations have in them, wherever they stand."""
_LOOKS_LIKE_ONE_HERE = re.compile(
    rf"\{{[ \t]*(?:(?:{_KINDS})[ \t]*[,:}}]|(?:{_NAMES})[ \t]*[:=])", re.IGNORECASE
)
"""Braces that a passage in square brackets makes look like an annotation's."""


def annotation_rules(md: MarkdownIt) -> None:
    """Add the rules to a parser. They work on the `Reading` in `env["reading"]`."""
    md.inline.ruler.before("link", "annotation", _annotation)
    md.inline.ruler.after("annotation", "stray", _stray)
    md.core.ruler.at("inline", _inline)
    recorded_destinations(md)
    block_quote_rules(md)


def _inline(state: StateCore) -> None:
    """Read inline blocks, each with the map from its content to the source."""
    reading: Reading = state.env["reading"]
    cursor: tuple[int, int] | None = None
    before = ""
    for token in state.tokens:
        if token.type == "inline":
            block = BlockMap(reading.source, reading.line, token, cursor)
            cursor = block.cursor if cursor is not None else None
            reading.enter(block)
            token.children = token.children or []
            plain = reading.quick and token.level == 1 and before == "paragraph_open"
            if not plain or not _read_plain(reading, block):
                state.md.inline.parse(block.content, state.md, state.env, token.children)
        elif token.type == "html_block" and MARKUP.search(without_comments(token.content)):
            _fault_in_html(reading, token)
        elif token.type == "tr_open":
            cursor = (-1, 0)
        elif token.type == "tr_close" and cursor:
            _fault_in_surplus(reading, cursor)
        elif token.type == "table_close":
            cursor = None
        before = token.type


def _fault_in_surplus(reading: Reading, cursor: tuple[int, int]) -> None:
    """Report an annotation in a cell beyond the columns of its table, which is not shown."""
    line, column = cursor
    found = MARKUP.search(reading.source.line(line + 1), column) if line >= 0 else None
    if found:
        start = reading.source.line_starts[line]
        message = (
            "this row has more cells than the table has columns: what stands here is not shown"
        )
        span = Span(start + found.start(), start + found.end())
        reading.faults.append(Fault(Code.ANNOTATION_STRAY, span, message))


def _read_plain(reading: Reading, block: BlockMap) -> bool:
    """Read a paragraph in which nothing but annotations is markup, without the inline parser.

    Most of an article is such paragraphs. Gives False, and reads nothing, for any other.
    """
    content, position = block.content, 0
    found: list[tuple[Span, Span, Attributes]] = []
    for close in reading.candidates:
        start = content.find("[", position, close)
        brace = content.index("{", close)
        if start < 0 or _MARKED.search(content, position, start):
            return False
        if _MARKED.search(content, start + 1, close):
            return False
        attributes = scan(content, brace, len(content))
        found.append((Span(start + 1, close), Span(brace, attributes.end), attributes))
        position = attributes.end
    if _MARKED.search(content, position):
        return False
    for passage, markup, attributes in found:
        mark = RawMark(block.span(passage), block.span(markup), moved_to(attributes, block.span))
        mark.words = collapsed(content[passage.start : passage.end])
        reading.marks.append(mark)
    return True


def _fault_in_html(reading: Reading, token: Token) -> None:
    start = reading.source.line_starts[reading.line + (token.map or [0])[0]]
    message = "an annotation inside raw HTML is not read"
    hint = "Leave out the HTML, or put an empty line behind it."
    reading.faults.append(Fault(Code.ANNOTATION_STRAY, Span(start, start + 1), message, hint))


def _annotation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read `[passage]{attributes}`."""
    start = state.pos
    if state.src[start] != "[":
        return False
    reading: Reading = state.env["reading"]
    if reading.look_alikes and not silent and reading.is_outer(state):
        _fault_in_look_alike(state, reading)
    if not reading.is_outer(state) or not reading.candidates or reading.candidates[-1] < start:
        return False
    label_end = _label_end(state, start)
    if label_end < 0:
        if not silent:
            reading.unmatched.append(start)
        return False
    match = MARKUP.match(state.src, label_end, state.posMax)
    if not match:
        inside = reading.candidates[bisect_right(reading.candidates, start)]
        if (
            inside < label_end
            and not silent
            and state.src[label_end + 1 : label_end + 2] in {"(", "["}
        ):
            message = "an annotation cannot stand in the text of a link"
            hint = "Put the link inside the brackets of the passage: `[[text](address)]{.kind …}`."
            brace = state.src.index("{", inside)
            reading.fault(Code.ANNOTATION_STRAY, Span(brace, brace + 1), message, hint)
        return False
    attributes = scan(state.src, match.end() - 1, state.posMax)
    if silent:
        state.pos = attributes.end
        return True
    _push(state, reading, Span(start, label_end), Span(match.end() - 1, attributes.end), attributes)
    state.pos = attributes.end
    return True


def _fault_in_look_alike(state: StateInline, reading: Reading) -> None:
    """Report round brackets and other signs in place of the braces behind this passage."""
    end = _label_end(state, state.pos)
    if end in reading.look_alikes and not _is_escaped(state.src, end):
        found = LOOK_ALIKE.match(state.src, end)
        sign = found.group()[-1] if found else ""
        message = f"`{sign}` does not begin attributes: they stand in braces"
        hint = "Write `[passage]{#id .kind name=value}`."
        reading.fault(Code.ANNOTATION_SYNTAX, Span(end + 1, end + 2), message, hint)


def _label_end(state: StateInline, start: int) -> int:
    """Find the bracket that closes a passage.

    Where nothing can stand between that binds more tightly than brackets, it is the next one.
    """
    found = _TIGHTER.search(state.src, start + 1, state.posMax)
    if found and found.group() == "]":
        return found.start()
    return parseLinkLabel(state, start)


def _push(
    state: StateInline, reading: Reading, label: Span, markup: Span, attributes: Attributes
) -> None:
    block = reading.block
    assert block is not None  # noqa: S101 - `is_outer` has looked
    mark = RawMark(
        block.span(Span(label.start + 1, label.end)),
        block.span(markup),
        moved_to(attributes, block.span),
        parent=reading.stack[-1] if reading.stack else None,
    )
    if reading.unmatched:
        at = reading.unmatched.pop()
        message = "this `[` is not closed, so a passage behind it could take in the wrong words"
        hint = "Close it with `]`, or write it as `\\[`."
        reading.fault(Code.ANNOTATION_BRACKET, Span(at, at + 1), message, hint)
    token = state.push(OPEN, "span", 1)
    token.meta = {"mark": mark}
    reading.marks.append(mark)
    reading.stack.append(mark)
    maximum, state.pos, state.posMax = state.posMax, label.start + 1, label.end
    state.md.inline.tokenize(state)
    state.posMax = maximum
    reading.stack.pop()
    state.push(CLOSE, "span", -1).meta = {"mark": mark}


def _stray(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Report a brace that looks like an annotation's but follows no passage; consume nothing."""
    start = state.pos
    if silent or state.src[start] != "{":
        return False
    reading: Reading = state.env["reading"]
    before = state.src[max(0, start - 4) : start]
    bare = before.rstrip(" \t\N{NO-BREAK SPACE}")
    if bare.endswith("]") and _is_escaped(state.src, start - len(before) + len(bare) - 1):
        return False
    is_candidate = CANDIDATE.match(state.src, start, state.posMax) is not None
    looks = _LOOKS_LIKE_ONE.match(state.src, start, state.posMax) or (
        bare.endswith("]") and _LOOKS_LIKE_ONE_HERE.match(state.src, start, state.posMax)
    )
    if not is_candidate and not looks:
        return False
    end = scan(state.src, start, state.posMax).end
    alone = _stands_alone(state.src, start, end)
    closes = is_candidate and before.removesuffix(" ").endswith("]")
    verdict = _verdict(state, closes=closes, alone=alone)
    if verdict is None and looks:
        hint = "Put the passage into square brackets directly before: `[passage]{.kind …}`."
        verdict = (Code.ANNOTATION_STRAY, "these attributes belong to no passage", hint)
    if verdict and reading.is_outer(state):
        reading.fault(verdict[0], Span(start, end), *verdict[1:])
    return False


def _stands_alone(text: str, start: int, end: int) -> bool:
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    return (
        not text[text.rfind("\n", 0, start) + 1 : start].strip() and not text[end:line_end].strip()
    )


def _verdict(state: StateInline, *, closes: bool, alone: bool) -> tuple[Code, str, str] | None:
    last = state.tokens[-1].type if state.tokens and not state.pending.strip() else ""
    if last in {"link_close", "image"}:
        hint = "Put the link inside the brackets of the passage: `[[text](address)]{.kind …}`."
        return Code.ANNOTATION_STRAY, "attributes stand behind a link or an image", hint
    if closes:
        message = "the square brackets before these attributes are not balanced"
        hint = (
            "Write a bracket that belongs to the words as `\\[` or `\\]`. A passage ends with its "
            "paragraph; a quotation of several is joined with `cont`."
        )
        return Code.ANNOTATION_BRACKET, message, hint
    if alone:
        message = "this line of attributes has no block quote under it"
        hint = "The block quote begins (`>`) on the very next line."
        return Code.ANNOTATION_STRAY, message, hint
    return None


def _is_escaped(text: str, position: int) -> bool:
    start = position
    while start and text[start - 1] == "\\":
        start -= 1
    return (position - start) % 2 == 1
