"""A sign of life on a terminal while something takes longer than a second."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SILENT_SECONDS = 1.0
_STEP_SECONDS = 0.2
_SIGNS = "|/-\\"


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Show on standard error, if it is a terminal, what is being done and for how long."""
    if not sys.stderr.isatty():
        yield
        return
    done = Event()
    thread = Thread(target=_show, args=(what, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _show(what: str, done: Event) -> None:
    seconds = SILENT_SECONDS
    if done.wait(SILENT_SECONDS):
        return
    step = 0
    while not done.wait(_STEP_SECONDS):
        step += 1
        seconds += _STEP_SECONDS
        sign = _SIGNS[step % len(_SIGNS)]
        sys.stderr.write(f"\r\x1b[K{sign} {what} … {seconds:.0f} s")
        sys.stderr.flush()
    sys.stderr.write("\r\x1b[K")
    sys.stderr.flush()
