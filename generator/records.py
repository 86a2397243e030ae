"""Recorded checks: what was found when a source's text was at hand.

A text is often somebody else's and not kept with the site. `sources/<key>.checks.yml` keeps the
result: for each quotation the hash of its words, the state, the hash of the text, and the day.
A seal, made of these, tells a record that somebody changed by hand. It is each record's own, so
that files of two branches can be merged; it is no secret, so it stops slips and not forgers.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from generator.checked import State
from generator.diagnostics import ANEW, VERIFY, Code, Diagnostic, diagnose
from generator.frontmatter import read_fields
from generator.schema import Date, Text
from generator.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.corpus import Linked, Statement

SUFFIX = ".checks.yml"
MAX_SIZE = 8 * 1024 * 1024
"""Characters of a file of records: some thirty thousand quotations."""
_SEAL = 16
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
    seal: Text | None = None


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


def words_of(statement: Statement) -> str:
    """Give the words of a quotation that are on record as one."""
    return "\n".join(part.words for part in statement.parts)


def sealed(record: RecordFields) -> RecordFields:
    """Give a record with its seal."""
    return record.model_copy(update={"seal": seal_of(record)})


def seal_of(record: RecordFields) -> str:
    """Give the seal that a record has if nobody has changed it."""
    day = record.date.isoformat()
    values = (record.quotation, record.words, record.state, record.text, day)
    return fingerprint("\n".join(values))[:_SEAL]


def read_records(source: Source) -> tuple[dict[str, Record], tuple[Diagnostic, ...]]:
    """Read a file of records; maps `<stem>#<id>` to them."""
    span = Span(0, len(source.text))
    front, problems = read_fields(source, span, RecordsFields, limit=MAX_SIZE)
    renamed = tuple(
        Diagnostic(
            Code.CHECKS_INVALID,
            problem.place,
            "the record of checks cannot be used: "
            + problem.message.replace("the front matter", "the file"),
            ANEW,
        )
        for problem in problems
    )
    if front is None:
        return {}, renamed
    found: dict[str, Record] = {}
    wrong: list[Diagnostic] = []
    for index, fields in enumerate(front.fields.checks):
        record = Record(fields, source, front.span("checks", index))
        before = found.get(fields.quotation)
        if fields.seal not in {None, seal_of(fields)}:
            span = front.span("checks", index, "seal")
            wrong.append(diagnose(Code.CHECKS_EDITED, source, span, _edited(fields), ANEW))
        elif before is None or before.fields.date < fields.date:
            found[fields.quotation] = record
    unsealed = next((record for record in found.values() if not record.fields.seal), None)
    if unsealed:
        message = "there are records without a seal, so a change by hand would not be seen"
        span = Span(unsealed.span.start, unsealed.span.start)
        wrong.append(diagnose(Code.CHECKS_UNSEALED, source, span, message, VERIFY))
    return found, (*renamed, *wrong)


def _edited(record: RecordFields) -> str:
    return f"the record of `{record.quotation}` was changed since it was written, and is not used"


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
            *([f"    seal: {_value(record.seal)}"] if record.seal else []),
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
