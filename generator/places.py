"""Where the content of an inline block stands in its source.

markdown-it-py gives blocks without places of their characters. But each line of a block's
content is the end of a line of the source (or, in a table, a part of it), and
that is enough to find every character again.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.source import Source, Span

if TYPE_CHECKING:
    from markdown_it.token import Token


@dataclass(frozen=True)
class BlockMap:
    """Piecewise shifts from offsets in `content` to offsets in the source.

    `cursor` is the line of the source and the column behind the block, for the next cell of a row.
    """

    content: str
    starts: tuple[int, ...]
    targets: tuple[int, ...]
    cursor: tuple[int, int] = (-1, 0)

    def offset(self, position: int) -> int:
        """Offset in the source of the character at `position`."""
        index = max(bisect_right(self.starts, position) - 1, 0)
        return self.targets[index] + position - self.starts[index]

    def span(self, span: Span) -> Span:
        """Span in the source; its end is found from the last character."""
        start = self.offset(span.start)
        return Span(start, max(start, self.offset(span.end - 1) + 1 if span.end > span.start else start))

    @classmethod
    def shifted(cls, content: str, shift: int) -> BlockMap:
        """Map of a text that stands in the source as it is."""
        return cls(content, (0,), (shift,))

    @classmethod
    def of(cls, source: Source, body: int, token: Token, cursor: tuple[int, int]) -> BlockMap:
        """Map of an inline token; `body` is the offset at which the parsed text begins."""
        first_line = source.position(body).line - 1 + (token.map or [0])[0]
        line_starts = source.line_starts
        starts: list[int] = []
        targets: list[int] = []
        position = 0
        column = cursor[1] if cursor[0] == first_line and token.level else 0
        for number, piece in enumerate(token.content.split("\n")):
            index = min(first_line + number, len(line_starts) - 1)
            text = source.line(index + 1)
            core = piece.strip()
            lead = len(piece) - len(piece.lstrip())
            at, pieces = _find(text, core, column if number == 0 else 0)
            for offset, shift in pieces:
                starts.append(position + lead + offset if offset or number else 0)
                targets.append(line_starts[index] + at + shift - (0 if offset or number else lead))
            position += len(piece) + 1
            column = at + len(core) + (pieces[-1][1] - pieces[-1][0])
        return cls(token.content, tuple(starts), tuple(targets), (first_line, column))


def _find(line: str, core: str, column: int) -> tuple[int, list[tuple[int, int]]]:
    """Find content in its line: the column and the shifts behind each pipe escaped in a table."""
    if line.rstrip().endswith(core) and "|" not in line[: len(line.rstrip()) - len(core)]:
        return len(line.rstrip()) - len(core), [(0, 0)]
    at = line.find(core, column)
    if at >= 0:
        return at, [(0, 0)]
    escaped = core.replace("|", "\\|")
    at = line.find(escaped, column)
    if at < 0:
        return max(line.rfind(core), 0), [(0, 0)]
    pipes = [index for index, character in enumerate(core) if character == "|"]
    shifts = [(0, 0), *((pipe, pipe + count) for count, pipe in enumerate(pipes, 1))]
    return at, shifts
