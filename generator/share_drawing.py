"""Draws a share image: what `ShareImage` says, arranged and painted, as the bytes of a PNG file."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from generator.share_images import HEIGHT, WIDTH
from generator.share_type import Block, Line, Style, block, mask

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.share_images import ShareImage, Text

PAPER, INK, MUTED = (0xFD, 0xFC, 0xFA), (0x1C, 0x20, 0x24), (0x5A, 0x5F, 0x66)
QUOTE, RULE = (0x2B, 0x63, 0x96), (0xDD, 0xD8, 0xCE)
BLUE, WHITE, AMBER = (0x1D, 0x44, 0x68), (0xFF, 0xFF, 0xFF), (0xF2, 0xB4, 0x5C)
RAMPS = {
    "ink": (PAPER, INK), "muted": (PAPER, MUTED), "quote": (PAPER, QUOTE), "rule": (PAPER, RULE),
    "blue": (PAPER, BLUE), "white": (BLUE, WHITE), "amber": (BLUE, AMBER),
}  # fmt: skip
"""The colours as steps from what lies below: few are enough, and the file stays small."""
STEPS = 17

LEFT, RIGHT, TOP, BOTTOM = 72, WIDTH - 72, 66, 496
"""Where headline and words stand."""
BAND, HAIRLINE, FOOT, MARK = 12, 530, 582, 48
INDENT, BAR = 34, 6
SIZES = (
    (68, 44), (64, 42), (60, 40), (56, 38), (54, 36), (52, 35), (50, 34), (48, 33), (46, 32),
    (44, 31), (42, 30), (40, 29), (38, 28), (36, 27), (34, 26),
)  # fmt: skip
"""Sizes of headline and words, from which the largest that fit are taken."""
ALONE = ((92, 44), (84, 44), (76, 44))
"""Sizes for a headline that stands alone or nearly so."""
SHORT, LARGE = 120, 44
"""Words that leave room for a larger headline; from which size on a headline has few lines."""
GAP = 36
CUT = "[…]"

COMMA = (
    (13.9, 5.5), (11.63, 6.61), (9.77, 8.09), (8.38, 9.88), (7.5, 11.94), (7.2, 14.2), (7.4,
    15.81), (7.95, 17.14), (8.8, 18.15), (9.9, 18.78), (11.2, 19), (12.34, 18.82), (13.33,
    18.32), (14.11, 17.55), (14.62, 16.59), (14.8, 15.5), (14.65, 14.43), (14.23, 13.52),
    (13.57, 12.81), (12.71, 12.36), (11.7, 12.2), (11.47, 12.2), (11.26, 12.21), (11.07, 12.22),
    (10.88, 12.25), (10.7, 12.3), (11.12, 11.24), (11.76, 10.23), (12.62, 9.32), (13.67, 8.53),
    (14.9, 7.9),
)  # fmt: skip
"""One of the two quotation marks of the favicon, which is 32 wide."""


@dataclass(frozen=True)
class Placed:
    """A line at its place: `x` is its left end, `y` its baseline."""

    line: Line
    x: float
    y: int
    colour: str

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The room that it takes: left, top, right, bottom."""
        size = self.line.style.size
        return self.x, self.y - size, self.x + self.line.width, self.y + size * 0.3


@dataclass(frozen=True)
class Arranged:
    """Everything on the image; `bar` is the rule beside a quotation (from, to)."""

    lines: tuple[Placed, ...]
    bar: tuple[int, int] | None
    mirrored: bool


@dataclass(frozen=True)
class _Set:
    """The texts of an image in one choice of sizes."""

    headline: Block
    words: Block
    speaker: Block
    about: Block

    @property
    def height(self) -> int:
        """How high all of it is."""
        parts = (self.headline.height, self.spoken)
        return sum(parts) + (GAP if all(parts) else 0)

    @property
    def spoken(self) -> int:
        """How high words and speaker are."""
        by = self.speaker.height + self.about.height
        return self.words.height + (by + 14 if by else 0)


