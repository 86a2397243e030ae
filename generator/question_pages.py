"""The ledger: which questions are open, and which were settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.entries import newest
from generator.lists import question_sheets, settled_last_first
from generator.pagers import leaves
from generator.question_views import ledger_view
from generator.targets import relative
from generator.views import Entry, PageView, QuestionView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.ledger import Question
    from generator.shelf import Shelf

LEDGER = "questions/index.md"
TITLES = {
    "open": ("status-open", "questions-open"),
    "partly": ("status-partly", "questions-partly"),
    "settled": ("answered-or-moot", "questions-settled"),
}
"""What each list is called where it is named in a row, and on its own page."""


def question_pages(shelf: Shelf) -> Iterator[PageView]:
    """Give the page that leads to all questions, and a list of each state."""
    latest, size = newest(shelf.corpus.articles), shelf.settings.page_size
    lists = []
    for status, (name, title) in TITLES.items():
        divided = question_sheets(shelf.corpus, status, size)
        if number := sum(len(sheet.items) for sheet in divided):
            href = relative(divided[0].path, LEDGER)
            lists.append(Entry(shelf.words.text(name), href, count=f"{number}"))
        for leaf in leaves(
            shelf.words,
            shelf.words.text(title),
            divided,
            lambda q: shelf.words.day(q.history[-1].date if q.is_settled else q.asked),
            growing=status == "settled",
        ):
            questions = _shown(shelf, leaf.items, leaf.path)
            values = {"questions": questions, "pager": leaf.pager}
            yield PageView("question-list.md.jinja", leaf.path, leaf.title, values, date=latest)
    yield PageView(
        "questions.md.jinja",
        LEDGER,
        shelf.words.text("questions"),
        {
            "lists": tuple(lists),
            "longest": _shown(shelf, open_the_longest(shelf), LEDGER),
            "answered": _shown(shelf, newly_answered(shelf), LEDGER),
        },
        date=latest,
    )


def _shown(shelf: Shelf, questions: Iterable[Question], page: str) -> tuple[QuestionView, ...]:
    return tuple(ledger_view(shelf, question, page) for question in questions)


def open_the_longest(shelf: Shelf) -> tuple[Question, ...]:
    """Give the unsettled questions to be featured: the open ones, asked the longest ago, first."""
    return shelf.corpus.unsettled[: shelf.settings.featured_questions]


def newly_answered(shelf: Shelf) -> tuple[Question, ...]:
    """Give the questions that were answered last."""
    found = [q for q in shelf.corpus.questions.values() if q.status == "answered"]
    return tuple(settled_last_first(found)[: shelf.settings.featured_questions])
