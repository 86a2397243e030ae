"""How other sources print a quotation's words, compared with it word by word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.differences import differences
from generator.omissions import ELISION
from generator.typography import without_marks
from generator.views import Difference, SourceView, VariantView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OMITTED = "\N{HORIZONTAL ELLIPSIS}"
"""What every mark of omission is compared as."""


def variant_view(words: str, text: str, source: SourceView) -> VariantView:
    """Compare a variant with the quotation, if half of the shorter one's words are in both.

    Beside a mark of omission of the variant nothing is said to be lacking.
    """
    text = " ".join(text.split())
    pieces = differences(without_marks(words), ELISION.sub(f" {_OMITTED} ", text))
    same = sum(len(piece.split()) for piece, change in pieces if not change)
    if 2 * same < min(len(words.split()), len(text.split())):
        return VariantView((Difference(text, change=True),), source)
    shown = [(piece, bool(change)) for piece, change in pieces if change != "removed"]
    return VariantView(tuple(_as_printed(shown, text)), source, tuple(_lacking(pieces)))


def _lacking(pieces: tuple[tuple[str, str], ...]) -> Iterator[str]:
    around = [("", ""), *pieces, ("", "")]
    for (before, _), (piece, change), (after, _) in zip(around, pieces, around[2:], strict=False):
        if change == "removed" and _OMITTED not in before + after:
            yield piece


def _as_printed(pieces: Iterable[tuple[str, bool]], text: str) -> Iterator[Difference]:
    """Divide a text at its differences; spaces and marks of omission stay as they are printed.

    A mark of omission is no difference of the words.
    """
    at = 0
    for piece, change in pieces:
        for stretch in filter(None, re.split(rf" ?({_OMITTED}) ?", piece)):
            start = at + text.startswith(" ", at)
            mark = ELISION.match(text, start) if stretch == _OMITTED else None
            end = mark.end() if mark else start + len(stretch)
            yield Difference(text[start:end], change and not mark, text[at:start])
            at = end
