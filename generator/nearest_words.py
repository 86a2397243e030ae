"""The words of a text that come nearest to a passage."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from heapq import nlargest
from typing import TYPE_CHECKING

from generator.differences import MAX_COMPARED
from generator.typography import same, without_marks

if TYPE_CHECKING:
    from collections.abc import Iterable

_MAX_VOTES = 2000
_LIKELY = 20
"""Places at which a passage may begin that are looked at: the nearest shares most words."""
_CLOSE_ENOUGH = 0.6
_SLACK = 2


@dataclass(frozen=True)
class TextWords:
    """The words of a text, as they are written."""

    words: list[str]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each word stands, without its case and punctuation."""
        written: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            written.setdefault(word, []).append(at)
        places: dict[str, list[int]] = {}
        for key, word in zip(_keys(written), written, strict=True):
            if key:
                places.setdefault(key, []).extend(written[word])
        return places

    def shared(self, other: TextWords) -> int:
        """Count the words that both have."""
        common = self.places.keys() & other.places.keys()
        return sum(min(len(self.places[key]), len(other.places[key])) for key in common)


def nearest(words: str, text: TextWords) -> str:
    """Give the stretch of a text that shares most words with the words, if it shares enough."""
    wanted = TextWords(words.split())
    length = len(wanted.words)

    def shared(start: int) -> int:
        return wanted.shared(TextWords(text.words[max(start, 0) : max(start, 0) + length]))

    best = max(_starts(wanted.places, text.places), key=shared, default=0)
    if shared(best) < _CLOSE_ENOUGH * length or shared(best) <= 1:
        return ""
    around = text.words[max(best - _SLACK, 0) : max(best, 0) + length + _SLACK]
    return without_marks(" ".join(_aligned(wanted.words, around)))


def _starts(own: dict[str, list[int]], places: dict[str, list[int]]) -> list[int]:
    """Find where a passage may begin in a text, the likeliest places first.

    Each word of the text that is also in the passage votes, the rarest first; words that are
    everywhere would say little and take long.
    """
    costs = sorted((len(own[key]) * len(places[key]), key) for key in own.keys() & places.keys())
    votes: Counter[int] = Counter()
    left = _MAX_VOTES
    for cost, key in costs:
        left -= cost
        if left < 0:
            break
        votes.update(at - index for at in places[key] for index in own[key])
    near = range(-_SLACK, _SLACK + 1)
    spread = {at: sum(votes.get(at + step, 0) for step in near) for at in votes}
    return nlargest(_LIKELY, spread, key=lambda at: (spread[at], votes[at], -at))


def _aligned(wanted: list[str], found: list[str]) -> list[str]:
    """Cut what was found to the length of the wanted, counted from the words that both have."""
    if len(found) > MAX_COMPARED:
        return found[_SLACK:-_SLACK]
    matcher = SequenceMatcher(None, _keys(wanted), _keys(found), autojunk=False)
    *blocks, _ = matcher.get_matching_blocks()
    first, last = blocks[0], blocks[-1]
    return found[max(first.b - first.a, 0) : last.b + len(wanted) - last.a]


def _keys(words: Iterable[str]) -> list[str]:
    text = same("".join(f"{word}\n" for word in words)).casefold()
    return [word.strip(".,;:!?–—-()[]'\"") for word in text.split("\n")[:-1]]
