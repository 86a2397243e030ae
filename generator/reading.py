"""What the rules of `annotations.py` find in one body, collected while it is parsed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.attributes import CANDIDATE, Attributes, Fault, Item
from generator.markdown import is_comment
from generator.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    from generator.diagnostics import Code
    from generator.places import BlockMap

OPEN, CLOSE, BLOCK = "annotation_open", "annotation_close", "annotation_block"
MARKUP = re.compile(r"\] ?" + CANDIDATE.pattern)
"""The end of a passage and what begins its attributes."""
LOOK_ALIKE = re.compile(
    r"\] ?(?:\((?=(?:#[\w-]+ +)?\.(?:quote|said|fact|gap)\b|(?:by|asks?)=)"
    r"|[｛❴﹛](?=\s*(?:[#.]|[A-Za-z]+=)))"
)
"""The end of a passage and what is meant to begin its attributes, but is no brace."""
_SPACE = re.compile(r"[ \t\n\r\f\v]+")


@dataclass(slots=True)
class RawMark:
    """A passage with attributes, as found: offsets into the source.

    `paragraphs` are the blocks of a block quote, each on one line.
    """

    passage: Span
    markup: Span
    attributes: Attributes
    block: bool = False
    words: str = ""
    paragraphs: tuple[str, ...] = ()
    parent: RawMark | None = None


@dataclass
class Reading:
    """What the rules find in one body. Collected during a parse, handed on frozen.

    With `quick`, paragraphs of plain words get no tokens: for reading, not for rendering. `base` is
    where the text that is being read begins in its inline block: 0, but in the text of an image.
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
    look_alikes: list[int] = field(default_factory=list)
    stack: list[RawMark] = field(default_factory=list)
    base: int = 0
    line: int = field(init=False)

    def __post_init__(self) -> None:
        """Look up the index of the line at which the text begins."""
        self.line = self.source.position(self.start).line - 1

    def enter(self, block: BlockMap) -> None:
        """Begin an inline block."""
        self.block = block
        self.unmatched = []
        content = block.content
        self.candidates = [m.start() for m in MARKUP.finditer(content)] if "{" in content else []
        self.look_alikes = (
            [m.start() for m in LOOK_ALIKE.finditer(content)] if "]" in content else []
        )

    def is_outer(self, state: StateInline) -> bool:
        """Whether the text being read is the block itself, not the text of an image in it."""
        return self.block is not None and state.src is self.block.content

    def fault(self, code: Code, span: Span, message: str, suggestion: str = "") -> None:
        """Record what is wrong at a span of the inline block."""
        if self.block is not None:
            self.faults.append(Fault(code, self.block.span(span), message, suggestion))


def moved_to(attributes: Attributes, place: Callable[[Span], Span]) -> Attributes:
    """Give attributes with offsets into the source."""
    items = tuple(
        Item(sigil, name, value, place(span)) for sigil, name, value, span in attributes.items
    )
    fault = attributes.fault
    if fault:
        fault = Fault(fault.code, place(fault.span), fault.message, fault.suggestion)
    return Attributes(attributes.end, items, fault)


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
