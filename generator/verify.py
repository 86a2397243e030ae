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
from generator.terminal import numbered, one_line

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from generator.checked import Check
    from generator.corpus import Corpus, Linked, Statement
    from generator.model import Inputs

    Checks = Mapping[tuple[str, str], Check]

_NAMED = 5
_WIDE = max(len(state) for state in State)
_LONG = 60
"""Characters of a text that are shown in place of a mark."""


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
    by_text: dict[str, dict[State, dict[str, Check]]] = {}
    for one, statement, name in _with_text(corpus):
        check = checks[one.stem, statement.id]
        state = State.NOT_CHECKED if check.recorded else check.state
        found = by_text.setdefault(name, {}).setdefault(state, {})
        found[f"{one.stem}#{statement.id}"] = check
    lines: list[str] = []
    for name, states in sorted(by_text.items()):
        lines += _of_text(name, states, inputs)
    without = Counter(one.stem for one, _ in corpus.quotations) - Counter(
        one.stem for one, _, _ in _with_text(corpus)
    )
    if without:
        where = numbered(len(without), "article")
        lines.append(
            f"{numbered(without.total(), 'quotation')} in {where}: not compared, because the "
            "source names no text (`text:` in the front matter)."
        )
    return "".join(f"{line}\n" for line in lines)


def _of_text(
    name: str, states: Mapping[State, Mapping[str, Check]], inputs: Inputs
) -> Iterator[str]:
    """Say what was found in one text; of all but exact words, which they are."""
    total = numbered(sum(map(len, states.values())), "quotation")
    if set(states) == {State.NOT_CHECKED}:
        yield f"sources/{name}: {total} not compared, because {_why_not(name, inputs)}."
        return
    yield f"sources/{name}: {total}"
    for state in State:
        if names := states.get(state):
            shown = [] if state is State.EXACT else list(names)[:_NAMED]
            more = f" and {len(names) - len(shown)} more" if len(names) > len(shown) > 0 else ""
            yield f"  {len(names):4} {state:{_WIDE}}  {', '.join(shown)}{more}".rstrip()
            yield from _in_place_of_marks(names)


def _in_place_of_marks(names: Mapping[str, Check]) -> Iterator[str]:
    """Show what texts have where quotations have `…` or brackets: it may turn their meaning."""
    for name, check in names.items():
        if check.replaced:
            stretches = " | ".join(_short(stretch) or "(nothing)" for stretch in check.replaced)
            yield f"       {name}, in place of its marks: {stretches}"


def _short(stretch: str) -> str:
    """Give a stretch of a text, a long one with its middle left out."""
    text = one_line(stretch)
    if len(text) <= _LONG:
        return text
    start, end = text[: _LONG // 2], text[-_LONG // 2 :]
    return f"{start.rpartition(' ')[0] or start} (…) {end.partition(' ')[2] or end}"


def _why_not(name: str, inputs: Inputs) -> str:
    if name in inputs.texts:
        return "the file cannot be used"
    kept = " (what is on record stays)" if records_name(name) in inputs.texts else ""
    return f"the file is not there{kept}"


def _with_text(corpus: Corpus) -> Iterator[tuple[Linked, Statement, str]]:
    """Give the quotations whose source names a text, with its name."""
    for one, statement in corpus.quotations:
        if statement.source and statement.source.text:
            yield one, statement, statement.source.text
