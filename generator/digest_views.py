"""A digest as it is shown: on its page, in a mail, and in plain text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.cards import card
from generator.entries import entry
from generator.key_quotations import key_quotation
from generator.question_views import STATUS_NAMES, answer_view, question_view
from generator.targets import relative
from generator.views import Entry

if TYPE_CHECKING:
    from generator.digests import Digest, Period
    from generator.ledger import Question, Step
    from generator.shelf import Shelf
    from generator.views import Card, QuestionView

MOST = 30
"""The most briefings, questions and answers of a digest; the others are a link away."""


@dataclass(frozen=True)
class DigestView:
    """What was said, asked and answered in a period.

    `said` are the first key quotations of the briefings; `more` says how many briefings, questions
    and answers are left out.
    """

    title: str
    briefings: tuple[Entry, ...]
    said: tuple[Card, ...]
    asked: tuple[QuestionView, ...]
    answered: tuple[QuestionView, ...]
    more: tuple[Entry, ...] = ()


def digest_title(shelf: Shelf, period: Period) -> str:
    """Say which days a digest is of."""
    if "W" in period.name:
        first, last = (shelf.words.day(day.isoformat()) for day in (period.first, period.last))
        return shelf.words.text("range", first=first, last=last)
    return shelf.words.day(period.name)


def digest_view(shelf: Shelf, digest: Digest, page: str) -> DigestView:
    """Show a digest on a page."""
    shown = digest.articles[:MOST]
    key = filter(None, map(key_quotation, shown))
    return DigestView(
        title=digest_title(shelf, digest.period),
        briefings=tuple(entry(shelf, one, page) for one in shown),
        said=tuple(card(shelf, statement, page) for statement in key),
        asked=tuple(_asked(shelf, q, step, page) for q, step in digest.asked[:MOST]),
        answered=tuple(_answered(shelf, q, step, page) for q, step in digest.answered[:MOST]),
        more=tuple(_more(shelf, digest, page)),
    )


def _asked(shelf: Shelf, question: Question, step: Step, page: str) -> QuestionView:
    """Show a question that was asked, as it is by now."""
    view = question_view(shelf, question, page, own=False)
    if step.what == "asked":
        return view
    day = shelf.words.day(step.date)
    return replace(view, remark=shelf.words.text("asked-again-on", date=day))


def _answered(shelf: Shelf, question: Question, step: Step, page: str) -> QuestionView:
    """Show a question as it was when a step had been made, with what that step says."""
    view = question_view(shelf, question, page, own=False)
    now = shelf.words.text(STATUS_NAMES[question.status])
    return replace(
        view,
        status=step.status,
        answers=(answer_view(shelf, step.answer, page),) if step.answer else (),
        took=shelf.words.text("took", days=question.days_to(step.date)),
        history=(),
        remark=shelf.words.text("state-by-now", status=now)
        if question.status != step.status
        else "",
    )


def _more(shelf: Shelf, digest: Digest, page: str) -> list[Entry]:
    archive = digest.newest
    counted = (
        ("more-briefings", digest.articles, f"archive/{archive.year:04}/{archive.month:02}.md"),
        ("more-questions", digest.asked, "questions/index.md"),
        ("more-answers", digest.answered, "questions/index.md"),
    )
    return [
        Entry(shelf.words.text(name, n=len(found) - MOST), relative(path, page))
        for name, found, path in counted
        if len(found) > MOST
    ]
