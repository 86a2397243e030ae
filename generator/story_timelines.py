"""The timeline of a story: its briefings one after another, and the drawing of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING

from generator.cards import card
from generator.entries import entry
from generator.key_quotations import key_quotation
from generator.ledger import turns
from generator.lists import story_sheets
from generator.model import SETTLED
from generator.question_views import STEP_NAMES
from generator.story_views import Stop, TimelineView, TurnView
from generator.targets import relative
from generator.timelines import Level, Mark, draw

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from generator.corpus import Linked, Thread
    from generator.ledger import Question, Turn
    from generator.shelf import Shelf

MOST_TURNS = 10
"""The most questions that are named with a briefing."""


def turns_by_article(questions: Iterable[Question]) -> Mapping[str, tuple[Turn, ...]]:
    """Give what each article did to questions: to earlier ones first, then those that it asks."""
    found: dict[str, list[Turn]] = defaultdict(list)
    for turn in turns(questions):
        found[turn.step.stem].append(turn)
    return {
        stem: tuple(sorted(own, key=lambda t: (t.step.what == "asked", t.question.asked)))
        for stem, own in found.items()
    }


def stop(shelf: Shelf, one: Linked, own: Sequence[Turn], page: str) -> Stop:
    """Show a briefing in the timeline."""
    key = key_quotation(one)
    return Stop(
        _anchor(one.stem),
        entry(shelf, one, page),
        card(shelf, key, page) if key else None,
        tuple(_turn(shelf, turn, page) for turn in own[:MOST_TURNS]),
        max(0, len(own) - MOST_TURNS),
    )


def _anchor(stem: str) -> str:
    """Name the place of a briefing in the timeline. No other id has an underscore there."""
    return f"b-in_{stem}"


def _turn(shelf: Shelf, turn: Turn, page: str) -> TurnView:
    question = turn.question
    asked_by = shelf.by_stem[question.stem].article.fields
    href = shelf.link(question.stem, "questions", question.id, page)
    return TurnView(
        turn.step.what, STEP_NAMES[turn.step.what], question.ask, href, asked_by.lang or ""
    )


def timeline(shelf: Shelf, thread: Thread, page: str) -> TimelineView:
    """Draw a story that has articles; each mark leads to its place in the list."""
    words, days = shelf.words, [one.article.fields.date for one in thread.articles]
    levels = _levels(shelf.corpus.by_story.get(thread.key, ()))
    places = _places(thread, shelf.settings.page_size, page)
    marks = [
        Mark(
            day,
            words.text("timeline-mark", date=words.day(day), title=one.article.fields.title),
            places[one.stem],
        )
        for day, one in zip(days, thread.articles, strict=True)
    ]
    label = words.text(
        "timeline-shows",
        briefings=words.text("count-briefings", n=len(marks)),
        period=period(shelf, thread),
    )
    drawn = draw(words, label, marks, levels)
    last = levels[-1] if levels else None
    return TimelineView(
        drawn.svg,
        drawn.is_gathered,
        max((level.open for level in levels), default=0),
        last.open if last else 0,
        last.asked - last.open if last else 0,
    )


def period(shelf: Shelf, thread: Thread) -> str:
    """Say from when to when there are articles of a story, in words."""
    words = shelf.words
    first, last = (words.day(thread.articles[at].article.fields.date) for at in (0, -1))
    return first if first == last else words.text("range", first=first, last=last)


def _places(thread: Thread, size: int, page: str) -> Mapping[str, str]:
    """Map each article to its place in the pages of the list."""
    found: dict[str, str] = {}
    for sheet in story_sheets(thread, size):
        before = "" if sheet.path == page else relative(sheet.path, page)
        found |= {one.stem: f"{before}#{_anchor(one.stem)}" for one in sheet.items}
    return found


def _levels(questions: Iterable[Question]) -> list[Level]:
    """Count the questions at the end of each day on which something became of one."""
    asked: Counter[dt.date] = Counter()
    opened: Counter[dt.date] = Counter()
    for question in questions:
        asked[question.asked] += 1
        was_open = False
        for step in question.history:
            is_open = step.status not in SETTLED
            opened[step.date] += is_open - was_open
            was_open = is_open
    days = sorted(opened)
    all_asked = accumulate(asked[day] for day in days)
    all_open = accumulate(opened[day] for day in days)
    return [Level(*level) for level in zip(days, all_asked, all_open, strict=True)]
