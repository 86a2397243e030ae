"""Where the content of an inline block stands in its source.

markdown-it-py gives blocks without places of their characters. But each line of a block's
content is the end of a line of the source (or, in a table, a part of it), and
that is enough to find every character again.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from generator.source import Source, Span

if TYPE_CHECKING:
    from markdown_it.token import Token


class BlockMap:
    """Piecewise shifts from offsets in `content` to offsets in the source, made when asked for.

    `line` is the index of the line of the source at which the parsed text begins. In a table,
    `after` is the line and column behind the cell before; elsewhere it is None.
    """

    __slots__ = ("_after", "_line", "_pieces", "_source", "content")

    def __init__(
        self, source: Source, line: int, token: Token, after: tuple[int, int] | None = None
    ) -> None:
        """Take what the map is made from."""
        self._source = source
        self._line = line + token.map[0] if token.map else line
        self._after = after
        self._pieces: tuple[list[int], list[int], tuple[int, int]] | None = None
        self.content = token.content

    @property
    def cursor(self) -> tuple[int, int]:
        """Line of the source and column behind the block."""
        return self._made()[2]

    def _made(self) -> tuple[list[int], list[int], tuple[int, int]]:
        """Offsets in the content, the offsets in the source that they map to, and the cursor."""
        if self._pieces is None:
            self._pieces = self._make()
        return self._pieces

    def _make(self) -> tuple[list[int], list[int], tuple[int, int]]:
        source, first_line = self._source, self._line
        line_starts = source.line_starts
        if self._after is None:
            first_line = _first_line(source, first_line, self.content.partition("\n")[0].strip())
        if self._after is None and "\n" not in self.content:
            return [0], [_find_last(source, first_line, self.content)], (first_line, -1)
        starts: list[int] = []
        targets: list[int] = []
        position, column = 0, -1
        if self._after is not None:
            column = self._after[1] if self._after[0] == first_line else 0
        for number, piece in enumerate(self.content.split("\n")):
            index = min(first_line + number, len(line_starts) - 1)
            core = piece.strip()
            lead = len(piece) - len(piece.lstrip())
            at, pipes = _find(source.line(index + 1), core, column)
            starts.append(position)
            targets.append(line_starts[index] + at - lead)
            for count, pipe in enumerate(pipes, 1):
                starts.append(position + lead + pipe)
                targets.append(line_starts[index] + at + pipe + count)
            position += len(piece) + 1
            if self._after is not None:
                column = at + len(core) + len(pipes)
        return starts, targets, (first_line, column)

    def offset(self, position: int) -> int:
        """Offset in the source of the character at `position`."""
        starts, targets, _ = self._pieces or self._made()
        index = bisect_right(starts, position) - 1 if len(starts) > 1 else 0
        return targets[index] + position - starts[index]

    def span(self, span: Span) -> Span:
        """Span in the source; its end is found from its last character."""
        start, end = span
        if len((self._pieces or self._made())[0]) == 1:
            shift = self._made()[1][0]
            return Span(start + shift, end + shift)
        first = self.offset(start)
        last = self.offset(end - 1) + 1 if end > start else first
        return Span(first, max(first, last))


def _first_line(source: Source, line: int, core: str) -> int:
    """Find the line with which a block begins.

    A line of nothing but Unicode's other white space belongs to a paragraph in CommonMark, but
    markdown-it-py takes it off the content and counts it to the block.
    """
    starts, text = source.line_starts, source.text
    number = line
    while number < len(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        if text.find(core, starts[number], end) >= 0:
            return number
        if text[starts[number] : end].rstrip() == text[starts[number] : end].rstrip(" \t\n"):
            return line
        number += 1
    return line


def _find_last(source: Source, line: int, content: str) -> int:
    """Find content of one line: it ends the line, but for white space and marks of headings."""
    # A lone carriage return ends a line for the parser, and none of the source's.
    start = source.line_starts[min(line, len(source.line_starts) - 1)]
    end = source.text.find("\n", start)
    found = source.text.rfind(content, start, end if end >= 0 else len(source.text))
    return max(found, start)


def _find(line: str, core: str, column: int) -> tuple[int, list[int]]:
    """Find content in its line: its column and, in a table, the pipes in it that are escaped.

    `column` is where to look from in a table, and negative elsewhere.
    """
    if column < 0:
        return max(line.rfind(core), 0), []
    at = line.find(core, column)
    if at >= 0:
        return at, []
    at = line.find(core.replace("|", "\\|"), column)
    if at >= 0:
        return at, [index for index, character in enumerate(core) if character == "|"]
    return max(line.find(core), 0), []
