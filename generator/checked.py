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
    State.EXACT: "the same characters as in {text}",
    State.TYPOGRAPHIC: "the same words as in {text}; only marks, dashes or spaces differ",
    State.ELIDED: "the same words as in {text}, but for passages left out and marked",
    State.EDITED: "the same words as in {text}, but for an editor's in brackets",
    State.DIFFERS: "the words differ from {text}",
    State.NOT_FOUND: "the words are not in {text}",
    State.NOT_CHECKED: "{why}",
}


@dataclass(frozen=True)
class Check:
    """The state of one quotation, and against whose text it was checked.

    `recorded` is the day of the record it was taken from; `why` says why it is not checked.
    """

    state: State = State.NOT_CHECKED
    text_name: str = ""
    recorded: str = ""
    why: str = "no text of the source is stored to compare the words with"

    @property
    def note(self) -> str:
        """What a reader is told of it."""
        text = f"the text of {self.text_name}" if self.text_name else "the source's text"
        note = MEANING[self.state].format(text=text, why=self.why)
        if self.recorded:
            note += f" (recorded on {in_words(self.recorded)})"
        return note
