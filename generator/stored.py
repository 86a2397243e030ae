"""The stored texts of sources, each read once and only when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.main_text import main_text
from generator.page_text import page_text
from generator.source import Source
from generator.words import StoredText, find

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model import Stored

_PAGES = (".html", ".htm")
_RECORDS = ".yml"
_MAX_DEEP = 200
"""Divisions within each other up to which a page's main text is made out: its finding takes time
that grows with the square of this. Pages that are read have a tenth of it."""


class StoredTexts:
    """What was read of the files in `sources/`, by their names."""

    def __init__(self, files: Mapping[str, Stored]) -> None:
        self.files = files
        self._texts: dict[str, StoredText] = {}
        self._main: dict[str, StoredText | None] = {}
        self._depths: dict[str, int] = {}

    def text(self, name: str) -> StoredText | None:
        """Give a text, plain or what a reader sees of a saved page; None if it cannot be used."""
        source = self.files.get(name)
        if not isinstance(source, Source):
            return None
        if name not in self._texts:
            if name.endswith(_PAGES):
                page = page_text(source.text)
                self._depths[name] = page.depth
                self._texts[name] = StoredText(page.text)
            else:
                self._texts[name] = StoredText(source.text)
        return self._texts[name]

    def is_aside(self, words: str, name: str) -> bool:
        """Whether words that a saved page has stand outside of its main text."""
        main = self._main_of(name) if name.endswith(_PAGES) else None
        return main is not None and find(words, main) is None

    def elsewhere(self, words: str, name: str) -> Iterator[str]:
        """Give the names of other texts that have the words."""
        for other in self.files:
            if other != name and not other.endswith(_RECORDS):
                text = self.text(other)
                if text and find(words, text):
                    yield other

    def _main_of(self, name: str) -> StoredText | None:
        """Give the main text of a page, None where the whole page has to do."""
        if name not in self._main:
            self.text(name)
            source = self.files[name]
            known = isinstance(source, Source) and self._depths[name] <= _MAX_DEEP
            text = main_text(source.text) if isinstance(source, Source) and known else ""
            self._main[name] = StoredText(text) if text else None
        return self._main[name]
