"""The archive: all briefings by year and month."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.entries import entries, newest
from generator.lists import month_sheets
from generator.pagers import leaves
from generator.targets import relative
from generator.views import Entry, PageView

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.corpus import Linked
    from generator.shelf import Shelf

IN_FULL = 200
"""The most briefings that the first page of the archive lists itself."""


def archive_pages(shelf: Shelf) -> Iterator[PageView]:
    """Give the archive, and a page for each year and month."""
    years: dict[int, dict[int, list[Linked]]] = defaultdict(lambda: defaultdict(list))
    for one in shelf.corpus.articles:
        day = one.article.fields.date
        years[day.year][day.month].append(one)
    if 0 < len(shelf.corpus.articles) <= IN_FULL:
        yield _archive_in_full(shelf, years)
    else:
        yield _archive_of_years(shelf, years)
    for year, months in sorted(years.items()):
        yield from _year(shelf, year, months)


def _archive_in_full(shelf: Shelf, years: Mapping[int, Mapping[int, Sequence[Linked]]]) -> PageView:
    page = "archive/index.md"
    listed = tuple(
        (
            Entry(f"{year}", relative(f"archive/{year:04}/index.md", page)),
            _months(shelf, year, months, page, with_year=False),
            entries(shelf, (one for found in months.values() for one in found), page),
        )
        for year, months in sorted(years.items(), reverse=True)
    )
    title, day = shelf.words.text("archive"), newest(shelf.corpus.articles)
    return PageView("archive.md.jinja", page, title, {"years": listed}, date=day)


def _archive_of_years(
    shelf: Shelf, years: Mapping[int, Mapping[int, Sequence[Linked]]]
) -> PageView:
    page = "archive/index.md"
    listed = tuple(
        Entry(
            f"{year}",
            relative(f"archive/{year:04}/index.md", page),
            count=shelf.words.text("count-briefings", n=sum(map(len, months.values()))),
        )
        for year, months in sorted(years.items(), reverse=True)
    )
    return PageView(
        "list.md.jinja",
        page,
        shelf.words.text("archive"),
        {"entries": listed, "intro": shelf.words.text("archive-years-hint"), "pager": None},
        date=newest(shelf.corpus.articles),
    )


def _month(shelf: Shelf, year: int, month: int) -> str:
    return shelf.words.day(f"{year:04}-{month:02}")


def _months(
    shelf: Shelf,
    year: int,
    months: Mapping[int, Sequence[Linked]],
    page: str,
    *,
    with_year: bool,
) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            _month(shelf, year, month) if with_year else shelf.words.month(month),
            relative(f"archive/{year:04}/{month:02}.md", page),
            count=shelf.words.text("count-briefings", n=len(found)),
        )
        for month, found in sorted(months.items(), reverse=True)
    )


def _year(shelf: Shelf, year: int, months: dict[int, list[Linked]]) -> Iterator[PageView]:
    page = f"archive/{year:04}/index.md"
    listed = _months(shelf, year, months, page, with_year=True)
    everything = [one for found in months.values() for one in found]
    yield PageView(
        "list.md.jinja",
        page,
        shelf.words.text("briefings-of", period=f"{year}"),
        {"entries": listed, "intro": "", "pager": None},
        date=newest(everything),
    )
    for month, found in sorted(months.items()):
        title = shelf.words.text("briefings-of", period=_month(shelf, year, month))
        divided = month_sheets((year, month), found, shelf.settings.page_size)
        for leaf in leaves(shelf.words, title, divided, lambda one: _day(shelf, one), growing=True):
            listed = entries(shelf, leaf.items, leaf.path)
            values = {"entries": listed, "intro": "", "pager": leaf.pager}
            yield PageView("list.md.jinja", leaf.path, leaf.title, values, date=newest(leaf.items))


def _day(shelf: Shelf, one: Linked) -> str:
    return shelf.words.day(one.article.fields.date)
