"""What somebody said on one story, side by side in the order of the days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cards import card
from generator.entries import newest
from generator.lists import position_page, position_sheets, positions
from generator.pagers import leaves
from generator.targets import relative
from generator.views import Entry, PageView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.corpus import Speaker, Statement, Thread
    from generator.shelf import Shelf

MOST = 20
"""The most stories that somebody's page names: those on which they said most."""


def position_entries(shelf: Shelf, speaker: Speaker, page: str) -> tuple[Entry, ...]:
    """Lead from somebody's page to what they said on each story, the most first."""
    found = positions(shelf.corpus, speaker.key)
    most_first = sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))[:MOST]
    return tuple(
        Entry(
            shelf.corpus.threads[story].title,
            relative(position_page(speaker.key, story), page),
            count=shelf.words.text("count-statements", n=len(said)),
        )
        for story, said in most_first
    )


def position_pages(shelf: Shelf, speaker: Speaker) -> Iterator[PageView]:
    """Give the pages on which what somebody said on a story stands side by side."""
    for story, statements in positions(shelf.corpus, speaker.key).items():
        yield from _position(shelf, speaker, shelf.corpus.threads[story], statements)


def _position(
    shelf: Shelf, speaker: Speaker, thread: Thread, statements: tuple[Statement, ...]
) -> Iterator[PageView]:
    title = shelf.words.text("person-on-story", speaker=speaker.name, story=thread.title)
    divided = position_sheets(speaker.key, thread.key, statements, shelf.settings.page_size)
    day = shelf.words.day
    for leaf in leaves(shelf.words, title, divided, lambda s: day(s.date), growing=True):
        page = leaf.path
        yield PageView(
            "position.md.jinja",
            page,
            leaf.title,
            {
                "person": Entry(speaker.name, relative(f"people/{speaker.key}.md", page)),
                "story": Entry(thread.title, relative(f"stories/{thread.key}.md", page)),
                "statements": tuple(card(shelf, s, page) for s in _forwards(leaf.items)),
                "pager": leaf.pager,
            },
            date=newest(shelf.by_stem[s.stem] for s in leaf.items),
        )


def _forwards(statements: Iterable[Statement]) -> list[Statement]:
    """Put statements into the order of their days; those of a day as written."""
    return sorted(statements, key=lambda s: (s.date, s.stem))
