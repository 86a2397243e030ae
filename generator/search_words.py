"""What a word is in the search. `search/words.js` of the theme says the same of what is typed.

Accents, letter case and typographic forms make no difference, nor does an apostrophe (`don’t`,
`dont`), the end of a possessive (`Ada’s`) or the article of an Arabic word. Scripts without
spaces between words are searched sign by sign.
"""

from __future__ import annotations

import re
import unicodedata

MAX_WORD = 40
_LETTER = r"[^\W_]"
_SIGN = r"[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`", "'"))
_POSSESSIVE = re.compile(rf"(?<={_LETTER})'s(?!{_LETTER})", re.IGNORECASE)
_INSIDE = re.compile(rf"(?<={_LETTER})'(?={_LETTER})")
_WORD = re.compile(rf"{_SIGN}|(?:(?!{_SIGN}){_LETTER})+")
_ARTICLE = re.compile("^(?:ال)+(?=...)")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


def words_in(text: str) -> list[str]:
    """Give the words of a text, folded, in their order."""
    if not text.isascii():
        text = _BEYOND_ASCII.sub(_folded, text.translate(_APOSTROPHES))
    if "'" in text or "`" in text:
        text = _INSIDE.sub("", _POSSESSIVE.sub("", text.replace("`", "'")))
    words = _WORD.findall(text.lower().replace("ς", "σ"))
    if "ال" in text:
        words = [_ARTICLE.sub("", word) for word in words]
    return [word[:MAX_WORD] for word in words]


def _folded(found: re.Match[str]) -> str:
    """Take apart what is composed, and leave out the marks on letters."""
    apart = unicodedata.normalize("NFKD", found[0])
    return "".join(sign for sign in apart if not unicodedata.category(sign).startswith("M"))
