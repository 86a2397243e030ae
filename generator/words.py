"""A quotation's words compared with the text of their source.

Letters, case and words count and are never ignored to get a better state. What may differ is named:
quotation marks, dashes, spaces, ellipses, ligatures and Unicode normalisation ("typographic").
Whatever the words and the text, the time grows with the length of the text, not with its square.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

from generator.checked import State
from generator.fragments import bare_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SPACE = re.compile(r"[\t\n\r\f\v][ \t\n\r\f\v]*+| [ \t\n\r\f\v]++")
"""White space that is not one space already."""
_MARKS = "\"'“”„‟‘’‚‛«»‹›「」『』"
_ACCENTS = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    r"\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0963\u0966-\u0dff"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
)
_LETTER = rf"(?:[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff]|[{_ACCENTS}])"
"""Letters, accents and digits of scripts that set words apart; Thai, Chinese and others do not."""
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_JOINT = rf"['’‘‛′`´＇\-‐‑﹣－.,/&@·{_UNSEEN}]"
"""What makes one word of the letters on both its sides."""
_GROUP = r"[ \u00a0\u2009\u202f]"
_WITHIN = re.compile(
    rf"(?<={_LETTER})(?=(?:[{_UNSEEN}]?{_JOINT}[{_UNSEEN}]?)?{_LETTER})"
    rf"|(?:(?<={_LETTER}{_JOINT})|(?<={_LETTER}[{_UNSEEN}]{_JOINT})|(?<={_LETTER}{_JOINT}[{_UNSEEN}]))"
    rf"(?={_LETTER})"
    # 10:30, 5–10, 5 %, -5, .5 and 1 000 000 are one number each
    r"|(?<=\d)(?=[:–−]\d|\s?[%‰])|(?<=\d[:–−])(?=\d)|(?<=(?<!-)[-‐‑−])(?=\d)|(?<=(?<!\.)\.)(?=\d)"
    rf"|(?<=(?<!\d\d\d)\d)(?={_GROUP}\d\d\d(?!\d))"
    rf"|(?<=(?<!\d\d\d)\d{_GROUP})(?=\d\d\d(?!\d))"
)
"""Matches at a place that is within a word or a number."""
_ARTICLE = re.compile(
    rf"(?<!{_LETTER})(?<!{_LETTER}['’])(?:[cdjlmnst]|qu|dell|nell|sull|all|un)['’]$", re.IGNORECASE
)
"""A short word of French or Italian that loses its vowel before the next word: `l’état`."""
_WORD = re.compile(rf"{_LETTER}+(?:['’-]{_LETTER}+)*|\w")
_ELIDED = r"\[\s*(?:…|\.\s?\.\s?\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\.\."
ELISION = re.compile(_ELIDED)
_REST = re.compile(rf"{_LETTER}*")
_CHANGE = re.compile(
    rf"(?P<elision>{_ELIDED})|(?<!\w)\[(?P<letter>\w)\](?=\w)|\[(?P<edit>[^\[\]]*)\]"
)
_SAME = {
    **dict.fromkeys("“”„‟«»″「」『』", '"'),
    **dict.fromkeys("‘’‚‛‹›′`´ʼ＇", "'"),
    **dict.fromkeys("‐‑﹣－", "-"), **dict.fromkeys("‒−", "–"), **dict.fromkeys("―﹘", "—"),
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
                    "\u200a\u202f\u205f\u3000", " "),
    **dict.fromkeys(_UNSEEN, ""), "…": "...",
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip
_UNLIKE = re.compile(f"[{''.join(_SAME)}]")
_SEPARATING = re.compile(
    r"\"(?:(?P<parts>(?<=[^\s\"'(\[{–—-]\")\"*+(?=[^\s\"'.,;:!?)\]}–—-]))"
    r"|(?P<stays>(?<=\w\")\"*+(?=['.,-]\w)|(?<=\w['-]\")\"*+(?=\w))|\"*+)"
)
"""Quotation marks, with what they separate; what begins with one letter is looked for quickly."""
_IN_NUMBER = re.compile(r"–(?=\d)(?:(?<=\d–)|(?<![^\s(]–))")
_DASH = re.compile(r"(?: [-–—]{2,}| —|[-–—]{2,}|—) ?| [-–] ")
_HYPHEN_OR_DASH = re.compile(r" [-–](?!\d)|[-–] |^[-–](?!\d)|[-–]$|–")
_OUTER_SINGLE = re.compile(rf"'(?:(?<!{_LETTER}')|(?!{_LETTER}))")
_INNER_MARKS = re.compile(rf"\"|(?<!{_LETTER})'[^']+'(?!{_LETTER})")
_NO_WORDS = re.compile(r"\W*(?:sic\W*)?", re.IGNORECASE)

MAX_COMPARED = 300
"""Words up to which two texts are compared word by word: the time grows with their product."""
MAX_LEFT_OUT = 1000
"""Characters that one mark of omission can stand for."""
_MAX_EDITED = 6
_MAX_VOTES = 2000
_LIKELY = 20
"""Places at which a passage may begin that are looked at: the nearest shares most words."""
_CLOSE_ENOUGH = 0.6
_SLACK = 2


class _Form(NamedTuple):
    """How a text is written so that typography does not count.

    A hyphen makes one word of two and a dash does not, so they stay apart; `either` stands for
    what may be both: `–` between letters, a hyphen beside one space or at the end. A `bare` text
    has no single quotation marks.
    """

    either: str
    bare: bool = False


_FORMS = (_Form("-"), _Form("—"), _Form("-", bare=True), _Form("—", bare=True))


@dataclass(frozen=True)
class Comparison:
    """A state and, where the words differ, the words of the text that come nearest."""

    state: State
    nearest: str = ""


@dataclass(frozen=True)
class StoredText:
    """The text of a source, read for comparing."""

    text: str

    @cached_property
    def plain(self) -> str:
        """The text with ASCII white space collapsed."""
        return _SPACE.sub(" ", self.text).strip()

    @cached_property
    def forms(self) -> dict[_Form, str]:
        """The forms in which typography does not count, made when they are asked for."""
        return {}

    @cached_property
    def base(self) -> str:
        """What all forms are made of."""
        return _base(self.text)

    def form(self, form: _Form) -> str:
        """Give the text in one of the forms."""
        if form not in self.forms:
            made = _bare(self.form(_Form(form.either))) if form.bare else _formed(self.base, form)
            self.forms[form] = made
        return self.forms[form]

    @cached_property
    def words(self) -> list[str]:
        """Its words as they are written."""
        return self.plain.split()

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each word stands among the words."""
        return _places_of(self.words)


