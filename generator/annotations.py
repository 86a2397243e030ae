"""markdown-it-py rules that find annotations, with their places in the source.

The syntax only: what the attributes mean is for `marks.py`. The rules leave plain CommonMark as
it is; they look at nothing but brackets and braces that form a candidate.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markdown_it.helpers import parseLinkDestination, parseLinkLabel
from markdown_it.rules_inline import image as image_rule
from markdown_it.rules_inline import link as link_rule

from generator.attributes import CANDIDATE, Attributes, Fault, Item, scan
from generator.diagnostics import Code
from generator.markdown import is_comment
from generator.places import BlockMap
from generator.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

OPEN, CLOSE, BLOCK = "annotation_open", "annotation_close", "annotation_block"
_MARKUP = re.compile(r"\] ?" + CANDIDATE.pattern)
_MARKED = re.compile(r"[][{}\\`<&*_!]")
"""Characters that can be markup inside a paragraph."""
_TIGHTER = re.compile(r"[][\\`<]")
_KIND_INSIDE = re.compile(r"\{(?=[#.][A-Za-z])|\{[^{}\n]*\.(?:quote|said|fact|gap|key)\b")
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_DEFINITION = re.compile(r"\[(?:\\.|[^\[\]\\])*\]:[ \t]*(?:\n[ \t>]*)?", re.DOTALL)


@dataclass(slots=True)
class RawMark:
    """A passage with attributes, as found: offsets into the source."""

    passage: Span
    markup: Span
    attributes: Attributes
    block: bool = False
    words: str = ""
    parent: RawMark | None = None


@dataclass
class Reading:
    """What the rules find in one body. Collected during a parse, handed on frozen.

    With `quick`, paragraphs of plain words get no tokens: for reading, not for rendering.
    """

    source: Source
    start: int
    quick: bool = False
    marks: list[RawMark] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    links: list[tuple[str, Span, bool]] = field(default_factory=list)
    block: BlockMap | None = None
    unmatched: list[int] = field(default_factory=list)
    candidates: list[int] = field(default_factory=list)
    stack: list[RawMark] = field(default_factory=list)
    line: int = field(init=False)

    def __post_init__(self) -> None:
        """Look up the index of the line at which the text begins."""
        self.line = self.source.position(self.start).line - 1

    def enter(self, block: BlockMap) -> None:
        """Begin an inline block."""
        self.block = block
        self.unmatched = []
        content = block.content
        self.candidates = [m.start() for m in _MARKUP.finditer(content)] if "{" in content else []

    def is_outer(self, state: StateInline) -> bool:
        """Whether the text being read is the block itself, not the text of an image in it."""
        return self.block is not None and state.src is self.block.content

    def fault(self, code: Code, span: Span, message: str, suggestion: str = "") -> None:
        """Record what is wrong at a span of the inline block."""
        if self.block is not None:
            self.faults.append(Fault(code, self.block.span(span), message, suggestion))


def annotation_rules(md: MarkdownIt) -> None:
    """Add the rules to a parser. They work on the `Reading` in `env["reading"]`."""
    md.inline.ruler.before("link", "annotation", _annotation)
    md.inline.ruler.after("annotation", "stray", _stray)
    md.inline.ruler.at("link", _recorded(link_rule, "link_open", 0))
    md.inline.ruler.at("image", _recorded(image_rule, "image", 1))
    md.block.ruler.before(
        "blockquote", "annotation_block", _block, {"alt": ["paragraph", "reference", "list"]}
    )
    reference = next(r.fn for r in md.block.ruler.__rules__ if r.name == "reference")
    md.block.ruler.at("reference", _recorded_definition(reference))
    md.core.ruler.at("inline", _inline)
    md.core.ruler.after("inline", "annotation_words", _collect_words)


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
        elif token.type == "html_block" and _MARKUP.search(token.content):
            _fault_in_html(reading, token)
        elif token.type == "tr_open":
            cursor = (-1, 0)
        elif token.type == "table_close":
            cursor = None
        before = token.type


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
        mark = RawMark(block.span(passage), block.span(markup), _moved(attributes, block.span))
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
    if not reading.is_outer(state) or not reading.candidates or reading.candidates[-1] < start:
        return False
    label_end = _label_end(state, start)
    if label_end < 0:
        if not silent:
            reading.unmatched.append(start)
        return False
    match = _MARKUP.match(state.src, label_end, state.posMax)
    if not match:
        inside = any(start < candidate < label_end for candidate in reading.candidates)
        if inside and not silent and state.src[label_end + 1 : label_end + 2] in {"(", "["}:
            message = "an annotation cannot stand in the text of a link"
            hint = "Put the link inside the brackets of the passage: `[[text](address)]{.kind …}`."
            reading.fault(Code.ANNOTATION_STRAY, Span(start, label_end + 1), message, hint)
        return False
    attributes = scan(state.src, match.end() - 1, state.posMax)
    if silent:
        state.pos = attributes.end
        return True
    _push(state, reading, Span(start, label_end), Span(match.end() - 1, attributes.end), attributes)
    state.pos = attributes.end
    return True


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
        _moved(attributes, block.span),
        parent=reading.stack[-1] if reading.stack else None,
    )
    if reading.unmatched:
        at = reading.unmatched.pop()
        message = "this `[` is not closed, so a passage behind it could take in the wrong words"
        reading.fault(Code.ANNOTATION_BRACKET, Span(at, at + 1), message, "Write it as `\\[`.")
    token = state.push(OPEN, "span", 1)
    token.meta = {"mark": mark}
    reading.marks.append(mark)
    reading.stack.append(mark)
    maximum, state.pos, state.posMax = state.posMax, label.start + 1, label.end
    state.md.inline.tokenize(state)
    state.posMax = maximum
    reading.stack.pop()
    state.push(CLOSE, "span", -1).meta = {"mark": mark}


def _moved(attributes: Attributes, moved: Callable[[Span], Span]) -> Attributes:
    """Give attributes with offsets into the source."""
    items = tuple(
        Item(sigil, name, value, moved(span)) for sigil, name, value, span in attributes.items
    )
    fault = attributes.fault
    if fault:
        fault = Fault(fault.code, moved(fault.span), fault.message, fault.suggestion)
    return Attributes(attributes.end, items, fault)


def _stray(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Report a brace that looks like an annotation's but follows no passage; consume nothing."""
    start = state.pos
    if silent or state.src[start] != "{":
        return False
    reading: Reading = state.env["reading"]
    is_candidate = CANDIDATE.match(state.src, start, state.posMax) is not None
    if not is_candidate and not _KIND_INSIDE.match(state.src, start, state.posMax):
        return False
    behind = start - 1 if state.src[start - 1 : start] == " " else start
    closes = state.src[behind - 1 : behind] == "]"
    if closes and _is_escaped(state.src, behind - 1):
        return False
    end = scan(state.src, start, state.posMax).end
    alone = _stands_alone(state.src, start, end)
    verdict = _verdict(state, closes=closes, alone=alone)
    if verdict is None and _KIND_INSIDE.match(state.src, start, state.posMax):
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


