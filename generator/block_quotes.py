"""Block quotes with their attributes on the line above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.attributes import CANDIDATE, scan
from generator.markdown import without_comments
from generator.reading import BLOCK, OPEN, RawMark, Reading, collapsed, moved_to, words_of
from generator.source import Span

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token


_VERBATIM = frozenset(("fence", "code_block", "html_block"))
"""Blocks whose content a reader sees as it stands; of HTML, all but the comments."""


def block_quote_rules(md: MarkdownIt) -> None:
    """Add the rule for the line of attributes, and the one that gives all marks their words."""
    md.block.ruler.before(
        "blockquote",
        "annotation_block",
        _block,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )
    md.core.ruler.after("inline", "annotation_words", _collect_words)


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Read a line of attributes directly above a block quote."""
    position, maximum = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    if state.is_code_block(start) or not CANDIDATE.match(state.src, position, maximum):
        return False
    after = start + 1
    # A line that ends a list item stands left of what is indented as the item is.
    indent = min(state.blkIndent, state.sCount[start])
    if after >= end or state.sCount[after] < indent or state.is_code_block(after):
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
        "mark": RawMark(moved(Span(quote, quote)), span, moved_to(attributes, moved), block=True)
    }
    state.line = after
    return True


def _collect_words(state: StateCore) -> None:
    """Give each mark the words that a reader sees, and block quotes their place and paragraphs."""
    reading: Reading = state.env["reading"]
    pending: RawMark | None = None
    open_blocks: list[tuple[RawMark | None, list[str]]] = []
    for token in state.tokens:
        if token.type == BLOCK:
            pending = token.meta["mark"]
        elif token.type == "blockquote_open":
            if pending:
                _place_block(reading, pending, token)
                pending.parent = _around(open_blocks)
                reading.marks.append(pending)
            open_blocks.append((pending, []))
            token.meta["mark"] = pending
            pending = None
        elif token.type == "blockquote_close":
            token.meta["mark"] = _close(open_blocks)
        else:
            text = _text(token)
            if open_blocks:
                open_blocks[-1][1].append(text)
                _adopt(token.children or [], _around(open_blocks))


def _around(open_blocks: list[tuple[RawMark | None, list[str]]]) -> RawMark | None:
    return next((mark for mark, _ in reversed(open_blocks) if mark), None)


def _close(open_blocks: list[tuple[RawMark | None, list[str]]]) -> RawMark | None:
    mark, texts = open_blocks.pop()
    if mark:
        mark.paragraphs = tuple(filter(None, map(collapsed, texts)))
        mark.words = " ".join(mark.paragraphs)
    if open_blocks:
        open_blocks[-1][1].extend(texts)
    return mark


def _text(token: Token) -> str:
    """Text of a block as a reader sees it; fills in the words of the marks in it."""
    if token.type == "inline":
        return words_of(token.children or [])
    return without_comments(token.content) if token.type in _VERBATIM else ""


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
