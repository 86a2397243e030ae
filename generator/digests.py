"""What was said, asked and answered in a week or a month."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.ledger import turns

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.corpus import Corpus, Linked
    from generator.ledger import Turn

    Turns = defaultdict["Period", list[Turn]]

_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")


@dataclass(frozen=True, order=True)
class Period:
    """A week (ISO 8601, `2025-W21`, from Monday to Sunday) or a month (`2025-05`)."""

    first: dt.date
    last: dt.date
    name: str


def week_of(day: dt.date) -> Period:
    """Give the week of a day."""
    year, week, weekday = day.isocalendar()
    first = day - dt.timedelta(days=weekday - 1)
    last = first + min(dt.timedelta(days=6), dt.date.max - first)
    return Period(first, last, f"{year:04}-W{week:02}")


def month_of(day: dt.date) -> Period:
    """Give the month of a day."""
    last = monthrange(day.year, day.month)[1]
    return Period(day.replace(day=1), day.replace(day=last), f"{day.year:04}-{day.month:02}")


def week_named(name: str) -> Period:
    """Read the name of a week. Raises ValueError if there is no such week."""
    year, week = _numbers(_WEEK, name, "2025-W21")
    try:
        return week_of(dt.date.fromisocalendar(int(year), int(week), 1))
    except ValueError:
        message = f"The year {year} has no week {week}."
        raise ValueError(message) from None


def month_named(name: str) -> Period:
    """Read the name of a month. Raises ValueError if there is no such month."""
    year, month = _numbers(_MONTH, name, "2025-05")
    try:
        return month_of(dt.date(int(year), int(month), 1))
    except ValueError:
        message = f"There is no month `{name}`."
        raise ValueError(message) from None


def _numbers(form: re.Pattern[str], name: str, sample: str) -> tuple[str, str]:
    found = form.fullmatch(name)
    if not found:
        message = f"`{name}` is not of the form {sample}."
        raise ValueError(message)
    return found[1], found[2]


@dataclass(frozen=True)
class Digest:
    """The articles of a period, what they ask (or ask again), and what was answered in it."""

    period: Period
    articles: tuple[Linked, ...] = ()
    asked: tuple[Turn, ...] = ()
    answered: tuple[Turn, ...] = ()

    @property
    def newest(self) -> dt.date:
        """The day of the last article or answer in it."""
        days = [one.article.fields.date for one in self.articles[-1:]]
        return max([*days, *(turn.step.date for turn in self.answered[-1:])])


def digests(corpus: Corpus, period_of: Callable[[dt.date], Period]) -> tuple[Digest, ...]:
    """Give the digest of each week or month that has an article or an answer, the oldest first."""
    articles: dict[Period, list[Linked]] = defaultdict(list)
    for one in corpus.articles:
        articles[period_of(one.article.fields.date)].append(one)
    asked, answered = _turns(corpus, period_of)
    return tuple(
        Digest(
            period,
            tuple(articles[period]),
            tuple({turn.question.name: turn for turn in asked[period]}.values()),
            tuple(answered[period]),
        )
        for period in sorted({*articles, *answered})
    )


def _turns(corpus: Corpus, period_of: Callable[[dt.date], Period]) -> tuple[Turns, Turns]:
    """Give what was asked, or asked again, in each period, and what was answered."""
    asked: Turns = defaultdict(list)
    answered: Turns = defaultdict(list)
    found = turns(corpus.questions.values())
    for turn in sorted(found, key=lambda turn: (turn.step.date, turn.step.stem)):
        kind = answered if turn.step.answer else asked
        kind[period_of(turn.step.date)].append(turn)
    return asked, answered


def digest_page(period: Period) -> str:
    """Path of the page of a digest."""
    return f"digests/{period.name}.md"


def months_and_weeks(corpus: Corpus) -> tuple[tuple[Period, tuple[Period, ...]], ...]:
    """Give the months that have a digest, the newest first, each with its weeks.

    A week that lies in two months is with the month of what is newest in it.
    """
    weeks: dict[Period, list[Period]] = defaultdict(list)
    for digest in digests(corpus, week_of):
        weeks[month_of(digest.newest)].append(digest.period)
    months = (digest.period for digest in digests(corpus, month_of))
    return tuple((month, tuple(weeks[month])) for month in months)[::-1]