def _recorded(
    rule: Callable[[StateInline, bool], bool], kind: str, skip: int
) -> Callable[[StateInline, bool], bool]:
    """Wrap the rule of links or images so that destinations are recorded with their places."""

    def recorded(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
        start, known = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        reading: Reading = state.env["reading"]
        if silent or not reading.is_outer(state) or reading.block is None:
            return True
        end = state.pos
        if kind == "image" and CANDIDATE.search(state.tokens[-1].content):
            message = "an annotation cannot stand in the text of an image"
            reading.fault(Code.ANNOTATION_STRAY, Span(start, end), message)
        if state.src[end - 1] != ")" or not any(t.type == kind for t in state.tokens[known:]):
            return True
        state.pos = start
        label_end = parseLinkLabel(state, start + skip, disableNested=not skip)
        state.pos = end
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
        return True

    return recorded


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Read a line of attributes directly above a block quote."""
    position, maximum = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    if state.is_code_block(start) or not CANDIDATE.match(state.src, position, maximum):
        return False
    after = start + 1
    if after >= end or state.sCount[after] < state.blkIndent or state.is_code_block(after):
        return False
    if not state.src.startswith(">", state.bMarks[after] + state.tShift[after]):
        return False
    attributes = scan(state.src, position, maximum)
    if state.src[attributes.end : maximum].strip():
        return False
    if silent:
        return True
    reading: Reading = state.env["reading"]
    token = state.push(BLOCK, "", 0)
    token.hidden = True

    def moved(span: Span) -> Span:
        return Span(reading.start + span.start, reading.start + span.end)

    span = moved(Span(position, attributes.end))
    quote = state.bMarks[after] + state.tShift[after]
    token.meta = {
        "mark": RawMark(moved(Span(quote, quote)), span, _moved(attributes, moved), block=True)
    }
    state.line = after
    return True


def _collect_words(state: StateCore) -> None:
    """Give each mark the words that a reader sees, and block quotes their place."""
    reading: Reading = state.env["reading"]
    pending: RawMark | None = None
    open_blocks: list[tuple[RawMark | None, list[str]]] = []
    for token in state.tokens:
        if token.type == BLOCK:
            pending = token.meta["mark"]
        elif token.type == "blockquote_open":
            open_blocks.append((pending, []))
            if pending:
                _place_block(reading, pending, token)
                pending.parent = next((m for m, _ in reversed(open_blocks[:-1]) if m), None)
                reading.marks.append(pending)
            token.meta["mark"] = pending
            pending = None
        elif token.type == "blockquote_close":
            mark, texts = open_blocks.pop()
            token.meta["mark"] = mark
            if mark:
                mark.words = collapsed(" ".join(texts))
            if open_blocks:
                open_blocks[-1][1].extend(texts)
        elif token.type == "inline" and token.children:
            text = words_of(token.children)
            if open_blocks:
                open_blocks[-1][1].append(text)
                _adopt(token.children, next((m for m, _ in reversed(open_blocks) if m), None))


def _adopt(children: list[Token], parent: RawMark | None) -> None:
    for child in children:
        if child.type == OPEN and child.meta["mark"].parent is None:
            child.meta["mark"].parent = parent


def _place_block(reading: Reading, mark: RawMark, token: Token) -> None:
    """Give a block quote its end: that of its last line with anything but marks."""
    _, behind = token.map or (0, 0)
    text, starts = reading.source.text, reading.source.line_starts
    line = behind + reading.line
    start, end = mark.passage.start, starts[line] if line < len(starts) else len(text)
    passage = text[start:end].rstrip()
    while not passage.rpartition("\n")[2].strip(" \t>"):
        passage = passage.rpartition("\n")[0].rstrip()
        if not passage:
            break
    mark.passage = Span(start, start + len(passage))


def collapsed(text: str) -> str:
    """Put one blank for white space; a no-break space is a character like any other."""
    return _SPACE.sub(" ", text).strip(" ")


def words_of(children: list[Token]) -> str:
    """Text of inline tokens as a reader sees it; fills in the words of the marks among them."""
    texts: list[str] = []
    opened: list[tuple[RawMark, int]] = []
    for token in children:
        if token.type in {"text", "text_special", "code_inline"}:
            texts.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            texts.append(" ")
        elif token.type == "image":
            texts.append(words_of(token.children or []))
        elif token.type == "html_inline" and not is_comment(token.content):
            texts.append(token.content)
        elif token.type == OPEN:
            opened.append((token.meta["mark"], len(texts)))
        elif token.type == CLOSE:
            mark, at = opened.pop()
            mark.words = collapsed("".join(texts[at:]))
    return collapsed("".join(texts))
