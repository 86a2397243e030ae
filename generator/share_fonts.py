"""Which texts the fonts of the share images can draw, known without opening a font.

The fonts are the package's own, so that the same content gives the same image on every machine.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parent / "fonts"
FAMILIES = ("serif", "arabic", "hebrew")
"""The families that set words; the last two have Latin letters too, for names between them."""

_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_STRONG = frozenset({"L", *_RIGHT_TO_LEFT})
_JOINERS = "\u200c\u200d\u200e\u200f"
"""Invisible, but they decide which letters join and on which side a mark stands."""
_SAME = str.maketrans(
    {"\u2011": "-", "\u202f": "\N{NO-BREAK SPACE}", "\u2007": "\N{NO-BREAK SPACE}"}
)
_BREAKS = re.compile(r"[^\S\N{NO-BREAK SPACE}]+")


class Metrics(NamedTuple):
    """What a font has: its characters, and the kerning of pairs by their classes."""

    characters: frozenset[int]
    left: Mapping[str, int]
    right: Mapping[str, int]
    values: tuple[tuple[int, ...], ...]

    def kerning(self, left: str, right: str) -> int:
        """Give what is added between two characters, in thousandths of the size."""
        row, column = self.left.get(left), self.right.get(right)
        return 0 if row is None or column is None else self.values[row][column]


@lru_cache(maxsize=1)
def metrics() -> Mapping[str, Metrics]:
    """Read what the fonts have, by their names."""
    found = json.loads((FOLDER / "metrics.json").read_text(encoding="utf-8"))
    return {name: _metrics(one["characters"], one["kerning"]) for name, one in found.items()}


def _metrics(ranges: list[list[int]], kerning: Mapping[str, Any]) -> Metrics:
    left, right = (
        {character: number for number, group in enumerate(kerning[side]) for character in group}
        for side in ("left", "right")
    )
    characters = frozenset(point for first, last in ranges for point in range(first, last + 1))
    return Metrics(characters, left, right, tuple(tuple(row) for row in kerning["values"]))


@lru_cache(maxsize=1)
def digest() -> str:
    """Hash of the fonts and of what is known of them."""
    found = sha256((FOLDER / "metrics.json").read_bytes())
    for name in sorted(metrics()):
        found.update((FOLDER / f"{name}.ttf").read_bytes())
    return found.hexdigest()


@lru_cache(maxsize=1)
def _families() -> Mapping[str, frozenset[int]]:
    """Give the characters that all faces of a family have."""
    known = metrics()
    return {
        name: frozenset.intersection(
            *(
                known[face(name, sans=s, bold=b)].characters
                for s in (False, True)
                for b in (False, True)
            )
        )
        for name in FAMILIES
    }


def drawn(text: str) -> str:
    """Give a text as it is drawn: on one line, composed, without what nobody sees.

    What would turn the direction of the words around it is left out.
    """
    composed = unicodedata.normalize("NFC", text).translate(_SAME)
    visible = (c for c in _BREAKS.sub(" ", composed) if c in _JOINERS or _is_visible(c))
    return "".join(visible).strip()


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs"}


def family(text: str) -> str | None:
    """Give the first family that has every letter of a text; None if there is none."""
    points = {ord(c) for c in text if c not in _JOINERS}
    return next((name for name, characters in _families().items() if points <= characters), None)


def face(name: str, *, sans: bool = False, bold: bool = False) -> str:
    """Give the name of a font of a family; only Europe's letters have a sans."""
    base = "sans" if sans and name == "serif" else name
    return f"{base}-bold" if bold else base


def is_shaped(text: str) -> bool:
    """Whether letters join, stack or run from right to left, which plain layout cannot set."""
    return any(
        unicodedata.combining(c) or _direction(c) in _RIGHT_TO_LEFT or c in _JOINERS for c in text
    )


def is_right_to_left(text: str) -> bool:
    """Whether a text runs from right to left, as its first letter does."""
    first = next((d for c in text if (d := _direction(c)) in _STRONG), "L")
    return first in _RIGHT_TO_LEFT


def _direction(character: str) -> str:
    return unicodedata.bidirectional(character)
