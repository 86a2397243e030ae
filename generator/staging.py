"""Replacing a folder as a whole: what is there stays until what is new is complete.

The new folder is filled beside the old one; two renames put it into place. A run that is killed
at any moment leaves the old folder, or both under names that the next run knows. Those names are
the same for every run, so a lock keeps a second run away from a folder.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAUSE = 0.05


class BusyError(Exception):
    """Another run is writing to the folder; the message says so to whoever started this one."""


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give an empty folder to fill; it takes the place of `target` if nothing is raised."""
    target = target.resolve()
    new, old = _beside(target)
    if not target.parent.exists():
        target.parent.mkdir(parents=True)
    with locked(target.with_name(f".{target.name}.briefing-lock"), target):
        recover(target)
        new.mkdir()
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


@contextmanager
def locked(file: Path, folder: Path, *, patience: float = 0) -> Iterator[None]:
    """Keep other runs away from a folder; `BusyError` if another still has it after a while.

    The system itself holds the lock and ends it with the process, however that ends: a file that
    a killed run leaves behind locks nothing.
    """
    end = time.monotonic() + patience
    while (handle := _lock(file)) is None:
        if time.monotonic() >= end:
            raise BusyError(
                f"Another run of this program is writing to {folder}. "
                "Wait until it has ended, or end it."
            )
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        _unlock(file, handle)


def _lock(file: Path) -> int | None:
    """Open a file and lock it; None if another run has it, or has just removed it."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    if _try_lock(handle):
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), file.stat()):
                return handle
    os.close(handle)
    return None


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: Path, handle: int) -> None:
        os.close(handle)
        with suppress(OSError):  # there, what another run has opened cannot be removed
            file.unlink()

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(file: Path, handle: int) -> None:
        file.unlink(missing_ok=True)  # while it is locked: after that it may be another run's
        os.close(handle)
