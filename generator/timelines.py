"""The drawing of a story's time: a mark for each briefing at its day, and how much was open when.

It is SVG without a picture's frame: across, all is in per cent, so that it fills any width and
letters and marks keep their size. Marks keep so far from one another that fingers can tell them
apart on a narrow phone; where they are too many for that they are gathered, so that the
drawing does not grow. Nothing in it has an id. What it shows stands in words in the list below it.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.markdown import Safe, escape, link_address
from generator.timeline_scale import Scale, gathered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.timeline_scale import Stretch, Tick
    from generator.wording import Words

MOST_MARKS = 60
MOST_ROWS = 8
MOST_BARS = 10
MOST_STEPS = 90
APART = 24
"""Pixels between the middles of two marks."""
_NARROWEST = 288
_NEAR = 100 * APART / _NARROWEST
_TOP, _DOT, _HIT = 14, 6, 12
_BAR, _COUNT_ABOVE, _COUNTED = 72, 5, 1000
_LABEL, _SECOND_LABEL, _BELOW = 17, 33, 44
_OPEN = 44
_LINE = 2
_AFTER = 1.0
"""So much, in per cent, the last step goes on behind the last day, to be seen."""


class Mark(NamedTuple):
    """A briefing: its day, what it is called, and where the drawing leads."""

    day: dt.date
    name: str
    href: str


class Level(NamedTuple):
    """How many questions had been asked by the end of a day, and how many of them were open."""

    day: dt.date
    asked: int
    open: int


@dataclass(frozen=True)
class Timeline:
    """A drawing; `is_gathered` says that its marks are bars, each for several briefings."""

    svg: Safe
    is_gathered: bool = False


def draw(words: Words, label: str, marks: Sequence[Mark], levels: Sequence[Level]) -> Timeline:
    """Draw briefings and open questions, both in the order of their days; `label` says what it is.

    Where the words run from right to left, time does so too.
    """
    mirrored = words.direction == "rtl"
    days = [mark.day for mark in marks] + [level.day for level in levels]
    scale = Scale.of(days, mirrored=mirrored)
    rows = _rows([scale.at(mark.day) for mark in marks]) if len(marks) <= MOST_MARKS else ()
    if rows:
        axis = _TOP + max(rows) * APART + APART
        shown = [*_dots(marks, rows, scale, axis)]
    else:
        stretches = gathered(days, MOST_BARS)
        scale = Scale.of([stretches[0].first, stretches[-1].end], mirrored=mirrored)
        axis = _TOP + _BAR + _COUNT_ABOVE
        shown = [*_bars(words, marks, stretches, scale, axis)]
    below = axis + _BELOW
    height = below + (_OPEN + _LINE if levels else -4)
    still = [*_axis(words, scale, axis), *_steps(words, levels, scale, below + _OPEN)]
    parts = [_element("g", *still, aria_hidden="true"), *shown]
    svg = _element("svg", *parts, role="group", aria_label=label, width="100%", height=height)
    return Timeline(svg, not rows)


def _rows(places: Sequence[float]) -> tuple[int, ...]:
    """Put marks above one another where they are near; nothing if that would be too high."""
    last: list[float] = []
    rows = []
    for place in places:
        free = (row for row, other in enumerate(last) if abs(place - other) >= _NEAR)
        row = next(free, len(last))
        if row == MOST_ROWS:
            return ()
        last[row : row + 1] = [place]
        rows.append(row)
    return tuple(rows)


def _dots(marks: Sequence[Mark], rows: Sequence[int], scale: Scale, axis: int) -> Iterator[Safe]:
    places = [
        (_percent(scale.at(mark.day)), axis - APART * (row + 1) + _HIT // 2)
        for mark, row in zip(marks, rows, strict=True)
    ]
    for x, y in places:
        yield _element("rect", x=x, y=y, width=1, height=axis - y, class_="b-stem")
    for mark, (x, y) in zip(marks, places, strict=True):
        hit = _element("circle", cx=x, cy=y, r=_HIT, class_="b-hit")
        dot = _element("circle", cx=x, cy=y, r=_DOT, class_="b-dot")
        yield _link(mark.href, mark.name, hit, dot)


def _bars(
    words: Words, marks: Sequence[Mark], stretches: Sequence[Stretch], scale: Scale, axis: int
) -> Iterator[Safe]:
    """Draw a bar for each stretch in which there are briefings, as high as they are many."""
    starts = [stretch.first for stretch in stretches]
    found = [bisect_right(starts, mark.day) - 1 for mark in marks]
    counts = Counter(found)
    most = max(counts.values())
    for index, number in sorted(counts.items()):
        stretch, first = stretches[index], marks[found.index(index)]
        x, width = _between(scale.at(stretch.first), scale.at(stretch.end))
        high = max(3, round(_BAR * number / most))
        name = words.text(
            "timeline-mark",
            date=_named(words, stretch),
            title=words.text("count-briefings", n=number),
        )
        inside = [
            _element("rect", x=x, y=0, width=width, height=axis, class_="b-hit"),
            _element("rect", x=x, y=axis - high, width=width, height=high, class_="b-bar"),
        ]
        if most < _COUNTED:
            middle = _percent((scale.at(stretch.first) + scale.at(stretch.end)) / 2)
            inside.append(_text(words.number(number), middle, axis - high - _COUNT_ABOVE))
        yield _link(first.href, name, *inside)


def _named(words: Words, stretch: Stretch) -> str:
    """Call a stretch by its month, its year, or its first and last ones."""
    first, last = stretch.first, stretch.end - dt.timedelta(days=1)
    whole_years = (first.month, last.month) == (1, 12)
    names = [
        f"{d.year}" if whole_years else words.day(f"{d.year}-{d.month}") for d in (first, last)
    ]
    return names[0] if names[0] == names[1] else words.text("range", first=names[0], last=names[1])


def _axis(words: Words, scale: Scale, axis: int) -> Iterator[Safe]:
    """Draw the line of time with the days, months or years that are named below it.

    The larger unit is named where it changes, in a second line.
    """
    yield _element("rect", x=0, y=axis, width="100%", height=1, class_="b-axis")
    for day in scale.months():
        x = _percent(scale.at(day))
        yield _element("rect", x=x, y=axis, width=1, height=4, class_="b-axis")
    before = None
    for tick in scale.ticks():
        x = _percent(scale.at(tick.day))
        yield _element("rect", x=x, y=axis, width=1, height=7, class_="b-axis")
        yield _text(_tick(words, tick), x, axis + _LABEL)
        if tick.unit != "year" and tick.day.year != before:
            yield _text(f"{tick.day.year}", x, axis + _SECOND_LABEL)
        before = tick.day.year


def _tick(words: Words, tick: Tick) -> str:
    if tick.unit == "year":
        return f"{tick.day.year}"
    return words.short_day(tick.day) if tick.unit == "day" else words.short_month(tick.day.month)


def _steps(words: Words, levels: Sequence[Level], scale: Scale, base: int) -> Iterator[Safe]:
    """Draw the questions as steps on a line of their own: the open ones, and upon them the settled.

    Behind the last step stands how many are open then.
    """
    if not levels:
        return
    pixels = (_OPEN - _LINE) / levels[-1].asked  # a question is never asked less
    known = levels if len(levels) <= MOST_STEPS else _fewer(levels, scale)
    yield _element("rect", x=0, y=base, width="100%", height=1, class_="b-axis")
    before, behind = 0, -_AFTER if scale.mirrored else _AFTER
    places = [*(scale.at(level.day) for level in known), scale.at(scale.last) + behind]
    for level, place, end in zip(known, places, places[1:], strict=False):
        x, width = _between(place, end)
        high, higher = round(pixels * level.open), round(pixels * level.asked)
        count = words.text("timeline-count", open=level.open, settled=level.asked - level.open)
        name = words.text("timeline-mark", date=words.day(level.day), title=count)
        title = _element("title", escape(name))
        settled = {"x": x, "y": base - higher, "width": width, "height": higher - high}
        if higher > high:
            yield _element("rect", title, **settled, class_="b-settled")
        area = {"x": x, "y": base - high, "width": width, "height": high}
        yield _element("rect", title, **area, class_="b-open")
        yield _element("rect", **area | {"height": _LINE}, class_="b-open-line")
        top, rise = base - max(high, before), abs(high - before)
        side = {"x": _percent(place), "y": top, "width": 1, "height": rise}
        yield _element("rect", **side, class_="b-open-line")
        before = high
    number = words.number(known[-1].open)
    yield _text(number, _percent(places[-1] + behind), base - max(before - 5, 0), "start")


def _fewer(levels: Iterable[Level], scale: Scale) -> list[Level]:
    """Keep the last step of those that would stand at one place."""
    places = {round(scale.at(level.day)): level for level in levels}
    return sorted(places.values())


def _between(place: float, other: float) -> tuple[str, str]:
    """Give the left side and the width of what stands between two places."""
    return _percent(min(place, other)), _percent(abs(place - other))


def _percent(place: float) -> str:
    return Safe(f"{place:.2f}%")


def _link(href: str, name: str, *inside: Safe) -> Safe:
    return _element("a", _element("title", escape(name)), *inside, href=link_address(href))


def _text(text: str, x: str, y: int, anchor: str = "middle") -> Safe:
    return _element("text", escape(text), x=x, y=y, text_anchor=anchor)


def _element(tag: str, *inside: Safe, **values: object) -> Safe:
    """Write an element; values are escaped, and what is inside is markup already."""
    written = (f' {key.rstrip("_").replace("_", "-")}="{escape(v)}"' for key, v in values.items())
    return Safe(f"<{tag}{''.join(written)}>{''.join(inside)}</{tag}>")
