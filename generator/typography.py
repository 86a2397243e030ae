"""Typography that is no difference of words: marks, dashes, spaces, ellipses, ligatures."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from generator.whole_words import LETTER, UNSEEN

_SPACE = re.compile(r"[\t\n\r\f\v][ \t\n\r\f\v]*+| [ \t\n\r\f\v]++")
"""White space that is not one space already."""
_MARKS = "\"'“”„‟‘’‚‛«»‹›「」『』"
_SAME = {
    **dict.fromkeys("“”„‟«»″「」『』", '"'),
    **dict.fromkeys("‘’‚‛‹›′`´ʼ＇", "'"),
    **dict.fromkeys("‐‑﹣－", "-"), **dict.fromkeys("‒−", "–"), **dict.fromkeys("―﹘", "—"),
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
                    "\u200a\u202f\u205f\u3000", " "),
    **dict.fromkeys(UNSEEN, ""), "…": "...",
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
_OUTER_SINGLE = re.compile(rf"'(?:(?<!{LETTER}')|(?!{LETTER}))")
_INNER_MARKS = re.compile(rf"\"|(?<!{LETTER})'[^']+'(?!{LETTER})")


class Form(NamedTuple):
    """How a text is written so that typography does not count.

    A hyphen makes one word of two and a dash does not, so they stay apart; `either` stands for
    what may be both: `–` between letters, a hyphen beside one space or at the end. A `bare` text
    has no single quotation marks.
    """

    either: str
    bare: bool = False


FORMS = (Form("-"), Form("—"), Form("-", bare=True), Form("—", bare=True))


@dataclass(frozen=True)
class Forms:
    """A text in the forms in which typography does not count, made when they are asked for."""

    text: str

    @cached_property
    def _made(self) -> dict[Form, str]:
        return {}

    @cached_property
    def _base(self) -> str:
        """What all forms are made of."""
        text = _SPACE.sub(" ", _SEPARATING.sub(_separated, same(self.text))).strip()
        return _DASH.sub("—", _IN_NUMBER.sub("-", text))

    def form(self, form: Form) -> str:
        """Give the text in one of the forms."""
        if form not in self._made:
            self._made[form] = (
                _OUTER_SINGLE.sub("", self.form(Form(form.either)))
                if form.bare
                else _HYPHEN_OR_DASH.sub(form.either, self._base)
            )
        return self._made[form]


def _separated(marks: re.Match[str]) -> str:
    """Leave quotation marks out, unless the words around them would become one."""
    return " " if marks["parts"] is not None else '"' if marks["stays"] is not None else ""


def normal(text: str, form: Form) -> str:
    """Give a short text in one of the forms."""
    return Forms(text).form(form)


def same(text: str) -> str:
    """Give a text with one sign for all that look or mean the same."""
    return _UNLIKE.sub(lambda char: _SAME[char[0]], unicodedata.normalize("NFC", text))


def collapsed(text: str) -> str:
    """Give a text with its ASCII white space collapsed."""
    return _SPACE.sub(" ", text).strip()


def forms_of(words: str) -> tuple[Form, ...]:
    """Give the forms in which words are looked for.

    Without its single marks a text is looked at only for words that have marks within them: these
    may stand doubled or single there. An apostrophe at the end of a word is then ignored as well.
    """
    return FORMS if _INNER_MARKS.search(same(words)) else FORMS[:2]


def without_marks(words: str) -> str:
    """Give words without the quotation marks around them."""
    return collapsed(words).strip(_MARKS).strip()


def is_same(words: str, other: str) -> bool:
    """Whether two texts are the same but for typography."""
    return words == other or any(
        a == b for a, b in zip(plain_forms(words), plain_forms(other), strict=True)
    )


@lru_cache(maxsize=4096)
def plain_forms(words: str) -> tuple[str, ...]:
    """Give the forms in which two texts are compared; each is compared with many."""
    return tuple(normal(words, form) for form in FORMS[:2])
