"""The forms of the open data. Their JSON Schemas are published beside the files.

Every field is always there; what is not known is null or empty.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from generator.checked import State


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Record):
    """Where words were taken from."""

    key: str = Field(description="Key of the source in its article.")
    title: str | None
    publisher: str | None
    author: str | None
    url: str | None
    published: dt.date | None
    retrieved: dt.date | None


class Checked(_Record):
    """How a quotation's words compare with the stored text of its source."""

    state: State
    against: str | None = Field(description="Whose text they were compared with.")
    recorded: dt.date | None = Field(
        description="Day of the record, where the text itself is not kept."
    )


class Variant(_Record):
    """How another source prints the same words."""

    text: str
    source: Source | None


class Spoken(_Record):
    """What somebody said, directly or reported."""

    id: str = Field(description="`<briefing>#<id>`, for good.")
    url: str = Field(description="Permanent address on the site.")
    briefing: str = Field(description="Name of the briefing, and of its article.")
    parts: tuple[str, ...] = Field(
        description="The words; several parts where the article interrupts them."
    )
    language: str | None = Field(description="Language of the article, if not the site's (BCP 47).")
    speaker: str | None = Field(description="Key of the speaker in people.json; null if unnamed.")
    name: str = Field(description="How the speaker is named or described.")
    role: str | None = Field(description="Role held on the day.")
    to: str | None = Field(description="To whom it was said.")
    at: str | None = Field(description="Occasion or place.")
    date: str = Field(description="Day or month (ISO 8601).")
    source: Source | None
    note: str | None
    doubtful: str | None = Field(description="What is doubtful about it.")
    within: str | None = Field(
        description="Id of the statement whose words these are a part of; null if of none."
    )
    quoted_by: str | None = Field(
        description="Who tells of these words, where they stand within those of somebody else."
    )


class Quotation(Spoken):
    """Direct words, with the quotation marks that stand in the article."""

    translated: str | None = Field(description="Language they were spoken in, if translated.")
    check: Checked
    variants: tuple[Variant, ...]


class Reported(Spoken):
    """Reported speech, in the article's words. It is no quotation."""


class Point(_Record):
    """A point of a summary, and the ids of what it rests on."""

    text: str
    evidence: tuple[str, ...]


class Correction(_Record):
    """What was changed in an article after it was published."""

    date: dt.date
    text: str


class Briefing(_Record):
    """A briefing, and the names of what is in it."""

    name: str
    url: str
    title: str
    date: dt.date
    updated: dt.date | None
    description: str | None
    language: str | None
    story: str | None
    topics: tuple[str, ...]
    authors: tuple[str, ...]
    summary: tuple[Point, ...]
    quotations: tuple[str, ...]
    reported: tuple[Reported, ...]
    questions: tuple[str, ...] = Field(description="Ids of the questions it asks.")
    answers: tuple[str, ...] = Field(description="Ids of the questions it answers.")
    sources: tuple[Source, ...]
    corrections: tuple[Correction, ...]


class Gap(_Record):
    """Words that show a question to be open."""

    briefing: str
    date: dt.date
    words: str
    within: str | None = Field(
        description="Id of the statement whose words these are a part of; null if of none."
    )


class Answer(_Record):
    """What a briefing says about a question."""

    briefing: str
    date: dt.date
    status: Literal["answered", "partly", "moot"]
    text: str | None
    evidence: tuple[str, ...]


class Step(_Record):
    """What one briefing did to a question."""

    briefing: str
    date: dt.date
    what: Literal["asked", "open", "partly", "answered", "moot", "again"] = Field(
        description="`open`: shown to be open still; `again`: asked again after an answer."
    )


class OpenQuestion(_Record):
    """A question, whatever has become of it."""

    id: str
    url: str
    briefing: str
    ask: str
    asked: dt.date
    story: str | None
    status: Literal["open", "partly", "answered", "moot"]
    resolves_when: str | None
    gaps: tuple[Gap, ...]
    answers: tuple[Answer, ...]
    history: tuple[Step, ...] = Field(description="What became of it, in order.")
    settled_after: int | None = Field(description="Days until it was answered or overtaken.")


class Role(_Record):
    """An office, held from and to; both days included."""

    title: str
    since: dt.date | None
    until: dt.date | None


class Person(_Record):
    """A person or body that is quoted."""

    key: str
    url: str
    name: str
    kind: Literal["person", "body"] | None = Field(
        description="Null where nobody has recorded whether this is a person or a body."
    )
    aliases: tuple[str, ...]
    roles: tuple[Role, ...]
    links: dict[str, str]
    quotations: int
    reported: int
