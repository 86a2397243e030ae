"""Stage verify: what `check` has just found, as records to keep and as a report for a person."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.checked import State
from generator.records import (
    RecordFields,
    fingerprint,
    names_of,
    read_records,
    records_name,
    sealed,
    words_of,
    write_records,
)
from generator.source import Source

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from generator.checked import Check
    from generator.corpus import Corpus, Linked, Statement
    from generator.model import Inputs

    Checks = Mapping[tuple[str, str], Check]

_NAMED = 5
_WIDE = max(len(state) for state in State)


def verify(corpus: Corpus, checks: Checks, inputs: Inputs, day: dt.date) -> dict[str, str]:
    """Give the records of what `check` has just found: names of files and their texts.

    Records of quotations that cannot be compared now stay as they are.
    """
    found: dict[str, dict[str, RecordFields]] = {}
    absent: dict[str, str] = {}
    for one, statement, name in _with_text(corpus):
        source = inputs.texts.get(name)
        check = checks[one.stem, statement.id]
        if not isinstance(source, Source) or check.state is State.NOT_CHECKED:
            absent |= dict.fromkeys(names_of(one, statement.id), records_name(name))
            continue
        quotation = names_of(one, statement.id)[0]
        record = RecordFields(
            quotation=quotation,
            words=fingerprint(words_of(statement)),
            state=check.state.value,
            text=fingerprint(source.text),
            date=day,
        )
        found.setdefault(records_name(name), {})[quotation] = sealed(record)
    unread = {*inputs.articles, *(PurePosixPath(path).stem for path in inputs.unread)}
    unread -= {one.stem for one in (*corpus.articles, *corpus.unpublished)}
    for file, records in found.items():
        kept = inputs.texts.get(file)
        old = read_records(kept)[0] if isinstance(kept, Source) else {}
        for quotation, before in old.items():
            if absent.get(quotation) == file or quotation.partition("#")[0] in unread:
                records.setdefault(quotation, before.fields)
    return {file: write_records(records.values()) for file, records in sorted(found.items())}


def too_early(corpus: Corpus, inputs: Inputs, day: dt.date) -> Linked | None:
    """Give an article whose words would be recorded as checked before its own date."""
    compared = (
        one for one, _, name in _with_text(corpus) if isinstance(inputs.texts.get(name), Source)
    )
    return next((one for one in compared if one.article.fields.date > day), None)


def report(corpus: Corpus, checks: Checks, inputs: Inputs) -> str:
    """Say of each text what the comparison found, and what was not compared and why."""
    by_text: dict[str, dict[State, list[str]]] = {}
    for one, statement, name in _with_text(corpus):
        check = checks[one.stem, statement.id]
        state = State.NOT_CHECKED if check.recorded else check.state
        by_text.setdefault(name, {}).setdefault(state, []).append(f"{one.stem}#{statement.id}")
    lines: list[str] = []
    for name, states in sorted(by_text.items()):
        lines += _of_text(name, states, inputs)
    without = Counter(one.stem for one, _ in corpus.quotations) - Counter(
        one.stem for one, _, _ in _with_text(corpus)
    )
    if without:
        where = _numbered(len(without), "article")
        lines.append(
            f"{_numbered(without.total(), 'quotation')} in {where}: not compared, because the "
            "source names no text (`text:` in the front matter)."
        )
    return "".join(f"{line}\n" for line in lines)


def _of_text(name: str, states: Mapping[State, list[str]], inputs: Inputs) -> Iterator[str]:
    """Say what was found in one text; of all but exact words, which they are."""
    total = _numbered(sum(map(len, states.values())), "quotation")
    if set(states) == {State.NOT_CHECKED}:
        yield f"sources/{name}: {total} not compared, because {_why_not(name, inputs)}."
        return
    yield f"sources/{name}: {total}"
    for state in State:
        if names := states.get(state):
            shown = "" if state is State.EXACT else ", ".join(names[:_NAMED])
            more = f" and {len(names) - _NAMED} more" if shown and len(names) > _NAMED else ""
            yield f"  {len(names):4} {state:{_WIDE}}  {shown}{more}".rstrip()


def _why_not(name: str, inputs: Inputs) -> str:
    if name in inputs.texts:
        return "the file cannot be used"
    kept = " (what is on record stays)" if records_name(name) in inputs.texts else ""
    return f"the file is not there{kept}"


def _numbered(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _with_text(corpus: Corpus) -> Iterator[tuple[Linked, Statement, str]]:
    """Give the quotations whose source names a text, with its name."""
    for one, statement in corpus.quotations:
        if statement.source and statement.source.text:
            yield one, statement, statement.source.text
