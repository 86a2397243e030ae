"""How two readings of the same words differ, word by word."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache

from generator.fragments import bare_words

MAX_COMPARED = 300
"""Words up to which two texts are compared word by word: the time grows with their product."""


@lru_cache(maxsize=256)
def differences(words: str, other: str) -> tuple[tuple[str, str], ...]:
    """Compare two readings, if not too long: what both have and what is `removed` or `added`."""
    ours, theirs = words.split(), other.split()
    if max(len(ours), len(theirs)) > MAX_COMPARED:
        return ((other, ""),)
    matcher = SequenceMatcher(None, _comparable(ours), _comparable(theirs), autojunk=False)
    found: list[tuple[str, str]] = []
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        same = kind == "equal"
        if start < end and not same:
            found.append((" ".join(ours[start:end]), "removed"))
        if other_start < other_end:
            found.append((" ".join(theirs[other_start:other_end]), "" if same else "added"))
    return tuple(found)


def _comparable(words: list[str]) -> list[str]:
    return [bare_words(word).replace("’", "'") or word for word in words]
