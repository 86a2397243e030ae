"""The page of all quotations, by date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cards import card
from generator.entries import newest
from generator.lists import quotation_sheets
from generator.pagers import leaves
from generator.views import PageView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.shelf import Shelf


def quotation_pages(shelf: Shelf) -> Iterator[PageView]:
    """Give the pages of the list of quotations."""
    divided = quotation_sheets(shelf.corpus, shelf.settings.page_size)
    total, day = sum(len(sheet.items) for sheet in divided), shelf.words.day
    title = shelf.words.text("quotations")
    for leaf in leaves(shelf.words, title, divided, lambda s: day(s.date), growing=True):
        said_in = {statement.stem for statement in leaf.items}
        yield PageView(
            "quotations.md.jinja",
            leaf.path,
            leaf.title,
            {
                "quotations": tuple(card(shelf, s, leaf.path) for s in leaf.items),
                "total": total,
                "pager": leaf.pager,
            },
            date=newest(shelf.by_stem[stem] for stem in said_in),
        )
