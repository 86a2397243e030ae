"""Where days stand on a drawing of time, and which of them are named: days -> per cent.

Per cent, not units of a picture that is scaled: so the letters keep their size on every screen.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Unit = Literal["day", "month", "year"]
BEGIN, END = 6.0, 94.0
"""What is drawn keeps so far from the sides: half of what a day is called has room there."""
SHORTEST = 6
"""The fewest days that a drawing spans."""
_STEPS: tuple[tuple[Unit, int], ...] = (
    *(("day", step) for step in (1, 2, 7, 14)),
    *(("month", step) for step in (1, 2, 3, 6)),
    *(("year", step) for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)),
)
_DAYS = {"day": 1.0, "month": 30.5, "year": 365.25}
_MOST_TICKS = 6
_MONTHS = 12
_MOST_MONTHS = 36
_GATHERED = (1, 2, 3, 6, *(_MONTHS * step for unit, step in _STEPS if unit == "year"))


class Tick(NamedTuple):
    """A day that is named on the axis, by its day, month or year."""

    day: dt.date
    unit: Unit


class Stretch(NamedTuple):
    """Days that are gathered: the first one, and the first one behind them."""

    first: dt.date
    end: dt.date


@dataclass(frozen=True)
class Scale:
    """The time that is drawn; `mirrored` where it runs from right to left."""

    first: dt.date
    last: dt.date
    mirrored: bool = False

    @classmethod
    def of(cls, days: Sequence[dt.date], *, mirrored: bool = False) -> Scale:
        """Span all days, and at least so many that a day has some width."""
        first, last = min(days), max(days)
        lacking = max(0, SHORTEST - (last - first).days)
        first, last = _moved(first, -(lacking // 2)), _moved(last, lacking - lacking // 2)
        return cls(first, last, mirrored)

    def at(self, day: dt.date) -> float:
        """Give the place of a day, in per cent."""
        share = (day - self.first).days / (self.last - self.first).days
        place = BEGIN + (END - BEGIN) * share
        return round(100 - place if self.mirrored else place, 2)

    def ticks(self) -> tuple[Tick, ...]:
        """Choose the days to be named, few enough that the names have room on a phone."""
        span = (self.last - self.first).days
        unit, step = next((u, s) for u, s in _STEPS if span / (s * _DAYS[u]) < _MOST_TICKS)
        if unit == "day":
            numbers = range(self.first.toordinal(), self.last.toordinal() + 1)
            return tuple(Tick(dt.date.fromordinal(n), unit) for n in numbers if n % step == 0)
        months = step * (_MONTHS if unit == "year" else 1)
        return tuple(Tick(day, unit) for day in self._beginnings(months))

    def months(self) -> tuple[dt.date, ...]:
        """Give the beginnings of all months, if they are few enough for a mark of each."""
        is_short = (self.last - self.first).days < _MOST_MONTHS * _DAYS["month"]
        return self._beginnings(1) if is_short else ()

    def _beginnings(self, months: int) -> tuple[dt.date, ...]:
        """Give the days on which stretches of so many months begin."""
        numbers = range(_month(self.first) // months, _month(self.last) // months + 1)
        days = (_first_of(number * months) for number in numbers)
        return tuple(day for day in days if day >= self.first)


def gathered(days: Iterable[dt.date], most: int) -> tuple[Stretch, ...]:
    """Divide the time of some days into stretches of equal months, `most` of them at most."""
    known = [_month(day) for day in days]
    first, last = min(known), max(known)
    months = next(m for m in _GATHERED if last // m - first // m < most)
    return tuple(
        Stretch(_first_of(number * months), _first_of((number + 1) * months))
        for number in range(first // months, last // months + 1)
    )


def _month(day: dt.date) -> int:
    """Number the months."""
    return day.year * _MONTHS + day.month - 1


def _first_of(number: int) -> dt.date:
    """Give the first day of a month, or the nearest that the calendar has."""
    year, month = divmod(number, _MONTHS)
    if year < dt.MINYEAR:
        return dt.date.min
    return dt.date(year, month + 1, 1) if year <= dt.MAXYEAR else dt.date.max


def _moved(day: dt.date, days: int) -> dt.date:
    """Move a day, within the calendar."""
    number = day.toordinal() + days
    return dt.date.fromordinal(min(max(number, 1), dt.date.max.toordinal()))
