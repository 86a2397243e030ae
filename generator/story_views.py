"""What pages of stories show besides what other pages show too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.views import Card, Entry


@dataclass(frozen=True)
class TurnView:
    """What a briefing did to a question, and the message that says so.

    `href` is the question's permanent address.
    """

    what: str
    name: str
    ask: str
    href: str
    lang: str = ""


@dataclass(frozen=True)
class Stop:
    """A briefing in the timeline of a story, with its key quotation if it has one.

    `turns` are what happened to questions; `more` says how many are left out.
    """

    anchor: str
    entry: Entry
    card: Card | None
    turns: tuple[TurnView, ...] = ()
    more: int = 0


@dataclass(frozen=True)
class TimelineView:
    """The drawing of a story's time (SVG as it stands in the page) and what is said below it.

    `open_most` and `open_last` count questions that were not settled, on any day and at the end;
    `settled` those that were at the end. All are 0 if none was asked.
    """

    svg: str
    is_gathered: bool
    open_most: int
    open_last: int
    settled: int


@dataclass(frozen=True)
class Participant:
    """Somebody who speaks or is spoken to in a story.

    `side_by_side` is the page of what they said in it, if they did so on several days.
    """

    name: str
    href: str
    role: str
    quotations: int
    reported: int
    side_by_side: str = ""
