"""What was said, asked and answered in a week or a month."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.corpus import Corpus, Linked
    from generator.ledger import Question, Step

    Turns = defaultdict["Period", list[tuple[Question, Step]]]

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
    year, week, _ = day.isocalendar()
    return week_named(f"{year:04}-W{week:02}")


def month_of(day: dt.date) -> Period:
    """Give the month of a day."""
    return month_named(f"{day.year:04}-{day.month:02}")


def week_named(name: str) -> Period:
    """Read the name of a week. Raises ValueError if there is no such week."""
    found = _WEEK.fullmatch(name)
    if not found:
        message = f"`{name}` is not of the form 2025-W21."
        raise ValueError(message)
    try:
        first = dt.date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        message = f"The year {found[1]} has no week {found[2]}."
        raise ValueError(message) from None
    return Period(first, first + min(dt.timedelta(days=6), dt.date.max - first), name)


def month_named(name: str) -> Period:
    """Read the name of a month. Raises ValueError if there is no such month."""
    found = _MONTH.fullmatch(name)
    if not found:
        message = f"`{name}` is not of the form 2025-05."
        raise ValueError(message)
    try:
        first = dt.date(int(found[1]), int(found[2]), 1)
    except ValueError:
        message = f"There is no month `{name}`."
        raise ValueError(message) from None
    return Period(first, first.replace(day=monthrange(first.year, first.month)[1]), name)


@dataclass(frozen=True)
class Digest:
    """The articles of a period, what they ask (or ask again), and what was answered in it."""

    period: Period
    articles: tuple[Linked, ...] = ()
    asked: tuple[tuple[Question, Step], ...] = ()
    answered: tuple[tuple[Question, Step], ...] = ()

    @property
    def newest(self) -> dt.date:
        """The day of the last article or answer in it."""
        days = [one.article.fields.date for one in self.articles[-1:]]
        return max([*days, *(step.date for _, step in self.answered[-1:])])


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
            tuple({question.name: (question, step) for question, step in asked[period]}.values()),
            tuple(answered[period]),
        )
        for period in sorted({*articles, *answered})
    )


def _turns(corpus: Corpus, period_of: Callable[[dt.date], Period]) -> tuple[Turns, Turns]:
    """Give what was asked, or asked again, in each period, and what was answered."""
    asked: Turns = defaultdict(list)
    answered: Turns = defaultdict(list)
    turns = ((q, step) for q in corpus.questions.values() for step in q.history)
    for question, step in sorted(turns, key=lambda turn: (turn[1].date, turn[1].stem)):
        if step.answer:
            answered[period_of(step.date)].append((question, step))
        elif step.what != "open":
            asked[period_of(step.date)].append((question, step))
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
