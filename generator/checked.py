"""What a comparison of a quotation with its source's text found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from generator.dates import in_words

if TYPE_CHECKING:
    from collections.abc import Mapping


class State(StrEnum):
    """How a quotation's words stand to the text that they were compared with; best first."""

    EXACT = "exact"
    TYPOGRAPHIC = "typographic"
    ELIDED = "elided"
    EDITED = "edited"
    DIFFERS = "differs"
    NOT_FOUND = "not found"
    NOT_CHECKED = "not checked"


MEANING: Mapping[State, str] = {
    State.EXACT: "the same characters as in the source's text",
    State.TYPOGRAPHIC: "the source's words; only marks, dashes or spaces differ",
    State.ELIDED: "the same words as in the source's text, but for passages left out and marked",
    State.EDITED: "the same words as in the source's text, but for an editor's in brackets",
    State.DIFFERS: "the words differ from the source's text",
    State.NOT_FOUND: "the words are not in the source's text",
    State.NOT_CHECKED: "no text of the source is stored to compare the words with",
}


@dataclass(frozen=True)
class Check:
    """The state of one quotation; `recorded` is the day of the record it was taken from."""

    state: State = State.NOT_CHECKED
    text_name: str = ""
    recorded: str = ""

    @property
    def note(self) -> str:
        """What a reader is told of it."""
        note = MEANING[self.state]
        if self.recorded:
            note += f" (recorded on {in_words(self.recorded)})"
        return note
