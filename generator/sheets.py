"""Long lists divided into pages, so that none grows with the archive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

Item = TypeVar("Item")


@dataclass(frozen=True)
class Sheet(Generic[Item]):
    """One page of a list: its path in the docs folder, and what it lists."""

    path: str
    items: tuple[Item, ...]


def sheets(
    path: str, items: Sequence[Item], size: int, *, growing: bool = False
) -> tuple[Sheet[Item], ...]:
    """Divide a list into pages of `size` items; the first one, at `path`, takes up to twice that.

    A list is `growing` if what is new comes first: its further pages are then counted from the end,
    so that each keeps its address and its items while the list grows.
    """
    further = max(0, len(items) // size - 1)
    first = len(items) - further * size if growing else size if further else len(items)
    starts = [*range(first, len(items), size)]
    numbers = range(len(starts), 0, -1) if growing else range(2, len(starts) + 2)
    return (
        Sheet(path, tuple(items[:first])),
        *(
            Sheet(f"{_folder(path)}page_{number}.md", tuple(items[start : start + size]))
            for number, start in zip(numbers, starts, strict=True)
        ),
    )


def _folder(path: str) -> str:
    """Give the folder of a page. No key has the `_` of the names in it."""
    return path.removesuffix("index.md") if path.endswith("index.md") else f"{path[:-3]}/"
