"""Keys and ids made of words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l",
        "ı": "i", "ħ": "h", "ŋ": "ng", "ĸ": "k",
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "ie",
        "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m",
        "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh",
        "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e",
        "ю": "iu", "я": "ia",
        "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
        "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
        "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
    }
)  # fmt: skip
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_OTHER = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=10_000)
def slug(text: str) -> str:
    """Make a key: NFKD, accents off, a fixed table for other letters, hyphens between words.

    A text in a script that the table lacks is written as its code points, so that two
    names never make one key by losing their letters.
    """
    if text.isascii():
        return _OTHER.sub("-", _APOSTROPHES.sub("", text.lower())).strip("-")
    folded = unicodedata.normalize("NFKD", _precompose(text).translate(_LETTERS)).casefold()
    plain = "".join(c for c in folded if not unicodedata.combining(c)).translate(_LETTERS)
    plain = _APOSTROPHES.sub("", plain)
    key = _OTHER.sub("-", plain).strip("-")
    if any(c.isalnum() and not c.isascii() for c in plain):
        letters = (c if c.isascii() or not c.isalnum() else f" {ord(c):x} " for c in plain)
        key = _OTHER.sub("-", "".join(letters)).strip("-")
    return key


def _precompose(text: str) -> str:
    """Put letters and accents together first, so that `й` is not taken for `и`."""
    return unicodedata.normalize("NFC", text).casefold()


def first_words(text: str, count: int = 5) -> str:
    """Make an id of the first words of a passage; it begins with a letter."""
    # Words that are only punctuation make no part of the id, so a few more are read.
    words = " ".join(text.split(maxsplit=2 * count)[: 2 * count])
    name = "-".join(slug(words).split("-")[:count])[:60].strip("-")
    if not name:
        return "passage"
    return name if name[0].isalpha() else f"p-{name}"
