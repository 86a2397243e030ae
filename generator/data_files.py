"""The files of the open data: records -> JSON with its JSON Schema, and CSV.

A list of many records is divided by years; its file then names the parts.
"""

from __future__ import annotations

import csv
import io
import json
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import TypeAdapter

from generator.data_forms import Briefing, OpenQuestion, Person, Quotation
from generator.json_text import compact, without_halves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pydantic import BaseModel

    from generator.open_data import Record

FOLDER = "data"
IN_ONE = 2000
"""The most records that stand in one file."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_INTERRUPTED = " · · · "
_COLUMNS = (
    "id", "url", "date", "speaker", "name", "role", "to", "at", "words", "translated", "within",
    "quoted_by", "source", "source_url", "check", "doubtful", "note", "briefing",
)  # fmt: skip


class _List(NamedTuple):
    """A list that is published: its name, the form of its records, and the year of each."""

    name: str
    form: type[BaseModel]
    year: Callable[[Any], str] | None


LISTS = (
    _List("briefings", Briefing, lambda briefing: f"{briefing.date.year:04}"),
    _List("quotations", Quotation, lambda quotation: quotation.date[:4]),
    _List("questions", OpenQuestion, lambda question: f"{question.asked.year:04}"),
    _List("people", Person, None),
)


def data_files(record: Record) -> dict[str, bytes]:
    """Write all files; gives their paths in the docs folder and what stands in them."""
    files: dict[str, bytes] = {}
    for kind in LISTS:
        files[f"{FOLDER}/{kind.name}.schema.json"] = _schema(kind)
        records = getattr(record, kind.name)
        years = _years(kind, records)
        for year, part in years:
            files[f"{FOLDER}/{kind.name}-{year}.json"] = _json(kind, part)
            if kind.form is Quotation:
                files[f"{FOLDER}/{kind.name}-{year}.csv"] = _csv(part)
        listed = [
            {"year": year, "url": f"{kind.name}-{year}.json", "count": len(part)}
            for year, part in years
        ]
        files[f"{FOLDER}/{kind.name}.json"] = _json(kind, () if years else records, listed)
        if kind.form is Quotation and not years:
            files[f"{FOLDER}/{kind.name}.csv"] = _csv(records)
    return files


def _years(kind: _List, records: Sequence[Any]) -> list[tuple[str, list[Any]]]:
    """Divide a long list by years, in their order; a short one is not divided."""
    if kind.year is None or len(records) <= IN_ONE:
        return []
    ordered = sorted(records, key=kind.year)  # stable: within a year the order stays
    return [(year, list(part)) for year, part in groupby(ordered, kind.year)]


def _json(kind: _List, records: Sequence[Any], parts: Sequence[dict[str, Any]] = ()) -> bytes:
    """Write a file with one record a line, so that two versions can be compared."""
    lines = ",\n".join(compact(record.model_dump(mode="json")) for record in records)
    head = compact({"$schema": f"{kind.name}.schema.json", "parts": list(parts)})
    return f'{head[:-1]},"items":[\n{lines}\n]}}\n'.encode()


def _schema(kind: _List) -> bytes:
    """Describe a file of a list by the form of its records."""
    inner = TypeAdapter(tuple[kind.form, ...]).json_schema()  # type: ignore[name-defined]
    definitions = inner.pop("$defs")
    part = {
        "type": "object",
        "properties": {
            "year": {"type": "string"},
            "url": {"type": "string", "format": "uri-reference"},
            "count": {"type": "integer"},
        },
        "required": ["year", "url", "count"],
        "additionalProperties": False,
    }
    schema = {
        "$schema": DIALECT,
        "title": kind.name,
        "description": "A list: its `items`, or of a long one the files of its years (`parts`).",
        "type": "object",
        "properties": {
            "$schema": {"type": "string"},
            "parts": {"type": "array", "items": part},
            "items": inner,
        },
        "required": ["$schema", "parts", "items"],
        "additionalProperties": False,
        "$defs": definitions,
    }
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()


def _csv(quotations: Sequence[Quotation]) -> bytes:
    """Write quotations as CSV (RFC 4180), as they are: no cell is changed for a spreadsheet."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    writer.writerows(_row(quotation) for quotation in quotations)
    return without_halves(out.getvalue()).encode()


def _row(quotation: Quotation) -> Iterator[str]:
    source = quotation.source
    flat = quotation.model_dump(mode="json") | {
        "words": _INTERRUPTED.join(quotation.parts),
        "source": (source.publisher or source.title) if source else None,
        "source_url": source.url if source else None,
        "check": quotation.check.state.value,
    }
    return (flat[name] or "" for name in _COLUMNS)
