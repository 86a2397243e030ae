"""Text as a terminal shows it: nothing in it moves the cursor, and its width is known."""

from __future__ import annotations

import re
import unicodedata

_TAB = 4
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def numbered(number: int, noun: str) -> str:
    """Write a number with its noun: `1 page`, `2 pages`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def clean(text: str) -> str:
    """Keep the lines of a text in their place, and what would disturb a terminal away."""
    return "\n  ".join(map(one_line, text.split("\n")))


def one_line(text: str) -> str:
    """Give a text of one line without what would disturb a terminal."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\t", " "))


def expanded(text: str, column: int = 0) -> str:
    """Replace tabs by spaces and what would disturb a terminal by a sign."""
    shown: list[str] = []
    for char in _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text):
        piece = " " * (_TAB - column % _TAB) if char == "\t" else char
        shown.append(piece)
        column += width(piece)
    return "".join(shown)


def width(text: str) -> int:
    """Columns that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
