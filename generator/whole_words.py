"""Where words stand in a text as whole words, in scripts that set words apart and in others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ACCENTS = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    r"\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0963\u0966-\u0dff"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
)
LETTER = rf"(?:[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff]|[{_ACCENTS}])"
"""Letters, accents and digits of scripts that set words apart; Thai, Chinese and others do not."""
UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_JOINT = rf"['’‘‛′`´＇\-‐‑﹣－.,/&@·{UNSEEN}]"
"""What makes one word of the letters on both its sides."""
_GROUP = r"[ \u00a0\u2009\u202f]"
_WITHIN = re.compile(
    rf"(?<={LETTER})(?=(?:[{UNSEEN}]?{_JOINT}[{UNSEEN}]?)?{LETTER})"
    rf"|(?:(?<={LETTER}{_JOINT})|(?<={LETTER}[{UNSEEN}]{_JOINT})|(?<={LETTER}{_JOINT}[{UNSEEN}]))"
    rf"(?={LETTER})"
    # 10:30, 5–10, 5 %, -5, .5 and 1 000 000 are one number each
    r"|(?<=\d)(?=[:–−]\d|\s?[%‰])|(?<=\d[:–−])(?=\d)|(?<=(?<!-)[-‐‑−])(?=\d)|(?<=(?<!\.)\.)(?=\d)"
    rf"|(?<=(?<!\d\d\d)\d)(?={_GROUP}\d\d\d(?!\d))"
    rf"|(?<=(?<!\d\d\d)\d{_GROUP})(?=\d\d\d(?!\d))"
)
"""Matches at a place that is within a word or a number."""
_ARTICLE = re.compile(
    rf"(?<!{LETTER})(?<!{LETTER}['’])(?:[cdjlmnst]|qu|dell|nell|sull|all|un)['’]$", re.IGNORECASE
)
"""A short word of French or Italian that loses its vowel before the next word: `l’état`."""
WORD = re.compile(rf"{LETTER}+(?:['’-]{LETTER}+)*|\w")
_REST = re.compile(rf"{LETTER}*")


def occurrences(words: str, text: str, *, left: bool = True, right: bool = True) -> Iterator[int]:
    """Give the places of words in a text; `left` and `right`: not within a word on that side."""
    at = text.find(words) if words else -1
    while at >= 0:
        start = at
        within = _WITHIN.match(text, at) and not _ARTICLE.search(text, max(at - 5, 0), at)
        if left and within and (rest := _REST.match(text, at)):
            start = max(rest.end() - 1, at)
        elif not right or not _WITHIN.match(text, at + len(words)):
            yield at
        at = text.find(words, start + 1)
