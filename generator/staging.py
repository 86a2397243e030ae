"""Replacing a folder as a whole: what is there stays until what is new is complete.

The new folder is filled beside the old one; two renames put it into place. A run that is killed
at any moment leaves the old folder, or both under names that the next run knows.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give an empty folder to fill; it takes the place of `target` if nothing is raised."""
    target = target.resolve()
    recover(target)
    new, old = _beside(target)
    new.mkdir(parents=True)
    try:
        yield new
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    if target.exists():
        target.rename(old)
    new.rename(target)
    _finish(target, old)


def recover(target: Path) -> None:
    """Bring back what a killed run left, and remove its leftovers."""
    new, old = _beside(target.resolve())
    if old.is_dir():
        if target.exists():
            _finish(target, old)
        else:
            old.rename(target)
    if new.is_dir():
        shutil.rmtree(new)


def _finish(target: Path, old: Path) -> None:
    """Remove the old folder; hidden files in it (`.git`, `CNAME`'s kin) are not a builder's."""
    if not old.is_dir():
        return
    for hidden in old.glob(".*"):
        if not (target / hidden.name).exists():
            hidden.rename(target / hidden.name)
    shutil.rmtree(old)


def _beside(target: Path) -> tuple[Path, Path]:
    return (
        target.with_name(f".{target.name}.briefing-new"),
        target.with_name(f".{target.name}.briefing-old"),
    )
