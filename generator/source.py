"""A text with its path, and the only code that turns an offset into line and column."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a text: offsets in code points, `end` exclusive."""

    start: int
    end: int


class Position(NamedTuple):
    """Line and column, both counted from 1, columns in code points."""

    line: int
    column: int


@dataclass(frozen=True)
class Place:
    """Where something stands, with the line of text that a report shows."""

    path: str
    line: int
    column: int
    length: int = 0
    text: str = ""


@dataclass(frozen=True)
class Source:
    r"""The text of one file. `path` is relative to the project, with forward slashes.

    `text` has `\n` line ends and no byte order mark.
    """

    path: str
    text: str

    @property
    def content_path(self) -> str:
        """The path in the content folder."""
        return self.path.removeprefix("content/")

    def __getitem__(self, span: Span) -> str:
        """Give the characters of `span`."""
        return self.text[span.start : span.end]

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offsets of the first character of each line."""
        starts = [0]
        find = self.text.find
        end = find("\n")
        while end >= 0:
            starts.append(end + 1)
            end = find("\n", end + 1)
        return tuple(starts)

    def position(self, offset: int) -> Position:
        """Line and column of an offset; offsets outside the text are moved to its ends."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Texts of the lines; all diagnostics of one line share its text, however long it is."""
        return tuple(self.text.split("\n"))

    def line(self, number: int) -> str:
        """Text of a line (counted from 1) without its end; empty outside the text."""
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else ""

    def place(self, span: Span) -> Place:
        """Give the place of a span for a diagnostic; `length` ends with the first line."""
        at = self.position(span.start)
        text = self.line(at.line)
        length = max(0, min(span.end - span.start, len(text) - at.column + 1))
        return Place(self.path, at.line, at.column, length, text)