def draw(image: ShareImage) -> bytes:
    """Draw an image; the same value always gives the same bytes."""
    arranged = arrange(image)
    canvas = Image.new("P", (WIDTH, HEIGHT), 0)
    canvas.putpalette(_palette())
    _rectangle(canvas, "blue", (0, 0, WIDTH, BAND))
    _rectangle(canvas, "rule", (LEFT, HAIRLINE, RIGHT, HAIRLINE + 2))
    if arranged.bar:
        top, bottom = arranged.bar
        left = RIGHT - BAR if arranged.mirrored else LEFT
        _rectangle(canvas, "quote", (left, top, left + BAR, bottom))
    _draw_mark(canvas, (RIGHT - MARK if arranged.mirrored else LEFT, FOOT - MARK // 2 - 1))
    for placed in arranged.lines:
        shades, (x, y) = mask(placed.line)
        _paint(canvas, shades, (round(placed.x) - x, placed.y - y), placed.colour)
    file = BytesIO()
    canvas.save(file, "PNG", compress_level=6)
    return file.getvalue()


def arrange(image: ShareImage) -> Arranged:
    """Choose the largest sizes that fit, and give every line its place."""
    mirrored = image.is_right_to_left
    found = _fitting(image)
    slack = BOTTOM - TOP - found.height
    top = TOP + (slack // 3 if found.spoken else slack // 2)
    lines = list(_placed(found.headline, (LEFT, RIGHT), top, "ink", mirrored=mirrored))
    top += found.headline.height + (
        GAP + slack // 6 if found.headline.lines and found.spoken else 0
    )
    indent = INDENT if image.speaker else 0
    left, right = (LEFT, RIGHT - indent) if mirrored else (LEFT + indent, RIGHT)
    bar = (top + 4, top + found.spoken - 4) if image.speaker else None
    lines += _placed(found.words, (left, right), top, "ink", mirrored=mirrored)
    top += found.words.height + 14
    lines += _placed(found.speaker, (left, right), top, "ink", mirrored=mirrored)
    top += found.speaker.height
    lines += _placed(found.about, (left, right), top, "muted", mirrored=mirrored)
    return Arranged((*lines, *_foot(image, mirrored=mirrored)), bar, mirrored)


def _fitting(image: ShareImage) -> _Set:
    sizes = (*ALONE, *SIZES) if len(image.words.text) < SHORT and not image.speaker else SIZES
    tried = (_set(image, *pair) for pair in sizes)
    found = next((one for one in tried if _fits(one)), None)
    return found or _squeezed(_set(image, *SIZES[-1]), _width(image))


def _width(image: ShareImage) -> int:
    """How wide the lines of its words may be."""
    return RIGHT - LEFT - (INDENT if image.speaker else 0)


def _fits(one: _Set) -> bool:
    """Whether all has its place, and the headline leaves enough of it to the words."""
    rows = 3 if one.headline.lines and one.headline.lines[0].style.size > LARGE else 5
    return one.height <= BOTTOM - TOP and len(one.headline.lines) <= rows


def _squeezed(one: _Set, width: float) -> _Set:
    """Leave out the last lines of what fits in no size, and say so."""
    kept = replace(
        one,
        headline=_cut(one.headline, (BOTTOM - TOP) // 2, RIGHT - LEFT),
        speaker=_cut(one.speaker, 2 * one.speaker.pitch, width),
        about=_cut(one.about, 2 * one.about.pitch, width),
    )
    room = one.words.height + BOTTOM - TOP - kept.height
    return replace(kept, words=_cut(one.words, room, width))


def _cut(block: Block, room: int, width: float) -> Block:
    """Keep as many lines as have room, and of the last one what leaves room for the sign."""
    kept = block.lines[: max(1, room // block.pitch)]
    if len(kept) == len(block.lines):
        return block
    last, before = kept[-1], ""
    while last.text not in {"", before} and last.width > width - _room_for_sign(last.style):
        before = last.text
        last = replace(last, text=before.rpartition(" ")[0] or before[:-1])
    return Block((*kept[:-1], last), block.pitch, is_cut=True)


def _set(image: ShareImage, headline: int, words: int) -> _Set:
    width = _width(image)
    small = max(24, round(words * 0.7))
    return _Set(
        _block(image.headline, Style(headline, bold=True, leading=1.18), RIGHT - LEFT),
        _block(image.words, Style(words), width),
        _plain(image.speaker, Style(small, bold=True, sans=True, leading=1.4), width),
        _plain(image.about, Style(small, sans=True, leading=1.4), width),
    )


def _block(words: Text, style: Style, width: float) -> Block:
    """Set a text; one that goes on has room for the sign of that on its last line."""
    sign = _room_for_sign(style) if words.is_cut else 0
    found = block(words.text, style, width - sign) if words.text else Block((), 1)
    return replace(found, is_cut=words.is_cut)


def _plain(text: str, style: Style, width: float) -> Block:
    return block(text, style, width) if text else Block((), 1)


def _sign(style: Style) -> Line:
    """Say that a text goes on: smaller and paler than the words, so as not to be one of them."""
    size = round(style.size * 0.7)
    return Line(CUT, "sans", Style(size, sans=True), shaped=False, right_to_left=False)


def _room_for_sign(style: Style) -> float:
    return _sign(style).width + style.size // 3


def _placed(
    block: Block, sides: tuple[int, int], top: int, colour: str, *, mirrored: bool
) -> Iterator[Placed]:
    """Give the lines of a block their places from the top down."""
    left, right = sides
    for number, line in enumerate(block.lines, 1):
        baseline = top + round(block.pitch * (number - 0.5) + line.style.size * 0.33)
        x = right - line.width if mirrored else left
        yield Placed(line, x, baseline, colour)
        if block.is_cut and number == len(block.lines):
            sign, gap = _sign(line.style), line.style.size // 3
            at = x - gap - sign.width if mirrored else x + line.width + gap
            yield Placed(sign, at, baseline, "muted")


def _foot(image: ShareImage, *, mirrored: bool) -> Iterator[Placed]:
    """Give the site's name beside its mark, and the date at the other end."""
    date = _plain(image.date, Style(26, sans=True, leading=1), (RIGHT - LEFT) // 2)
    top = FOOT - 13
    yield from _placed(date, (LEFT, RIGHT), top, "muted", mirrored=not mirrored)
    inset = MARK + 18
    left, right = (LEFT, RIGHT - inset) if mirrored else (LEFT + inset, RIGHT)
    room = right - left - date.width - 40
    name = _plain(image.site, Style(28, bold=True, leading=1), room)
    name = _cut(name, name.pitch, room)
    yield from _placed(name, (left, right), FOOT - 14, "ink", mirrored=mirrored)


def _start(colour: str) -> int:
    return list(RAMPS).index(colour) * STEPS


@lru_cache(maxsize=1)
def _palette() -> list[int]:
    return [
        round(below + (above - below) * step / (STEPS - 1))
        for colours in RAMPS.values()
        for step in range(STEPS)
        for below, above in zip(*colours, strict=True)
    ]


@lru_cache(maxsize=len(RAMPS))
def _shades(colour: str) -> list[int]:
    """Map coverage to the palette."""
    return [_start(colour) + round(value * (STEPS - 1) / 255) for value in range(256)]


def _paint(canvas: Image.Image, shades: Image.Image, at: tuple[int, int], colour: str) -> None:
    """Paint a shape in a colour; what it does not cover at all stays as it is."""
    covered = shades.point([value >= 255 / (STEPS - 1) / 2 and 255 for value in range(256)])
    canvas.paste(shades.point(_shades(colour)), at, covered)


def _rectangle(canvas: Image.Image, colour: str, box: tuple[int, int, int, int]) -> None:
    canvas.paste(_start(colour) + STEPS - 1, box)


def _draw_mark(canvas: Image.Image, at: tuple[int, int]) -> None:
    """Draw the site's mark: quoted words, underlined, on a blue square."""
    for shades, colour in _mark():
        _paint(canvas, shades, at, colour)


@lru_cache(maxsize=1)
def _mark() -> tuple[tuple[Image.Image, str], ...]:
    factor, large = MARK * 4 / 32, (MARK * 4, MARK * 4)
    square, commas, line = (Image.new("L", large) for _ in range(3))
    end = MARK * 4 - 1
    ImageDraw.Draw(square).rounded_rectangle((0, 0, end, end), 6 * factor, fill=255)
    for shift in (0, 9.9):
        points = [((x + shift) * factor, y * factor) for x, y in COMMA]
        ImageDraw.Draw(commas).polygon(points, fill=255)
    corners = tuple(math.floor(value * factor) for value in (6.5, 23, 25.5, 26))
    ImageDraw.Draw(line).rectangle(corners, fill=255)
    return (square.reduce(4), "blue"), (commas.reduce(4), "white"), (line.reduce(4), "amber")
