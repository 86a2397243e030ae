"""What pages show: values that templates print.

Every text in them is plain and not yet escaped, unless it is `Safe`; `lang` beside texts is the
language of the article they are from, empty if that is the site's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.model import NO_HEAD, SETTLED, Head

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.ledger import Status
    from generator.markdown import Safe


def in_line(parts: Iterable[str]) -> str:
    """Write the parts of an interrupted quotation on one line."""
    return " \N{MIDDLE DOT} ".join(parts)


@dataclass(frozen=True)
class PageView:
    """A page to be rendered: which template, with which values, at which path.

    `language` is that of the page if it is not the site's.
    """

    template: str
    path: str
    title: str
    values: Mapping[str, Any]
    description: str = ""
    date: str = ""
    author_path: str = ""
    head: Head = NO_HEAD
    language: str = ""


@dataclass(frozen=True)
class Evidence:
    """A numbered mark: the words that a point or answer rests on, and where they stand.

    `parts` are the words, one for each part of an interrupted quotation; `speaker` and `date` say
    whose they are, `quoted_by` who tells of them if that is somebody else, `title` in which
    briefing they stand if that is another one.
    """

    number: int
    href: str
    parts: tuple[str, ...]
    kind: str
    speaker: str = ""
    date: str = ""
    title: str = ""
    lang: str = ""
    doubtful: bool = False
    quoted_by: str = ""

    @property
    def words(self) -> str:
        """All parts on one line."""
        return in_line(self.parts)


@dataclass(frozen=True)
class Point:
    """One point of a summary; `anchor` is its own place."""

    text: str
    evidence: tuple[Evidence, ...] = ()
    anchor: str = ""


@dataclass(frozen=True)
class SourceView:
    """A source as it is named on a page; `anchor` is its place in the list of sources."""

    name: str
    title: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    published: str = ""
    retrieved: str = ""
    checked: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Difference:
    """Words that another source prints; `change` where they differ from the quotation.

    `space` is the space that stands before them, if there is one.
    """

    words: str
    change: bool = False
    space: str = ""


@dataclass(frozen=True)
class VariantView:
    """How another source prints the words of a quotation, and which of its words it lacks."""

    text: tuple[Difference, ...]
    source: SourceView
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Card:
    """A statement as it stands in a list: a quotation, or reported speech.

    `heading` is the anchor of its heading, `place` the link to its place in the article,
    `permalink` the link to itself, `fragment` an address that leads to the words on the
    publisher's page. `parts` are the parts of an interrupted quotation, each in paragraphs; `inner`
    are the quotations within it. `lang` is the language of the article if it has one of its own,
    `cite` how to cite the statement, `address` its address on the web where the site has one.
    `quoted_by` is who tells of it, if it stands within words of somebody else.
    """

    id: str
    kind: str
    heading: str
    parts: tuple[tuple[str, ...], ...]
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
    inner: tuple[Card, ...] = ()
    lang: str = ""
    cite: str = ""
    address: str = ""
    quoted_by: str = ""

    @property
    def words(self) -> str:
        """All parts on one line."""
        return in_line(" ".join(part) for part in self.parts)


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
    lang: str = ""


@dataclass(frozen=True)
class StepView:
    """What one article did to a question; `name` is the message that says it."""

    what: str
    name: str
    date: str
    title: str
    href: str
    text: str = ""
    gap: Evidence | None = None
    lang: str = ""


@dataclass(frozen=True)
class QuestionView:
    """A question with its state. `anchor` is empty where the page only refers to it.

    `gaps` are the newest passages that show it to be open, and `more_gaps` so many others; `took`
    says how long it took to settle it, `age` for how long it has been open, `remark`
    what a digest says of it besides, `history` what became
    of it, if that is more than one answer; `more_steps` of it are left out behind the first.
    """

    ask: str
    status: Status
    since: str
    href: str
    anchor: str = ""
    heading: str = ""
    resolves_when: str = ""
    asked_by: str = ""
    gaps: tuple[Evidence, ...] = ()
    answers: tuple[AnswerView, ...] = ()
    lang: str = ""
    more_gaps: int = 0
    took: str = ""
    age: str = ""
    remark: str = ""
    story: Entry | None = None
    history: tuple[StepView, ...] = ()
    more_steps: int = 0

    @property
    def is_settled(self) -> bool:
        """Whether nothing of it is open any more."""
        return self.status in SETTLED


@dataclass(frozen=True)
class Entry:
    """A line in a list of pages."""

    title: str
    href: str
    date: str = ""
    text: str = ""
    count: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Pager:
    """Where one page of a long list stands among the others.

    `before` and `after` are its neighbours in the order of the list, `marks` pages all along it;
    the one that is here has no address. `growing` says that the list begins with the newest.
    """

    before: Entry | None
    after: Entry | None
    marks: tuple[Entry, ...]
    growing: bool = False


@dataclass(frozen=True)
class StoryEntry:
    """A story with its state: how many briefings, from when to when, and its newest one.

    `questions` says how many of its questions are open and how many settled.
    """

    title: str
    href: str
    briefings: int
    period: str
    questions: str
    latest: Entry | None = None


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
    """Everything on a briefing's page. `unresolved` are the questions that are not settled."""

    title: str
    date: str
    updated: str
    description: str
    authors: Safe
    language: str
    reading_minutes: int
    source: SourceView | None
    counts: tuple[Entry, ...]
    checked: Safe
    sections: tuple[Section, ...]
    points: tuple[Point, ...]
    points_are_own_words: bool
    key_cards: tuple[Card, ...]
    other_cards: tuple[Card, ...]
    reported: tuple[Card, ...]
    questions: tuple[QuestionView, ...]
    answered: tuple[QuestionView, ...]
    unresolved: tuple[QuestionView, ...]
    story: Entry | None
    before: Entry | None
    after: Entry | None
    people: tuple[PersonView, ...]
    body: str
    sources: tuple[SourceView, ...]
    corrections: tuple[Entry, ...]
    topics: tuple[Entry, ...]
    guide: str
    image: Mapping[str, str] = field(default_factory=dict)
    report: str = ""
    cite: str = ""
    address: str = ""

    def anchor_of(self, name: str) -> str:
        """Give the anchor of a section, or nothing if it is left out."""
        return next((section.anchor for section in self.sections if section.name == name), "")