def _same(text: str) -> str:
    return _UNLIKE.sub(lambda char: _SAME[char[0]], unicodedata.normalize("NFC", text))


def _normal(text: str, form: _Form) -> str:
    """Give the form in which typography does not count."""
    normal = _formed(_base(text), form)
    return _bare(normal) if form.bare else normal


def _base(text: str) -> str:
    text = _SPACE.sub(" ", _SEPARATING.sub(_separated, _same(text))).strip()
    return _DASH.sub("—", _IN_NUMBER.sub("-", text))


def _formed(base: str, form: _Form) -> str:
    return _HYPHEN_OR_DASH.sub(form.either, base)


def _bare(text: str) -> str:
    return _OUTER_SINGLE.sub("", text)


def _forms_of(words: str) -> tuple[_Form, ...]:
    """Give the forms in which words are looked for.

    Without its single marks a text is looked at only for words that have marks within them: these
    may stand doubled or single there. An apostrophe at the end of a word is then ignored as well.
    """
    return _FORMS if _INNER_MARKS.search(_same(words)) else _FORMS[:2]


def _separated(marks: re.Match[str]) -> str:
    """Leave quotation marks out, unless the words around them would become one."""
    return " " if marks["parts"] is not None else '"' if marks["stays"] is not None else ""


def without_marks(words: str) -> str:
    """Give words without the quotation marks around them."""
    return _SPACE.sub(" ", words).strip().strip(_MARKS).strip()


def has_elision(words: str) -> bool:
    """Whether a mark in the words says that something is left out."""
    return ELISION.search(words) is not None


def is_same(words: str, other: str) -> bool:
    """Whether two texts are the same but for typography."""
    return words == other or any(a == b for a, b in zip(_plain(words), _plain(other), strict=True))


@lru_cache(maxsize=4096)
def _plain(words: str) -> tuple[str, ...]:
    """Give the forms in which two texts are compared; each is compared with many."""
    return tuple(_normal(words, form) for form in _FORMS[:2])


def compare(words: str, stored: StoredText) -> Comparison:
    """Compare a passage, as a reader sees it, with a stored text."""
    state = find(words, stored)
    if state is not None:
        return Comparison(state)
    nearest = _nearest(without_marks(words), stored) if _WORD.search(_kept(words)) else ""
    return Comparison(State.DIFFERS if nearest else State.NOT_FOUND, nearest)


def find(words: str, stored: StoredText) -> State | None:
    """Say how words stand in a text; None if they do not."""
    inner = without_marks(words)
    if not ELISION.sub("", inner).strip():
        return None
    if any(True for _ in _found(inner, stored.plain)):
        return State.EXACT
    bare = inner[:-1].rstrip() if inner[-1] in ",." and not inner.endswith("..") else inner
    forms = _forms_of(bare)
    if any(any(True for _ in _found(_normal(bare, f), stored.form(f))) for f in forms):
        return State.TYPOGRAPHIC
    changed = (_with_changes_marked(bare, stored.form(form), form) for form in forms)
    return next(filter(None, changed), None)


