"""Where the content of an inline block stands in its source.

markdown-it-py gives blocks without places of their characters. But each line of a block's
content is the end of a line of the source (or, in a table, a part of it), and
that is enough to find every character again.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.source import Source, Span

if TYPE_CHECKING:
    from markdown_it.token import Token


@dataclass(frozen=True)
class BlockMap:
    """Piecewise shifts from offsets in `content` to offsets in the source, made when asked for.

    `body` is the offset at which the parsed text begins. `after` is the line of the source and
    the column behind the block before, which finds the cells of a table's row one after another.
    """

    source: Source
    body: int
    token: Token
    after: tuple[int, int] = (-1, 0)
    is_cell: bool = False

    @property
    def content(self) -> str:
        """The text that the places belong to."""
        return self.token.content

    @property
    def cursor(self) -> tuple[int, int]:
        """Line of the source and column behind the block."""
        return self._pieces[2]

    @cached_property
    def _pieces(self) -> tuple[list[int], list[int], tuple[int, int]]:
        """Offsets in the content, the offsets in the source that they map to, and the cursor."""
        first_line = self.source.position(self.body).line - 1 + (self.token.map or [0])[0]
        line_starts = self.source.line_starts
        starts: list[int] = []
        targets: list[int] = []
        position, column = 0, self.after[1] if self.after[0] == first_line else 0
        for number, piece in enumerate(self.content.split("\n")):
            index = min(first_line + number, len(line_starts) - 1)
            core = piece.strip()
            lead = len(piece) - len(piece.lstrip())
            at, pipes = _find(self.source.line(index + 1), core, column if self.is_cell else -1)
            starts.append(position)
            targets.append(line_starts[index] + at - lead)
            for count, pipe in enumerate(pipes, 1):
                starts.append(position + lead + pipe)
                targets.append(line_starts[index] + at + pipe + count)
            position += len(piece) + 1
            column = at + len(core) + len(pipes)
        return starts, targets, (first_line, column)

    def offset(self, position: int) -> int:
        """Offset in the source of the character at `position`."""
        starts, targets, _ = self._pieces
        index = max(bisect_right(starts, position) - 1, 0)
        return targets[index] + position - starts[index]

    def span(self, span: Span) -> Span:
        """Span in the source; its end is found from its last character."""
        start = self.offset(span.start)
        end = self.offset(span.end - 1) + 1 if span.end > span.start else start
        return Span(start, max(start, end))


def _find(line: str, core: str, column: int) -> tuple[int, list[int]]:
    """Find content in its line: its column and, in a table, the pipes in it that are escaped.

    `column` is where to look from in a table, and negative elsewhere.
    """
    if column < 0:
        bare = line.rstrip()
        return (len(bare) - len(core) if bare.endswith(core) else max(line.rfind(core), 0)), []
    at = line.find(core, column)
    if at >= 0:
        return at, []
    at = line.find(core.replace("|", "\\|"), column)
    if at >= 0:
        return at, [index for index, character in enumerate(core) if character == "|"]
    return max(line.find(core), 0), []
