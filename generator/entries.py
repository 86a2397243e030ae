"""Articles as lines in lists of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.targets import relative
from generator.views import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.corpus import Linked
    from generator.shelf import Shelf


def entry(shelf: Shelf, one: Linked, page: str) -> Entry:
    """Name an article with its day and its one sentence."""
    fields = one.article.fields
    return Entry(
        fields.title,
        relative(f"briefings/{one.stem}.md", page),
        shelf.words.day(fields.date),
        fields.description or "",
        lang=fields.lang or "",
    )


def entries(shelf: Shelf, articles: Iterable[Linked], page: str) -> tuple[Entry, ...]:
    """List articles, the newest first."""
    ordered = sorted(articles, key=lambda one: (one.article.fields.date, one.stem), reverse=True)
    return tuple(entry(shelf, one, page) for one in ordered)


def newest(articles: Iterable[Linked]) -> str:
    """Give the day of the last change of any article, or nothing where there is none."""
    day = max((one.article.fields.last_change for one in articles), default=None)
    return day.isoformat() if day else ""
