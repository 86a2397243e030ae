"""What pages show: values that templates print. Every text in them is plain and not yet escaped."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class PageView:
    """A page to be rendered: which template, with which values, at which path."""

    template: str
    path: str
    title: str
    values: Mapping[str, Any]
    description: str = ""
    date: str = ""
    author_path: str = ""


@dataclass(frozen=True)
class Evidence:
    """A numbered mark: the words that a point or answer rests on, and where they stand."""

    number: int
    href: str
    words: str
    kind: str


@dataclass(frozen=True)
class Point:
    """One point of a summary."""

    text: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class SourceView:
    """A source as it is named on a page."""

    name: str
    title: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    published: str = ""
    retrieved: str = ""
    checked: str = ""


@dataclass(frozen=True)
class Difference:
    """A stretch of words in a comparison: the same in both, or only in one."""

    words: str
    change: str = ""


@dataclass(frozen=True)
class VariantView:
    """How another source prints the words of a quotation."""

    text: tuple[Difference, ...]
    source: SourceView


@dataclass(frozen=True)
class Card:
    """A statement as it stands in a list: a quotation, or reported speech.

    `heading` is the anchor of its heading, `place` the link to its place in the article,
    `permalink` the link to itself, `fragment` an address that leads to the words on the
    publisher's page.
    """

    id: str
    kind: str
    heading: str
    parts: tuple[str, ...]
    speaker: str
    speaker_key: str
    speaker_href: str
    role: str
    addressee: str
    addressee_href: str
    at: str
    date: str
    source: SourceView | None
    place: str
    permalink: str
    fragment: str = ""
    language: str = ""
    note: str = ""
    doubtful: str = ""
    variants: tuple[VariantView, ...] = ()
    state: str = ""
    state_note: str = ""
    briefing: str = ""
    report: str = ""


@dataclass(frozen=True)
class AnswerView:
    """What an article says about a question."""

    status: str
    text: str
    date: str
    title: str
    href: str
    evidence: tuple[Evidence, ...] = ()
    is_here: bool = False


@dataclass(frozen=True)
class QuestionView:
    """A question with its state. `anchor` is empty where the page only refers to it."""

    ask: str
    status: str
    since: str
    href: str
    anchor: str = ""
    heading: str = ""
    resolves_when: str = ""
    asked_by: str = ""
    gaps: tuple[Evidence, ...] = ()
    answers: tuple[AnswerView, ...] = ()


@dataclass(frozen=True)
class Entry:
    """A line in a list of pages."""

    title: str
    href: str
    date: str = ""
    text: str = ""
    count: str = ""


@dataclass(frozen=True)
class PersonView:
    """Somebody in a briefing or in the list of people."""

    name: str
    href: str
    role: str = ""
    count: str = ""


@dataclass(frozen=True)
class Section:
    """A part of a briefing's page: its name, title and anchor."""

    name: str
    title: str
    anchor: str


@dataclass(frozen=True)
class BriefingView:
    """Everything on a briefing's page."""

    title: str
    date: str
    updated: str
    description: str
    authors: str
    language: str
    reading_minutes: int
    source: SourceView | None
    counts: str
    checked: str
    sections: tuple[Section, ...]
    points: tuple[Point, ...]
    points_are_own_words: bool
    key_cards: tuple[Card, ...]
    other_cards: tuple[Card, ...]
    reported: tuple[Card, ...]
    questions: tuple[QuestionView, ...]
    answered: tuple[QuestionView, ...]
    story: Entry | None
    before: Entry | None
    after: Entry | None
    people: tuple[PersonView, ...]
    body: str
    sources: tuple[SourceView, ...]
    corrections: tuple[Entry, ...]
    topics: tuple[Entry, ...]
    image: Mapping[str, str] = field(default_factory=dict)
    report: str = ""
