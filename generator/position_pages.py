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
    from collections.abc import Iterable, Iterator, Mapping

    from generator.corpus import Speaker, Statement, Thread
    from generator.pagers import Leaf
    from generator.shelf import Shelf


def position_entries(
    shelf: Shelf, leaf: Leaf[Statement], known: Mapping[str, tuple[Statement, ...]]
) -> tuple[Entry, ...]:
    """Lead from a page of somebody's to what they said on each story of which it tells.

    `known` are all stories on which their statements stand side by side.
    """
    stories = (shelf.by_stem[said.stem].article.fields.story or "" for said in leaf.items)
    return tuple(
        Entry(
            shelf.corpus.threads[story].title,
            relative(position_page(said[0].speaker.key, story), leaf.path),
            count=shelf.words.text("count-statements", n=len(said)),
        )
        for story in dict.fromkeys(stories)
        if (said := known.get(story, ())) and said[0].speaker
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
