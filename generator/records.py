"""Recorded checks: what was found when a source's text was at hand.

A text is often somebody else's and not kept with the site. `sources/<key>.checks.yml` keeps the
result: for each quotation the hash of its words, the state, the hash of the text, and the day.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from generator.checked import State
from generator.diagnostics import Code, Diagnostic, diagnose
from generator.frontmatter import read_fields
from generator.schema import Date, Text
from generator.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.corpus import Linked

SUFFIX = ".checks.yml"
MAX_SIZE = 8 * 1024 * 1024
"""Characters of a file of records: some thirty thousand quotations."""
_BARE = re.compile(r"[a-z0-9][a-z0-9#-]*", re.IGNORECASE)
StateWord = Literal["exact", "typographic", "elided", "edited", "differs", "not found"]


class RecordFields(BaseModel):
    """One quotation's record."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    quotation: Text
    words: Text
    state: StateWord
    text: Text
    date: Date


class RecordsFields(BaseModel):
    """A file of records."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    checks: tuple[RecordFields, ...]


@dataclass(frozen=True)
class Record:
    """What was found for one quotation, and where that is written."""

    fields: RecordFields
    source: Source
    span: Span

    @property
    def state(self) -> State:
        """The state found."""
        return State(self.fields.state)


def fingerprint(text: str) -> str:
    """Hash of words or of a text."""
    return sha256(text.encode()).hexdigest()


def read_records(source: Source) -> tuple[dict[str, Record], tuple[Diagnostic, ...]]:
    """Read a file of records; maps `<stem>#<id>` to them."""
    span = Span(0, len(source.text))
    front, problems = read_fields(source, span, RecordsFields, limit=MAX_SIZE)
    renamed = tuple(
        diagnose(
            Code.CHECKS_INVALID,
            source,
            Span(0, 0),
            f"the record of checks cannot be used: line {problem.place.line}: "
            + problem.message.replace("the front matter", "the file"),
            "Run `briefing verify` where the source's text is at hand to write it anew.",
        )
        for problem in problems
    )
    if front is None:
        return {}, renamed
    found = {
        record.quotation: Record(record, source, front.span("checks", index))
        for index, record in enumerate(front.fields.checks)
    }
    return found, renamed


def write_records(found: Iterable[RecordFields]) -> str:
    """Write records, in the order of the quotations' names."""
    lines = ["# Written by `briefing verify`; not to be edited by hand.", "checks:"]
    for record in sorted(found, key=lambda record: record.quotation):
        lines += [
            f"  - quotation: {_value(record.quotation)}",
            f"    words: {_value(record.words)}",
            f"    state: {record.state}",
            f"    text: {_value(record.text)}",
            f"    date: {record.date.isoformat()}",
        ]
    return "\n".join(lines) + "\n"


def _value(text: str) -> str:
    return text if _BARE.fullmatch(text) else json.dumps(text)


def records_name(text_name: str) -> str:
    """Name of the file of records that belongs to a text."""
    return text_name.rpartition(".")[0] + SUFFIX


def names_of(one: Linked, quotation: str) -> tuple[str, ...]:
    """Give the names under which a quotation may be on record, the present one first."""
    stems = (one.stem, *one.article.fields.formerly)
    return tuple(f"{stem}#{quotation}" for stem in stems)
