"""Pages of stories: where each stands, and the briefings that tell it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.entries import entry, newest
from generator.lists import active_first, stories_sheets, story_sheets
from generator.notes import note_of
from generator.pagers import leaves
from generator.question_views import question_view
from generator.targets import relative
from generator.views import PageView, StoryEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.corpus import Thread
    from generator.ledger import Question
    from generator.shelf import Shelf

FEATURED = 5
"""The most stories on the home page."""


def story_pages(shelf: Shelf) -> Iterator[PageView]:
    """Give the list of stories and the page of each."""
    divided = stories_sheets(shelf.corpus, shelf.settings.page_size)
    title, latest = shelf.words.text("stories"), newest(shelf.corpus.articles)
    for leaf in leaves(shelf.words, title, divided, lambda thread: thread.title):
        stories = _entries(shelf, leaf.items, leaf.path)
        values = {"stories": stories, "pager": leaf.pager}
        yield PageView("stories.md.jinja", leaf.path, leaf.title, values, date=latest)
    for thread in shelf.corpus.threads.values():
        yield from _story(shelf, thread)


def featured_stories(shelf: Shelf, page: str) -> tuple[StoryEntry, ...]:
    """Give the stories that went on last."""
    return _entries(shelf, active_first(shelf.corpus.threads.values())[:FEATURED], page)


def _entries(shelf: Shelf, threads: Iterable[Thread], page: str) -> tuple[StoryEntry, ...]:
    """List stories with their state."""
    unsettled = Counter(question.story for question in shelf.corpus.unsettled)
    return tuple(
        StoryEntry(
            thread.title,
            relative(f"stories/{thread.key}.md", page),
            briefings=len(thread.articles),
            unsettled=unsettled[thread.key],
            latest=entry(shelf, thread.articles[-1], page) if thread.articles else None,
        )
        for thread in threads
    )


def _story(shelf: Shelf, thread: Thread) -> Iterator[PageView]:
    record, latest = thread.record, newest(thread.articles) or newest(shelf.corpus.articles)
    divided = story_sheets(thread, shelf.settings.page_size)
    questions: list[Question] = [q for q in shelf.corpus.unsettled if q.story == thread.key]
    days = shelf.words.day
    for leaf in leaves(
        shelf.words,
        thread.title,
        divided,
        lambda one: days(one.article.fields.date),
        growing=True,
    ):
        page = leaf.path
        yield PageView(
            "story.md.jinja",
            page,
            leaf.title,
            {
                "note": note_of(shelf, record, page) if leaf.is_first else "",
                "total": len(thread.articles),
                "entries": tuple(entry(shelf, one, page) for one in leaf.items),
                "questions": tuple(question_view(shelf, q, page, own=False) for q in questions),
                "is_first": leaf.is_first,
                "pager": leaf.pager,
            },
            date=latest if leaf.is_first else newest(leaf.items),
            author_path=record.source.content_path if record else "",
        )