def _kept(words: str) -> str:
    """Give what is left of words without what is said to be left out or put in."""
    return _CHANGE.sub(lambda change: change["letter"] or " ", words)


def _found(words: str, text: str, *, left: bool = True, right: bool = True) -> Iterator[int]:
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


class _Piece(NamedTuple):
    """Words between two changes, in each spelling that may stand in the text.

    `gap` is how many words may stand before them, and below zero there may be nothing but space;
    they may begin or end within a word unless `left` and `right`.
    """

    spellings: frozenset[str]
    gap: int
    left: bool
    right: bool


def _with_changes_marked(words: str, text: str, form: _Form) -> State | None:
    """Find words in which passages are marked as left out, or as put in by an editor."""
    changes = list(_CHANGE.finditer(words))
    between = ELISION.split(words)[1:-1]
    if not changes or any(len(_WORD.findall(_kept(piece))) == 1 for piece in between):
        return None  # one word alone could be from anywhere
    if any(change["edit"] is not None and not change["edit"].strip() for change in changes):
        return None  # a bracket that puts nothing in stands for nothing
    ends: list[int] | None = None
    for piece in _pieces(words, changes, form):
        ends = _ends(piece, ends, text)
        if not ends:
            return None
    if ends is None:
        return None
    return State.ELIDED if all(change["elision"] for change in changes) else State.EDITED


def _pieces(words: str, changes: list[re.Match[str]], form: _Form) -> Iterator[_Piece]:
    """Cut words at the changes.

    `[T]he` stands for a letter in the other case; `[words]` for words put in, or put in place of
    up to six others; `[sic]` and `[.]` for none.
    """
    gap, before = -1, ""
    for change, after in zip([None, *changes], [*changes, None], strict=True):
        raw = words[change.end() if change else 0 : after.start() if after else len(words)]
        letter = (change["letter"] or "") if change else ""
        gap, before = max(gap, _gap(change)), before if letter else raw[:1]
        if _WORD.search(letter + raw):
            cases = (letter.lower(), letter.upper())
            spellings = frozenset(_normal(case + raw, form) for case in cases)
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


def _ends(piece: _Piece, before: list[int] | None, text: str) -> list[int]:
    """Give the places where a piece ends that comes near enough behind those before it."""
    return sorted(
        at + len(words)
        for words in piece.spellings
        for at in _found(words, text, left=piece.left, right=piece.right)
        if before is None or _is_near(before, at, piece.gap, text)
    )


def _is_near(ends: list[int], at: int, gap: int, text: str) -> bool:
    end = ends[max(bisect_right(ends, at) - 1, 0)]
    if not 0 <= at - end <= MAX_LEFT_OUT:
        return False
    between = text[end:at]
    return not between.strip() or len(_WORD.findall(between)) <= gap


def _nearest(words: str, stored: StoredText) -> str:
    """Give the stretch of a text that shares most words with the words, if it shares enough."""
    wanted = words.split()
    own = _places_of(wanted)
    starts = _starts(own, stored.places)
    best = max(starts, key=lambda at: _shared(own, stored, at, len(wanted)), default=0)
    shared = _shared(own, stored, best, len(wanted))
    if shared < _CLOSE_ENOUGH * len(wanted) or shared <= 1:
        return ""
    around = stored.words[max(best - _SLACK, 0) : max(best, 0) + len(wanted) + _SLACK]
    return without_marks(" ".join(_aligned(wanted, around)))


def _shared(own: dict[str, list[int]], stored: StoredText, at: int, length: int) -> int:
    """Count the words that a passage shares with the stretch of a text that begins at a word."""
    start = max(at, 0)
    found = _places_of(stored.words[start : start + length])
    return sum(min(len(own[key]), len(found[key])) for key in own.keys() & found.keys())


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


def _places_of(words: list[str]) -> dict[str, list[int]]:
    """Map words, without case and punctuation, to where they stand."""
    written: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        written.setdefault(word, []).append(at)
    places: dict[str, list[int]] = {}
    for key, word in zip(_keys(written), written, strict=True):
        if key:
            places.setdefault(key, []).extend(written[word])
    return places


def _keys(words: Iterable[str]) -> list[str]:
    text = _same("".join(f"{word}\n" for word in words)).casefold()
    return [word.strip(".,;:!?–—-()[]'\"") for word in text.split("\n")[:-1]]


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
