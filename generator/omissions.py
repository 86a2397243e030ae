"""Words in which passages are marked as left out, or as put in by an editor, found in a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from generator.typography import normal
from generator.whole_words import WORD, occurrences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.typography import Form

_ELIDED = r"\[\s*(?:…|\.\s?\.\s?\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\.\."
ELISION = re.compile(_ELIDED)
"""A mark of omission."""
_CHANGE = re.compile(
    rf"(?P<elision>{_ELIDED})|(?<!\w)\[(?P<letter>\w)\](?=\w)|\[(?P<edit>[^\[\]]*)\]"
)
_NO_WORDS = re.compile(r"\W*(?:sic\W*)?", re.IGNORECASE)

MAX_LEFT_OUT = 1000
"""Characters that one mark of omission can stand for."""
MAX_CHANGES = 50
"""Marks of changes in one passage that are followed: each makes the search longer."""
_MAX_EDITED = 6
_MAX_PLACES = 50_000
"""Places of a piece that are looked at; no two words stand so often in a text that is one."""


class Omissions(NamedTuple):
    """Words found with their changes marked: whether some were put in, and what stands there.

    `replaced` are the stretches of the text, as it is compared, in the place of the marks, and
    `ends` where the words end in it.
    """

    edited: bool
    ends: tuple[int, ...]
    replaced: tuple[str, ...]


class _Piece(NamedTuple):
    """Words between two changes, in each spelling that may stand in the text.

    `gap` is how many words may stand before them, and below zero there may be nothing but space;
    they may begin or end within a word unless `left` and `right`.
    """

    spellings: frozenset[str]
    gap: int
    left: bool
    right: bool


class _Places(NamedTuple):
    """Where a piece begins and ends in a text, in order; `gap` is the piece's."""

    starts: list[int]
    ends: list[int]
    gap: int

    def before(self, at: int) -> int:
        """Give the index of the last place that ends before another begins, or -1."""
        return bisect_right(self.ends, at) - 1


def has_elision(words: str) -> bool:
    """Whether a mark in the words says that something is left out."""
    return ELISION.search(words) is not None


def too_many_changes(words: str) -> bool:
    """Whether a passage has more marks of changes than are followed."""
    return any(True for _ in islice(_CHANGE.finditer(words), MAX_CHANGES, None))


def kept(words: str) -> str:
    """Give what is left of words without what is said to be left out or put in."""
    return _CHANGE.sub(lambda change: change["letter"] or " ", words)


def with_changes_marked(words: str, text: str, form: Form) -> Omissions | None:
    """Find words in which changes are marked, in a text of a form; None if they are not in it."""
    changes = list(_CHANGE.finditer(words))
    between = ELISION.split(words)[1:-1]
    if not changes or too_many_changes(words):
        return None
    if any(len(WORD.findall(kept(piece))) == 1 for piece in between):
        return None  # one word alone could be from anywhere
    if any(change["edit"] is not None and not change["edit"].strip() for change in changes):
        return None  # a bracket that puts nothing in stands for nothing
    found: list[_Places] = []
    for piece in _pieces(words, changes, form):
        places = _places(piece, found[-1] if found else None, text)
        if not places.ends:
            return None
        found.append(places)
    if not found:
        return None
    edited = not all(change["elision"] for change in changes)
    return Omissions(edited, tuple(found[-1].ends), tuple(_replaced(found, text)))


def _pieces(words: str, changes: list[re.Match[str]], form: Form) -> Iterator[_Piece]:
    """Cut words at the changes.

    `[T]he` stands for a letter in the other case; `[words]` for words put in, or put in place of
    up to six others; `[sic]` and `[.]` for none.
    """
    gap, before = -1, ""
    for change, after in zip([None, *changes], [*changes, None], strict=True):
        raw = words[change.end() if change else 0 : after.start() if after else len(words)]
        letter = (change["letter"] or "") if change else ""
        gap, before = max(gap, _gap(change)), before if letter else raw[:1]
        if WORD.search(letter + raw):
            cases = (letter.lower(), letter.upper())
            spellings = frozenset(normal(case + raw, form) for case in cases)
            left = not _is_beside(change, before)
            yield _Piece(spellings, gap, left, right=not _is_beside(after, raw[-1:]))
            gap, before = -1, raw[-1:]


def _gap(change: re.Match[str] | None) -> int:
    """Say how many words of the text a change can stand for."""
    if change is None or change["letter"]:
        return -1
    if change["elision"]:
        return MAX_LEFT_OUT
    return 0 if _NO_WORDS.fullmatch(change["edit"]) else _MAX_EDITED


def _is_beside(change: re.Match[str] | None, neighbour: str) -> bool:
    """Whether a change may stand in one word with the character beside it: `accept[ed]`."""
    if change is None or not neighbour.strip() or change["elision"]:
        return False
    return bool(change["letter"]) or not _NO_WORDS.fullmatch(change["edit"])


def _places(piece: _Piece, before: _Places | None, text: str) -> _Places:
    """Give the places of a piece that come near enough behind those of the piece before it."""
    found = sorted(
        (at + len(words), at)
        for words in piece.spellings
        for at in islice(occurrences(words, text, left=piece.left, right=piece.right), _MAX_PLACES)
        if before is None or _is_near(before, at, piece.gap, text)
    )
    return _Places([start for _, start in found], [end for end, _ in found], piece.gap)


def _is_near(before: _Places, at: int, gap: int, text: str) -> bool:
    index = before.before(at)
    if index < 0 or at - before.ends[index] > MAX_LEFT_OUT:
        return False
    between = text[before.ends[index] : at]
    if gap >= MAX_LEFT_OUT or not between.strip():
        return True
    return sum(1 for _ in islice(WORD.finditer(between), gap + 1)) <= gap


def _replaced(found: Sequence[_Places], text: str) -> Iterator[str]:
    """Give what stands between the pieces, where they are first found; it may be nothing."""
    index, gaps = 0, list[str]()
    for before, places in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        start = places.starts[index]
        index = before.before(start)
        gap = text[before.ends[index] : start].strip()
        gaps += [gap if WORD.search(gap) else ""] if places.gap > 0 else []
    return reversed(gaps)
