"""How one page of a long list leads to the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic

from generator.sheets import Item, Sheet
from generator.targets import relative
from generator.views import Entry, Pager

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.wording import Words

MARKS = 12
"""The most pages of a list that each of its pages names, besides its neighbours."""


@dataclass(frozen=True)
class Leaf(Generic[Item]):
    """One page of a list with its title and its way to the others (none if it is the only one)."""

    path: str
    title: str
    items: tuple[Item, ...]
    pager: Pager | None = None
    is_first: bool = True


def leaves(
    words: Words,
    title: str,
    divided: Sequence[Sheet[Item]],
    name: Callable[[Item], str],
    *,
    growing: bool = False,
) -> Iterator[Leaf[Item]]:
    """Give the pages of a list; `name` is what the first and last of a page are called.

    `growing` says that the list begins with the newest.
    """
    if len(divided) == 1:
        (only,) = divided
        yield Leaf(only.path, title, only.items)
        return
    ranges = [_range(words, sheet, name, growing=growing) for sheet in divided]
    for at, sheet in enumerate(divided):

        def entry(other: int, page: str = sheet.path, here: int = at) -> Entry:
            href = relative(divided[other].path, page) if other != here else ""
            return Entry(ranges[other], href)

        pager = Pager(
            entry(at - 1) if at else None,
            entry(at + 1) if at + 1 < len(divided) else None,
            tuple(map(entry, _spread(len(divided), at))),
            growing,
        )
        named = words.text("page-of-list", title=title, range=ranges[at]) if at else title
        yield Leaf(sheet.path, named, sheet.items, pager, is_first=not at)


def _range(words: Words, sheet: Sheet[Item], name: Callable[[Item], str], *, growing: bool) -> str:
    """Say from what to what a page goes; days are named forwards, wherever the newest stands."""
    first, last = name(sheet.items[0]), name(sheet.items[-1])
    if growing:
        first, last = last, first
    return first if first == last else words.text("range", first=first, last=last)


def _spread(number: int, here: int) -> list[int]:
    """Choose pages all along a list: the first, the last, some between, and the one here."""
    if number <= MARKS:
        return list(range(number))
    step = (number - 1) / (MARKS - 2)
    return sorted({here, *(round(step * index) for index in range(MARKS - 1))})
