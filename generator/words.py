"""A quotation's words compared with the text of their source.

Letters, case and words count and are never ignored to get a better state. What may differ is named:
quotation marks, dashes, spaces, ellipses, ligatures and Unicode normalisation ("typographic").
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from generator.checked import State

_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_MARKS = "\"'“”„‟‘’‚‛«»‹›「」『』"
_ELISION = re.compile(r"\s*(?:\[\s*(?:…|\.\s?\.\s?\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\.\.)\s*")
_EDITED = re.compile(r"\[([^\[\]]*)\]")
_SAME = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″「」『』", '"'),
        **dict.fromkeys("‘’‚‛‹›′`´ʼ", "'"),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
        **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
                        "\u200a\u202f\u205f\u3000", " "),
        "\u00ad": None, "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None,
        "\ufeff": None, "…": "...",
        "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
    }
)  # fmt: skip
_CLOSE_ENOUGH = 0.6
_DASH = re.compile(r" ?-+ ?")


@dataclass(frozen=True)
class Comparison:
    """A state and, where the words differ, the words of the text that come nearest."""

    state: State
    nearest: str = ""


@dataclass(frozen=True)
class StoredText:
    """The text of a source, read for comparing."""

    text: str

    @property
    def plain(self) -> str:
        """The text with white space collapsed."""
        return _collapsed(self.text)

    @property
    def normal(self) -> str:
        """The text in the form in which typography does not count."""
        return _normal(self.text)


@lru_cache(maxsize=64)
def _collapsed(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


@lru_cache(maxsize=64)
def _normal(text: str) -> str:
    text = unicodedata.normalize("NFC", text).translate(_SAME)
    return _DASH.sub("-", _SPACE.sub(" ", text).replace('"', "")).strip()


def compare(words: str, stored: StoredText) -> Comparison:
    """Compare a passage, as a reader sees it, with a stored text."""
    inner = _without_marks(_SPACE.sub(" ", words).strip())
    if not inner:
        return Comparison(State.NOT_FOUND)
    if _stands_in(inner, stored.plain):
        return Comparison(State.EXACT)
    bare = inner[:-1].rstrip() if inner[-1] in ",." else inner
    if _stands_in(bare, stored.plain) or _stands_in(_normal(bare), stored.normal):
        return Comparison(State.TYPOGRAPHIC)
    state = _with_changes_marked(bare, stored.normal)
    if state is not None:
        return Comparison(state)
    nearest = _nearest(_normal(bare), stored.normal)
    return Comparison(State.DIFFERS if nearest else State.NOT_FOUND, nearest)


def _without_marks(words: str) -> str:
    return words.strip(_MARKS).strip()


def _stands_in(words: str, text: str) -> bool:
    """Whether words stand in a text, neither beginning nor ending inside a word of it."""
    return bool(words) and re.search(_bounded(re.escape(words), words), text) is not None


def _bounded(pattern: str, words: str) -> str:
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    return f"{before}{pattern}{after}"


def _with_changes_marked(words: str, text: str) -> State | None:
    """Find words in which passages are marked as left out, or as put in by an editor."""
    elided = _ELISION.split(words)
    edited = bool(_EDITED.search(_ELISION.sub(" ", words)))
    if len(elided) == 1 and not edited:
        return None
    position = 0
    for piece in elided:
        if not piece.strip(" ,.;:"):
            continue
        found = re.compile(_piece_pattern(piece)).search(text, position)
        if not found:
            return None
        position = found.end()
    return State.EDITED if edited else State.ELIDED


def _piece_pattern(piece: str) -> str:
    """Pattern for words among which some stand in an editor's brackets.

    `[T]he` stands for a letter in the other case; `[words]` for words put in, or put in place of
    up to six others.
    """
    parts = _EDITED.split(piece.strip())
    pattern = ""
    for index, part in enumerate(parts):
        if index % 2 == 0:
            pattern += re.escape(_normal(part)) if part.strip() else ""
            continue
        joined = index + 1 < len(parts) and parts[index + 1][:1].isalpha()
        if len(part) == 1 and joined:
            pattern += f"(?i:{re.escape(part)})"
        else:
            pattern = pattern.rstrip("\\ ") if pattern.endswith("\\ ") else pattern
            pattern += r"(?: ?[^ ]+){0,6}? ?"
    return _bounded(pattern, _EDITED.sub("", piece).strip() or "[")


def _nearest(words: str, text: str) -> str:
    """Give the stretch of a text that shares most words with the words, if it shares enough.

    Each word of the text that is also in the passage votes for the place at which the passage would
    begin; the place with the most votes is looked at. Linear in the length of the text.
    """
    wanted = words.split()
    present = text.split()
    places: dict[str, list[int]] = {}
    for index, word in enumerate(wanted):
        places.setdefault(_bare(word), []).append(index)
    votes: Counter[int] = Counter()
    for at, word in enumerate(present):
        for index in places.get(_bare(word), ()):
            votes[at - index] += 1
    if not votes:
        return ""
    spread: Counter[int] = Counter()
    for start, count in votes.items():
        for near in (-2, -1, 0, 1, 2):
            spread[start + near] += count
    best = max(spread, key=lambda start: (spread[start], votes[start], -start))
    start = max(best, 0)
    found = present[start : start + len(wanted)]
    shared = sum((Counter(map(_bare, found)) & Counter(map(_bare, wanted))).values())
    return " ".join(found) if shared >= _CLOSE_ENOUGH * len(wanted) and shared > 1 else ""


def _bare(word: str) -> str:
    return word.strip(".,;:!?-()[]'\"").casefold()
