"""What a comparison of a quotation with its source's text found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a quotation's words stand to the text that they were compared with; best first."""

    EXACT = "exact"
    TYPOGRAPHIC = "typographic"
    ELIDED = "elided"
    EDITED = "edited"
    DIFFERS = "differs"
    NOT_FOUND = "not found"
    NOT_CHECKED = "not checked"


class Why(StrEnum):
    """Why a quotation is not checked."""

    NO_TEXT = "no-text"
    CHANGED = "changed"
    UNRECORDED = "unrecorded"


@dataclass(frozen=True)
class Check:
    """The state of one quotation, and against whose text it was checked.

    `recorded` is the day of the record it was taken from; `why` says why it is not checked;
    `replaced` is what the text has in place of the quotation's marks of changes.
    """

    state: State = State.NOT_CHECKED
    text_name: str = ""
    recorded: str = ""
    why: Why = Why.NO_TEXT
    replaced: tuple[str, ...] = ()
