"""The words that the program adds to pages, in one language, and the dates and names in it.

Messages are formatted by `fluent.runtime`, which chooses plurals by the rules of CLDR, once for
each set of numbers: what it gives is kept in pieces, into which texts are then put. No characters
that isolate directions are put in (they would be copied and searched); in HTML `<bdi>` does that.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias
from unicodedata import bidirectional

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from generator.diagnostics import did_you_mean
from generator.languages import direction_of, language_name
from generator.markdown import Safe, escape, link_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from babel import Locale

Value: TypeAlias = str | int
Forms: TypeAlias = str | dict[str, str]
"""A message for the theme: a text, or texts by plural categories, with `{name}` in it."""

_PLACE = re.compile("\ue000([A-Za-z0-9_-]+)\ue001")
_SAMPLES = 200
"""Among the numbers below are those of every plural category that whole numbers have."""
_GROUPED = 1000
_TAG = re.compile(r"[a-z]+[1-6]?")
_ATTRIBUTE = re.compile(r"(?!on)[a-z]+(?:-[a-z]+)*")
_CONTROLS = frozenset("LRE RLE LRO RLO PDF LRI RLI FSI PDI".split())
_STRONG = {"rtl": frozenset({"L"}) | _CONTROLS, "ltr": frozenset({"R", "AL"}) | _CONTROLS}


class WordingError(LookupError):
    """A message that does not exist, or that is not given just the values it needs."""

    def __init__(self, name: str, problem: str, hint: str = "") -> None:
        """Take the name that a template or module said."""
        super().__init__(problem)
        self.name, self.problem, self.hint = name, problem, hint


class Words:
    """Words of one language. Called, it gives HTML for templates; `text` gives plain text.

    `language` is the tag that the page has, which may be nearer than the catalogue's (`ar-EG`).
    """

    def __init__(
        self,
        language: str,
        locale: Locale,
        wanted: Mapping[str, frozenset[str]],
        formatted: Callable[[str, Mapping[str, Value]], str],
        selectors: Mapping[str, frozenset[str]],
    ) -> None:
        """Take the variables of each message, those that decide its form, and what formats it."""
        self.language = language
        self.direction = direction_of(language)
        self.locale = locale
        self._wanted = wanted
        self._formatted = formatted
        self._selectors = selectors
        self._plain: dict[str, Safe] = {}
        self._pieces: dict[tuple[object, ...], tuple[str, ...]] = {}
        self._escaped: dict[tuple[object, ...], tuple[str, ...]] = {}

    def __call__(self, name: str, /, **values: Value) -> Safe:
        """Write a message as HTML; values are escaped unless they are markup already."""
        if not values and name in self._plain:
            return self._plain[name]
        key, pieces = self._of(name, values)
        if len(pieces) == 1 and not values:
            self._plain[name] = escape(pieces[0])
            return self._plain[name]
        if key not in self._escaped:
            self._escaped[key] = _escaped(pieces)
        filled = list(self._escaped[key])
        for index in range(1, len(filled), 2):
            filled[index] = self.isolated(self._shown(values[filled[index]]))
        return Safe("".join(filled))

    def text(self, name: str, /, **values: Value) -> str:
        """Write a message as plain text."""
        _, pieces = self._of(name, values)
        if len(pieces) == 1:
            return pieces[0]
        return "".join(
            str(self._shown(values[piece])) if index % 2 else piece
            for index, piece in enumerate(pieces)
        )

    def around(self, name: str, variable: str, /) -> tuple[str, str]:
        """Give what stands before and behind the only variable of a message, as plain text."""
        before, _, after = self._of(name, {variable: ""})[1]
        return before, after

    def _of(
        self, name: str, values: Mapping[str, Value]
    ) -> tuple[tuple[object, ...], tuple[str, ...]]:
        """Give a message in pieces: texts, and between them the names of what belongs there."""
        selectors = self._selectors.get(name, ())
        key = (
            name,
            *((n, v) if isinstance(v, int) or n in selectors else n for n, v in values.items()),
        )
        pieces = self._pieces.get(key)
        if pieces is None:
            pieces = self._pieces[key] = self._made(name, values)
        return key, pieces

    def _made(self, name: str, values: Mapping[str, Value]) -> tuple[str, ...]:
        if name not in self._wanted:
            hint = did_you_mean(name, self._wanted)
            raise WordingError(name, f"there is no message `{name}`", hint)
        wanted = self._wanted[name]
        for variable in sorted(wanted ^ values.keys()):
            problem = "needs the value" if variable in wanted else "has no variable"
            raise WordingError(name, f"the message `{name}` {problem} `{variable}`")
        return tuple(_PLACE.split(self._formatted(name, values)))

    def isolated(self, value: object) -> Safe:
        """Escape a text, and keep it apart if it runs in another direction than the page."""
        if isinstance(value, Safe):
            return value
        text = str(value)
        safe = escape(text)
        return Safe(f"<bdi>{safe}</bdi>") if _runs_across(text, self.direction) else safe

    def tag(self, name: str, /, *texts: object, **attributes: object) -> Safe:
        """Write an element of HTML that can stand in a message: a link, a label, a stress."""
        if not _TAG.fullmatch(name) or name in {"script", "style", "iframe", "object", "embed"}:
            raise ValueError(f"`{name}` cannot be an element in a text")
        parts = [f"<{name}"]
        for key, value in attributes.items():
            attribute = key.rstrip("_").replace("_", "-")
            if not _ATTRIBUTE.fullmatch(attribute) or attribute in {"style", "src", "srcdoc"}:
                raise ValueError(f"`{attribute}` cannot be an attribute in a text")
            written = link_address(str(value)) if attribute == "href" else escape(value)
            parts.append(f' {attribute}="{written}"')
        inner = " ".join(map(self.isolated, texts))
        return Safe(f"{''.join(parts)}>{inner}</{name}>")

    def link(self, href: str, text: object, /, **attributes: object) -> Safe:
        """Write a link."""
        return self.tag("a", text, **{"href": href, **attributes})

    def lang(self, language: str) -> Safe:
        """Write the attributes of an element with words of a language, if the page has another."""
        return _attributes(language) if language != self.language else Safe()

    def lang_values(self, language: str) -> dict[str, str]:
        """Give the same as values by the names of the attributes."""
        if language == self.language:
            return {}
        return {"lang": language, "dir": direction_of(language)}

    def said(self, text: str, language: str) -> Safe:
        """Write an author's words within a line, as words of their language if it is another one.

        Within a line that is told of languages only, not of countries.
        """
        if language.partition("-")[0] == self.language.partition("-")[0]:
            return self.isolated(text)
        return Safe(f"<span{self.lang(language)}>{escape(text)}</span>")

    def day(self, date: dt.date | str) -> str:
        """Write a day (“20 May 2025”) or month (“May 2025”), given as a date or in ISO 8601."""
        return _in_words(str(date), self.locale)

    def month(self, number: int) -> str:
        """Name a month by itself."""
        return str(self.locale.months["stand-alone"]["wide"][number])

    def short_month(self, number: int) -> str:
        """Name a month by itself where there is little room."""
        return str(self.locale.months["stand-alone"]["abbreviated"][number])

    def short_day(self, date: dt.date) -> str:
        """Write a day of a year where there is little room (“20 May”)."""
        return str(format_skeleton("MMMd", date, locale=self.locale))

    def language_name(self, tag: str) -> str:
        """Name a language."""
        return language_name(tag, self.locale) if tag else ""

    def listed(self, items: Iterable[str]) -> str:
        """Write texts behind one another, as the language divides them."""
        return self.text("list-separator").join(items)

    def list_of(self, items: Iterable[object]) -> Safe:
        """Write texts behind one another as HTML."""
        return Safe(self("list-separator").join(map(self.isolated, items)))

    def forms(self, name: str) -> Forms:
        """Give a message as themes and scripts use it, with `{name}` where a value belongs.

        One that counts is given by the plural categories of whole numbers (`one`, `other`).
        """
        values: dict[str, Value] = dict.fromkeys(self._wanted[name], "")
        counted = self._selectors.get(name, frozenset())
        if not counted:
            return self._form(name, values)
        forms: dict[str, str] = {}
        for sample in (*range(_SAMPLES), 1_000_000):
            category = str(self.locale.plural_form(sample))
            if category not in forms:
                forms[category] = self._form(name, values | dict.fromkeys(counted, sample))
        return dict(sorted(forms.items()))

    def _form(self, name: str, values: Mapping[str, Value]) -> str:
        pieces = self._of(name, values)[1]
        return "".join(f"{{{p}}}" if i % 2 else p for i, p in enumerate(pieces))

    def _shown(self, value: object) -> object:
        return self.number(value) if isinstance(value, int) else value

    def number(self, value: int) -> str:
        """Write a number with the marks of the language: `1,000`."""
        return str(value) if 0 <= value < _GROUPED else _grouped(value, self.locale)


@lru_cache(maxsize=4096)
def _runs_across(text: str, direction: str) -> bool:
    """Whether a text has letters of the other direction, or characters that set one."""
    if text.isascii() and direction == "ltr":
        return False
    strong = _STRONG.get(direction, _CONTROLS)
    return any(bidirectional(character) in strong for character in text)


def _escaped(pieces: tuple[str, ...]) -> tuple[str, ...]:
    """Escape the texts among pieces; only the first can begin a block of Markdown."""
    return tuple(
        piece if index % 2 else escape(piece) if not index else escape(f"x{piece}")[1:]
        for index, piece in enumerate(pieces)
    )


def place_of(variable: str) -> str:
    """Write what stands for a variable in a message that is formatted once for all its values."""
    return f"\ue000{variable}\ue001"


@lru_cache(maxsize=256)
def _grouped(value: int, locale: Locale) -> str:
    return str(format_decimal(value, locale=locale))


@lru_cache(maxsize=256)
def _attributes(language: str) -> Safe:
    return Safe(f' lang="{escape(language)}" dir="{direction_of(language)}"')


@lru_cache(maxsize=4096)
def _in_words(date: str, locale: Locale) -> str:
    year, month, *day = (int(part) for part in date.split("-"))
    if day:
        return format_date(dt.date(year, month, day[0]), "long", locale)
    return str(format_skeleton("yMMMM", dt.date(year, month, 1), locale=locale))
