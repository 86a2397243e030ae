"""Questions as pages show them: their state, what leaves them open, what became of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.anchors import heading_of
from generator.cards import evidence, passage_mark
from generator.model import SETTLED
from generator.targets import relative
from generator.views import AnswerView, Entry, QuestionView, StepView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.ledger import Answer, Gap, Question, Status, Step
    from generator.shelf import Shelf
    from generator.views import Evidence
    from generator.wording import Words

GAPS = 5
"""The most passages that show a question to be open: the newest."""
STEPS = 20
"""The most steps of a history: the first, and the newest."""
STATUS_NAMES = {
    "open": "status-open",
    "partly": "status-partly",
    "answered": "status-answered",
    "moot": "status-moot",
}
"""The messages that say what state a question is in."""
STEP_NAMES = STATUS_NAMES | {"asked": "step-asked", "open": "step-open", "again": "step-again"}
"""The messages that say what became of a question."""


def question_view(shelf: Shelf, question: Question, page: str, *, own: bool) -> QuestionView:
    """Show a question; `own` on the page of the article that asked it, where it has its address.

    The newest answer stands with it, and that of the article whose page it is; its history has all.
    """
    asked_by = shelf.by_stem[question.stem].article
    return QuestionView(
        ask=question.ask,
        status=question.status,
        since=shelf.words.day(question.asked),
        href=shelf.link(question.stem, "questions", question.id, page),
        anchor=question.id if own else "",
        heading=heading_of(question.id) if own else "",
        resolves_when=question.resolves_when,
        asked_by="" if own else asked_by.fields.title,
        gaps=tuple(
            _gap(shelf, gap, page, number) for number, gap in enumerate(question.gaps[-GAPS:], 1)
        ),
        more_gaps=max(0, len(question.gaps) - GAPS),
        answers=tuple(
            answer_view(shelf, answer, page)
            for answer in question.answers
            if answer is question.answers[-1] or page == f"briefings/{answer.stem}.md"
        ),
        took=_took(shelf, question),
        history=_history(shelf, question, page),
        more_steps=max(0, len(question.history) - STEPS),
        lang=asked_by.fields.lang or "",
    )


def elsewhere(shelf: Shelf, questions: Iterable[Question], page: str) -> tuple[QuestionView, ...]:
    """Show questions on a page other than that of the article that asked them."""
    return tuple(question_view(shelf, question, page, own=False) for question in questions)


def ledger_view(shelf: Shelf, question: Question, page: str) -> QuestionView:
    """Show a question in a list of many: with its story, and with its age while it is open.

    The age changes with every new article, so no briefing shows it.
    """
    view = question_view(shelf, question, page, own=False)
    thread = shelf.corpus.threads.get(question.story)
    newest = shelf.corpus.articles[-1].article.fields.date  # until then something is known
    days, age = question.days_to(newest), ""
    if days and not question.is_settled:
        age = shelf.words.text("age-as-of", days=days, date=shelf.words.day(newest))
    story = Entry(thread.title, relative(f"stories/{thread.key}.md", page)) if thread else None
    return replace(view, age=age, story=story)


def count_open(words: Words, statuses: Iterable[Status]) -> str:
    """Say how many questions are not settled, and how many of them are answered in part."""
    unsettled = [status for status in statuses if status not in SETTLED]
    partly = unsettled.count("partly")
    if not partly:
        return words.text("count-open-questions", n=len(unsettled)) if unsettled else ""
    return words.text("count-open-and-partly", n=len(unsettled), partly=partly)


def _gap(shelf: Shelf, gap: Gap, page: str, number: int) -> Evidence:
    return passage_mark(shelf, gap.stem, gap.annotation, page, number)


def answer_view(shelf: Shelf, answer: Answer, page: str) -> AnswerView:
    fields, here = shelf.by_stem[answer.stem].article.fields, f"briefings/{answer.stem}.md"
    return AnswerView(
        answer.fields.status,
        answer.fields.text or "",
        shelf.words.day(answer.date),
        fields.title,
        relative(here, page),
        evidence(shelf, answer.stem, answer.fields.evidence, page),
        page == here,
        fields.lang or "",
    )


def _took(shelf: Shelf, question: Question) -> str:
    """Say how long it took to settle a question, if it is settled."""
    days = question.settled_after
    return "" if days is None else shelf.words.text("took", days=days)


def _history(shelf: Shelf, question: Question, page: str) -> tuple[StepView, ...]:
    """Show the history, if it says more than that a question was asked and answered."""
    steps = question.history
    if len(steps) < 3 and all(step.what not in {"open", "again"} for step in steps):  # noqa: PLR2004
        return ()
    shown = steps if len(steps) <= STEPS else (steps[0], *steps[1 - STEPS :])
    return tuple(_steps(shelf, shown, page))


def _steps(shelf: Shelf, steps: tuple[Step, ...], page: str) -> Iterator[StepView]:
    for step in steps:
        fields = shelf.by_stem[step.stem].article.fields
        own = (gap for gap in step.gaps if gap.stem == step.stem)
        gap = None if step.answer else next(own, None)
        yield StepView(
            step.what,
            STEP_NAMES[step.what],
            shelf.words.day(step.date),
            fields.title,
            relative(f"briefings/{step.stem}.md", page),
            text=(step.answer.fields.text or "") if step.answer else "",
            gap=_gap(shelf, gap, page, 1) if gap else None,
            lang=fields.lang or "",
        )
