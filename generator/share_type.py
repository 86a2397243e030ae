"""Sets lines of type for the share images: measures, breaks and draws them with Pillow.

Letters that stand one after another are drawn one by one and kept, at twice the size, which is
fast, exact and the same on every machine. Text whose letters join or run from right to left is
shaped by HarfBuzz and FriBidi, where Pillow has them.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont, features

from generator.share_fonts import FOLDER, face, family, is_right_to_left, is_shaped, metrics

if TYPE_CHECKING:
    from collections.abc import Iterator

SCALE = 2
"""How much larger letters are drawn than they are shown."""
ABOVE, BELOW = 1.35, 0.75
"""Room around the baseline, in sizes: for the highest accent and the deepest stroke."""
_NEARLY = 8
"""Pixels by which a line may be wider than it must."""
LEADING = {"serif": 1.0, "arabic": 1.3, "hebrew": 1.05}
"""How much more room the lines of a family need."""


@dataclass(frozen=True)
class Style:
    """How a text is set."""

    size: int
    bold: bool = False
    sans: bool = False
    leading: float = 1.35


@dataclass(frozen=True)
class Line:
    """One line of a text in one font."""

    text: str
    font: str
    style: Style
    shaped: bool
    right_to_left: bool

    @property
    def width(self) -> float:
        """How wide it is, in pixels of the image."""
        return _width(self.text, self.font, self.style.size, self.shaped, self.right_to_left)


@dataclass(frozen=True)
class Block:
    """Lines of one text, from the top down."""

    lines: tuple[Line, ...]
    pitch: int
    is_cut: bool = False

    @property
    def height(self) -> int:
        """How high it is."""
        return self.pitch * len(self.lines)

    @property
    def width(self) -> float:
        """How wide the widest line is."""
        return max((line.width for line in self.lines), default=0)


def can_shape() -> bool:
    """Whether Pillow can set text whose letters join or run from right to left."""
    return bool(features.check("raqm") and features.check("fribidi"))


def block(text: str, style: Style, width: float) -> Block:
    """Set a text in as few lines as the width needs, and those of nearly one width."""
    name = family(text) or "serif"
    pitch = round(style.size * style.leading * LEADING[name])
    one = Line(text, face(name, sans=style.sans, bold=style.bold), style, *_direction(text))
    lines = _broken(one, width)
    low, high = width * 0.6, width
    while high - low > _NEARLY and len(lines) > 1:
        middle = (low + high) / 2
        tried = _broken(one, middle)
        if len(tried) == len(lines) and all(line.width <= middle for line in tried):
            high, lines = middle, tried
        else:
            low = middle
    return Block(lines, pitch)


def _direction(text: str) -> tuple[bool, bool]:
    return is_shaped(text), is_right_to_left(text)


def _broken(one: Line, width: float) -> tuple[Line, ...]:
    """Break a line between words; a word that is wider than a line, between letters."""
    lines: list[str] = []
    room = 0.0
    space = _part(one, " ").width
    words = one.text.split(" ")
    for word in (piece for whole in words for piece in _pieces(one, whole, width)):
        needed = _part(one, word).width
        if lines and needed + space <= room:
            lines[-1] += f" {word}"
            room -= needed + space
        else:
            lines.append(word)
            room = width - needed
    return tuple(_part(one, text) for text in lines)


def _pieces(one: Line, word: str, width: float) -> Iterator[str]:
    """Divide a word that is wider than a line."""
    while len(word) > 1 and _part(one, word).width > width:
        end = max(1, int(len(word) * width / _part(one, word).width))
        while end > 1 and _part(one, word[:end]).width > width:
            end -= 1
        while end < len(word) and unicodedata.combining(word[end]):
            end += 1
        yield word[:end]
        word = word[end:]
    yield word


def _part(one: Line, text: str) -> Line:
    return Line(text, one.font, one.style, one.shaped, one.right_to_left)


@lru_cache(maxsize=20_000)
def _width(text: str, font: str, size: int, shaped: bool, right_to_left: bool) -> float:  # noqa: FBT001
    if shaped:
        direction = "rtl" if right_to_left else "ltr"
        return _font(font, size, shaped=True).getlength(text, direction=direction) / SCALE
    return sum(advance for _, advance in _glyphs(text, font, size)) / SCALE


def _glyphs(text: str, font: str, size: int) -> Iterator[tuple[str, float]]:
    """Give the characters of a plain line, each with the way to the next one."""
    known = metrics()[font]
    for left, right in pairwise(f"{text} "):
        kerning = known.kerning(left, right) * size * SCALE / 1000
        yield left, _advance(left, font, size) + kerning


@lru_cache(maxsize=64)
def _font(name: str, size: int, *, shaped: bool = False) -> ImageFont.FreeTypeFont:
    engine = ImageFont.Layout.RAQM if shaped else ImageFont.Layout.BASIC
    return ImageFont.truetype(FOLDER / f"{name}.ttf", size * SCALE, layout_engine=engine)


@lru_cache(maxsize=10_000)
def _advance(character: str, font: str, size: int) -> float:
    return _font(font, size).getlength(character)


@lru_cache(maxsize=4_000)
def _glyph(character: str, font: str, size: int) -> tuple[Image.Image, tuple[int, int]] | None:
    """Draw a letter, once; gives it and where it stands to the point it is set at."""
    left, top, right, bottom = map(round, _font(font, size).getbbox(character, anchor="ls"))
    if right <= left or bottom <= top:
        return None
    image = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(image).text((-left, -top), character, 255, _font(font, size), anchor="ls")
    return image, (left, top)


def mask(line: Line) -> tuple[Image.Image, tuple[int, int]]:
    """Draw a line in shades of coverage; gives it and where its baseline begins in it."""
    size = line.style.size
    beside, above, below = size // 2, math.ceil(size * ABOVE), math.ceil(size * BELOW)
    width = math.ceil(line.width) + 2 * beside
    image = Image.new("L", (width * SCALE, (above + below) * SCALE))
    if line.shaped:
        direction = "rtl" if line.right_to_left else "ltr"
        font = _font(line.font, size, shaped=True)
        start = (beside * SCALE, above * SCALE)
        ImageDraw.Draw(image).text(start, line.text, 255, font, anchor="ls", direction=direction)
    else:
        _draw_glyphs(image, line, beside * SCALE, above * SCALE)
    return image.reduce(SCALE), (beside, above)


def _draw_glyphs(image: Image.Image, line: Line, x: float, y: int) -> None:
    for character, advance in _glyphs(line.text, line.font, line.style.size):
        if found := _glyph(character, line.font, line.style.size):
            glyph, (left, top) = found
            image.paste(255, (round(x) + left, y + top), glyph)
        x += advance
