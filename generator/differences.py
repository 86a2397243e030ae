"""How two readings of the same words differ, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.fragments import bare_words

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_COMPARED = 300
"""Words up to which two texts are compared word by word: the time grows with their product."""
_SIGN = re.compile(r"\W*?[-−–](?=\d)")
_QUESTION = re.compile(r"[?؟]\W*$")


@lru_cache(maxsize=256)
def differences(words: str, other: str) -> tuple[tuple[str, str], ...]:
    """Compare two readings: what both have, and what is `removed` or `added`.

    Where more differs than can be compared word by word, all of it is removed and added.
    """
    ours, theirs = words.split(), other.split()
    keys, their_keys = list(map(_key, ours)), list(map(_key, theirs))
    start = _common(keys, their_keys)
    end = _common(keys[start:][::-1], their_keys[start:][::-1])
    our_end, their_end = len(ours) - end, len(theirs) - end
    found = [(theirs[:start], "")]
    for kind, first, last, their_first, their_last in _changed(
        keys[start:our_end], their_keys[start:their_end]
    ):
        same = kind == "equal"
        found.append(([] if same else ours[start + first : start + last], "removed"))
        found.append((theirs[start + their_first : start + their_last], "" if same else "added"))
    found.append((theirs[their_end:], ""))
    return tuple((" ".join(piece), change) for piece, change in found if piece)


def _changed(ours: list[str], theirs: list[str]) -> Iterable[tuple[str, int, int, int, int]]:
    if max(len(ours), len(theirs)) > MAX_COMPARED:
        return [("replace", 0, len(ours), 0, len(theirs))]
    return SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()


def _common(ours: list[str], theirs: list[str]) -> int:
    """Count the words that two lists begin with."""
    pairs = enumerate(zip(ours, theirs, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(ours), len(theirs)))


def _key(word: str) -> str:
    """Give a word without punctuation; the sign of a number and a question mark are none."""
    bare = bare_words(word).replace("’", "'") or word
    sign = "-" if _SIGN.match(word) else ""
    return f"{sign}{bare}{'?' if _QUESTION.search(word) else ''}"
