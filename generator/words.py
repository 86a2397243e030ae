"""A quotation's words compared with the text of their source.

Letters, case and words count and are never ignored to get a better state. What may differ is named:
quotation marks, dashes, spaces, ellipses, ligatures and Unicode normalisation ("typographic").
Whatever the words and the text, the time grows with the length of the text, not with its square.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.checked import State
from generator.nearest_words import TextWords, nearest
from generator.omissions import ELISION, kept, with_changes_marked
from generator.typography import Forms, collapsed, forms_of, normal, without_marks
from generator.whole_words import WORD, occurrences

if TYPE_CHECKING:
    from collections.abc import Iterator

_ASKING = re.compile(r"[.,'\"]*[?!؟]")


@dataclass(frozen=True)
class Comparison:
    """What a comparison found.

    `nearest` are, where the words differ, those of the text that come nearest; `replaced` the
    stretches of it in the place of marks of changes.
    """

    state: State
    nearest: str = ""
    replaced: tuple[str, ...] = ()


@dataclass(frozen=True)
class StoredText:
    """The text of a source, read for comparing."""

    text: str

    @cached_property
    def plain(self) -> str:
        """The text with ASCII white space collapsed."""
        return collapsed(self.text)

    @cached_property
    def forms(self) -> Forms:
        """The text in the forms in which typography does not count."""
        return Forms(self.text)

    @cached_property
    def words(self) -> TextWords:
        """Its words as they are written."""
        return TextWords(self.plain.split())


def compare(words: str, stored: StoredText) -> Comparison:
    """Compare a passage, as a reader sees it, with a stored text."""
    found = _found(words, stored)
    if found is not None:
        return found
    near = nearest(without_marks(words), stored.words) if WORD.search(kept(words)) else ""
    return Comparison(State.DIFFERS if near else State.NOT_FOUND, near)


def find(words: str, stored: StoredText) -> State | None:
    """Say how words stand in a text; None if they do not."""
    found = _found(words, stored)
    return found.state if found else None


def _found(words: str, stored: StoredText) -> Comparison | None:
    inner = without_marks(words)
    if not ELISION.sub("", inner).strip():
        return None
    if _is_in(inner, stored.plain):
        return Comparison(State.EXACT)
    bare = inner[:-1].rstrip() if inner[-1] in ",." and not inner.endswith("..") else inner
    forms = forms_of(bare)
    for form in forms:
        text = stored.forms.form(form)
        if any(_ends_alike(inner, bare, text, end) for end in _ends(normal(bare, form), text)):
            return Comparison(State.TYPOGRAPHIC)
    for form in forms:
        text = stored.forms.form(form)
        changed = with_changes_marked(bare, text, form)
        if changed and any(_ends_alike(inner, bare, text, end) for end in changed.ends):
            state = State.EDITED if changed.edited else State.ELIDED
            return Comparison(state, replaced=changed.replaced)
    return None


def _ends(words: str, text: str) -> Iterator[int]:
    return (at + len(words) for at in occurrences(words, text))


def _ends_alike(inner: str, bare: str, text: str, end: int) -> bool:
    """Whether no question or call of the text has become a statement: “You lied?”, “You lied.”."""
    return inner == bare or not _ASKING.match(text, end)


def _is_in(words: str, text: str) -> bool:
    return any(True for _ in occurrences(words, text))
