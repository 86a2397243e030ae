"""The pages of digests, and the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.digest_views import digest_title, digest_view
from generator.digests import digest_page, digests, month_of, week_of
from generator.entries import newest
from generator.lists import digest_sheets
from generator.pagers import leaves
from generator.targets import relative
from generator.views import Entry, PageView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.digests import Digest, Period
    from generator.shelf import Shelf


def digest_pages(shelf: Shelf) -> Iterator[PageView]:
    """Give the list of digests, and the page of each week and month."""
    yield from _list(shelf)
    for period_of in (week_of, month_of):
        found = digests(shelf.corpus, period_of)
        around = zip([None, *found], found, [*found[1:], None], strict=False)
        for before, digest, after in around:
            yield _digest(shelf, digest, before, after)


def _list(shelf: Shelf) -> Iterator[PageView]:
    divided = digest_sheets(shelf.corpus, shelf.settings.page_size)
    title, latest = shelf.words.text("digests"), newest(shelf.corpus.articles)
    for leaf in leaves(
        shelf.words, title, divided, lambda found: digest_title(shelf, found[0]), growing=True
    ):
        months = tuple(
            (_entry(shelf, month, leaf.path), tuple(_entry(shelf, w, leaf.path) for w in weeks))
            for month, weeks in leaf.items
        )
        values = {"months": months, "pager": leaf.pager}
        yield PageView("digests.md.jinja", leaf.path, leaf.title, values, date=latest)


def _entry(shelf: Shelf, period: Period, page: str) -> Entry:
    return Entry(digest_title(shelf, period), relative(digest_page(period), page))


def _digest(shelf: Shelf, digest: Digest, before: Digest | None, after: Digest | None) -> PageView:
    page = digest_page(digest.period)
    view = digest_view(shelf, digest, page)
    return PageView(
        "digest.md.jinja",
        page,
        shelf.words.text("digest-of", period=view.title),
        {
            "digest": view,
            "before": _entry(shelf, before.period, page) if before else None,
            "after": _entry(shelf, after.period, page) if after else None,
            "archive": relative("digests/index.md", page),
        },
        date=digest.newest.isoformat(),
    )
