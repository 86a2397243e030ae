"""What is known of languages by their tags (BCP 47): their direction, locale and names.

Babel is imported when the first of this is asked for: a check of the content needs none of it.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel import Locale

_RIGHT_TO_LEFT = frozenset(
    "adlm arab aran hebr mand mend nkoo rohg samr sogd syrc thaa yezi".split()
)
_SCRIPT_LENGTH = 4


def parents(tag: str) -> Iterator[str]:
    """Give a tag and what it falls back to: `ar-EG`, `ar`."""
    parts = tag.replace("_", "-").split("-")
    for length in range(len(parts), 0, -1):
        yield "-".join(parts[:length])


@lru_cache(maxsize=1)
def base_locale() -> Locale:
    """Give the locale of English: the day comes first, as most of the world writes it."""
    from babel import Locale

    return Locale.parse("en_001")


@lru_cache(maxsize=256)
def locale_of(tag: str) -> Locale | None:
    """Give Babel's locale of a tag, or of the nearest one that it falls back to."""
    from babel import Locale, UnknownLocaleError

    for name in parents(tag):
        if name.lower() == "en":
            return base_locale()
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


@lru_cache(maxsize=256)
def direction_of(tag: str) -> str:
    """Tell how a language runs: `ltr`, `rtl`, or `auto` if that is not known."""
    script = next((p for p in tag.split("-")[1:] if len(p) == _SCRIPT_LENGTH and p.isalpha()), "")
    if script:
        return "rtl" if script.lower() in _RIGHT_TO_LEFT else "ltr"
    locale = locale_of(tag)
    return str(locale.text_direction) if locale else "auto"


@lru_cache(maxsize=256)
def language_name(tag: str, locale: Locale) -> str:
    """Call a language by its name in another one; the tag itself if there is none."""
    names = (locale.languages.get(part.replace("-", "_").lower()) for part in parents(tag))
    return next((str(name) for name in names if name), tag)


@lru_cache(maxsize=1)
def _theme_languages() -> dict[str, str]:
    """Names of Material's own catalogues by their lower-case forms, without importing it."""
    found = find_spec("material")
    folders = (found.submodule_search_locations or ()) if found else ()
    return {
        file.stem.lower(): file.stem
        for folder in map(Path, folders)
        for file in sorted((folder / "templates" / "partials" / "languages").glob("*.html"))
    }


def theme_language(tag: str) -> str:
    """Name Material's catalogue of a language; English if it has none."""
    known = _theme_languages()
    return next((known[p.lower()] for p in parents(tag) if p.lower() in known), "en")


def page_language(tag: str) -> dict[str, str]:
    """Say in a page's metadata which language it has, for the theme: its tag, direction, words."""
    return {"tag": tag, "direction": direction_of(tag), "theme": theme_language(tag)}
