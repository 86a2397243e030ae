"""Pages of stories: where each stands, what happened in its time, who took part, what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.entries import entry, newest
from generator.lists import (
    FEW_PEOPLE,
    active_first,
    settled_last_first,
    stories_sheets,
    story_people_sheets,
    story_question_sheets,
    story_sheets,
    taking_part,
)
from generator.model import SETTLED
from generator.notes import note_of
from generator.pagers import leaves
from generator.participants import participant, participants
from generator.question_views import count_open, elsewhere
from generator.story_timelines import period, stop, timeline, turns_by_article
from generator.targets import relative
from generator.views import Entry, PageView, StoryEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.corpus import Thread
    from generator.ledger import Question, Turn
    from generator.shelf import Shelf

    Turns = Mapping[str, tuple[Turn, ...]]

FEATURED = 5
"""The most stories on the home page."""
MOST_QUESTIONS = 10
"""The most questions of each kind on a story's page; all of them have a list of their own."""


def story_pages(shelf: Shelf) -> Iterator[PageView]:
    """Give the list of stories and the page of each."""
    divided = stories_sheets(shelf.corpus, shelf.settings.page_size)
    title, latest = shelf.words.text("stories"), newest(shelf.corpus.articles)
    for leaf in leaves(shelf.words, title, divided, lambda thread: thread.title):
        stories = _entries(shelf, leaf.items, leaf.path)
        values = {"stories": stories, "pager": leaf.pager}
        yield PageView("stories.md.jinja", leaf.path, leaf.title, values, date=latest)
    turns = turns_by_article(shelf.corpus.questions.values())
    for thread in shelf.corpus.threads.values():
        yield from _story(shelf, thread, turns)
        yield from _questions(shelf, thread)
        yield from _people(shelf, thread)


def featured_stories(shelf: Shelf, page: str) -> tuple[StoryEntry, ...]:
    """Give the stories that went on last."""
    return _entries(shelf, active_first(shelf.corpus.threads.values())[:FEATURED], page)


def _entries(shelf: Shelf, threads: Iterable[Thread], page: str) -> tuple[StoryEntry, ...]:
    """List stories with their state."""
    return tuple(
        StoryEntry(
            thread.title,
            relative(f"stories/{thread.key}.md", page),
            briefings=len(thread.articles),
            period=period(shelf, thread) if thread.articles else "",
            questions=_counted(shelf, shelf.corpus.by_story.get(thread.key, ())),
            latest=entry(shelf, thread.articles[-1], page) if thread.articles else None,
        )
        for thread in threads
    )


def _counted(shelf: Shelf, questions: Iterable[Question]) -> str:
    """Say how many questions are open and how many are settled."""
    states = [question.status for question in questions]
    settled = sum(status in SETTLED for status in states)
    words = shelf.words
    texts = count_open(words, states), words.text("count-settled", n=settled) if settled else ""
    return words.text("passage-separator").join(filter(None, texts))


def _story(shelf: Shelf, thread: Thread, turns: Turns) -> Iterator[PageView]:
    record, latest = thread.record, newest(thread.articles) or newest(shelf.corpus.articles)
    divided = story_sheets(thread, shelf.settings.page_size)
    days = shelf.words.day
    for leaf in leaves(
        shelf.words,
        thread.title,
        divided,
        lambda one: days(one.article.fields.date),
        growing=True,
    ):
        yield PageView(
            "story.md.jinja",
            leaf.path,
            leaf.title,
            {
                "stops": tuple(
                    stop(shelf, one, turns.get(one.stem, ()), leaf.path)
                    for one in reversed(leaf.items)  # a story is read forwards
                ),
                "pager": leaf.pager,
                **(_overview(shelf, thread, leaf.path) if leaf.is_first else {}),
                "is_first": leaf.is_first,
            },
            date=latest if leaf.is_first else newest(leaf.items),
            author_path=record.source.content_path if record else "",
        )


def _overview(shelf: Shelf, thread: Thread, page: str) -> dict[str, object]:
    """Give what the first page of a story says besides the briefings."""
    asked = shelf.corpus.by_story.get(thread.key, ())
    unsettled = sorted((q for q in asked if not q.is_settled), key=lambda q: q.status)
    settled = settled_last_first(q for q in asked if q.is_settled)
    people = participants(shelf, thread, page)
    size = shelf.settings.page_size
    divided = story_question_sheets(shelf.corpus, thread.key, size)
    everybody = story_people_sheets(shelf.corpus, thread, size)
    return {
        "note": note_of(shelf, thread.record, page),
        "total": len(thread.articles),
        "counted": _counted(shelf, asked),
        "period": period(shelf, thread) if thread.articles else "",
        "timeline": timeline(shelf, thread, page) if thread.articles else None,
        "people": people[:FEW_PEOPLE],
        "took_part": len(people),
        "everybody": relative(everybody[0].path, page) if everybody else "",
        "unsettled": elsewhere(shelf, unsettled[:MOST_QUESTIONS], page),
        "settled": elsewhere(shelf, settled[:MOST_QUESTIONS], page),
        "asked": len(asked),
        "questions": relative(divided[0].path, page),
    }


def _questions(shelf: Shelf, thread: Thread) -> Iterator[PageView]:
    """Give the list of all questions of a story that has any."""
    asked = shelf.corpus.by_story.get(thread.key)
    if not asked:
        return
    title = shelf.words.text("questions-of-story", story=thread.title)
    divided = story_question_sheets(shelf.corpus, thread.key, shelf.settings.page_size)
    days, latest = shelf.words.day, newest(thread.articles)
    for leaf in leaves(shelf.words, title, divided, lambda q: days(q.asked), growing=True):
        values = {
            "questions": elsewhere(shelf, leaf.items, leaf.path),
            "story": Entry(thread.title, relative(f"stories/{thread.key}.md", leaf.path)),
            "pager": leaf.pager,
        }
        yield PageView("story-questions.md.jinja", leaf.path, leaf.title, values, date=latest)


def _people(shelf: Shelf, thread: Thread) -> Iterator[PageView]:
    """Give the list of all who took part in a story, where its own page cannot name them."""
    divided = story_people_sheets(shelf.corpus, thread, shelf.settings.page_size)
    if not divided:
        return
    said, latest = taking_part(thread), newest(thread.articles)
    title = shelf.words.text("people-of-story", story=thread.title)
    for leaf in leaves(shelf.words, title, divided, lambda speaker: speaker.name):
        values = {
            "people": tuple(
                participant(shelf, thread, speaker, said[speaker.key], leaf.path)
                for speaker in leaf.items
            ),
            "story": Entry(thread.title, relative(f"stories/{thread.key}.md", leaf.path)),
            "pager": leaf.pager,
        }
        yield PageView("story-people.md.jinja", leaf.path, leaf.title, values, date=latest)
