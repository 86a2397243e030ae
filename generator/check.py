"""Stage check: quotations compared with the stored texts of their sources."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.checked import Check, State, Why
from generator.diagnostics import Code, Diagnostic, diagnose
from generator.model import Kind
from generator.page_text import page_text
from generator.records import (
    Record,
    RecordFields,
    fingerprint,
    names_of,
    read_records,
    records_name,
    write_records,
)
from generator.source import Source
from generator.words import (
    MAX_LEFT_OUT,
    Comparison,
    StoredText,
    compare,
    differences,
    find,
    has_elision,
    without_marks,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from generator.corpus import Corpus, Linked, Statement
    from generator.model import Inputs, Stored
    from generator.source import Span

_ORDER = list(State)
_VERIFY = "Run `briefing verify` where the source's text is at hand."
_SHOWN = 3


def check(
    corpus: Corpus, texts: Mapping[str, Stored]
) -> tuple[dict[tuple[str, str], Check], tuple[Diagnostic, ...]]:
    """Compare every quotation with the text of its source, or take over what is on record.

    `texts` maps the names of the files in `sources/` to their texts, or to what is wrong with them.
    """
    checker = _Checker(texts)
    checks = {
        (one.stem, statement.id): checker.check(one, statement)
        for one in (*corpus.articles, *corpus.unpublished)
        for statement in one.statements
        if statement.annotation.kind is Kind.QUOTE
    }
    return checks, tuple(dict.fromkeys(checker.problems))


def verify(
    corpus: Corpus, checks: Mapping[tuple[str, str], Check], inputs: Inputs, day: dt.date
) -> dict[str, str]:
    """Give the records of what `check` has just found: names of files and their texts.

    Records of quotations that cannot be compared now stay as they are.
    """
    found: dict[str, dict[str, RecordFields]] = {}
    absent: dict[str, str] = {}
    for one, statement, name in _with_text(corpus):
        source = inputs.texts.get(name)
        if not isinstance(source, Source):
            absent |= dict.fromkeys(names_of(one, statement.id), records_name(name))
            continue
        quotation = names_of(one, statement.id)[0]
        found.setdefault(records_name(name), {})[quotation] = RecordFields(
            quotation=quotation,
            words=fingerprint(_words(statement)),
            state=checks[one.stem, statement.id].state.value,
            text=fingerprint(source.text),
            date=day,
        )
    unread = {*inputs.articles, *(PurePosixPath(path).stem for path in inputs.unread)}
    unread -= {one.stem for one in (*corpus.articles, *corpus.unpublished)}
    for file, records in found.items():
        kept = inputs.texts.get(file)
        old = read_records(kept)[0] if isinstance(kept, Source) else {}
        for quotation, record in old.items():
            if absent.get(quotation) == file or quotation.partition("#")[0] in unread:
                records.setdefault(quotation, record.fields)
    return {file: write_records(records.values()) for file, records in sorted(found.items())}


def _with_text(corpus: Corpus) -> Iterator[tuple[Linked, Statement, str]]:
    """Give the quotations whose source names a text, with its name."""
    for one in (*corpus.articles, *corpus.unpublished):
        for statement in one.statements:
            name = statement.source.text if statement.source else None
            if statement.annotation.kind is Kind.QUOTE and name:
                yield one, statement, name


def _words(statement: Statement) -> str:
    return "\n".join(part.words for part in statement.parts)


def _compared(statement: Statement, stored: StoredText) -> tuple[State, list[Comparison]]:
    """Compare each part; the worst state counts."""
    parts = [compare(part.words, stored) for part in statement.parts]
    return max((part.state for part in parts), key=_ORDER.index), parts


def stored_text(source: Source) -> StoredText:
    """Read a stored text: plain, or what a reader sees of a saved page."""
    if source.path.endswith((".html", ".htm")):
        return StoredText(page_text(source.text))
    return StoredText(source.text)


class _Checker:
    """Compares, with each text and record read once."""

    def __init__(self, texts: Mapping[str, Stored]) -> None:
        self.texts = texts
        self.problems: list[Diagnostic] = []
        self.stored: dict[str, StoredText] = {}
        self.records: dict[str, dict[str, Record]] = {}
        self.missed: set[tuple[str, str]] = set()
        self.gone: dict[tuple[str, str], list[str]] = {}

    def check(self, one: Linked, statement: Statement) -> Check:
        """Find the state of one quotation."""
        name = statement.source.text if statement.source else None
        if not name:
            return Check()
        text = self.texts.get(name)
        if isinstance(text, Diagnostic):
            return self.unusable(text)
        if text is None:
            return self.recall(one, statement, name)
        return self.compare(one, statement, name, self.text(name, text))

    def unusable(self, problem: Diagnostic) -> Check:
        """Tell of a file that is there and cannot be used."""
        self.problems.append(problem)
        return Check()

    def text(self, name: str, source: Source) -> StoredText:
        """Read a text, once."""
        if name not in self.stored:
            self.stored[name] = stored_text(source)
        return self.stored[name]

    def compare(self, one: Linked, statement: Statement, name: str, stored: StoredText) -> Check:
        """Compare with a text that is at hand."""
        state, parts = _compared(statement, stored)
        for part, comparison in zip(statement.parts, parts, strict=True):
            if comparison.state is State.DIFFERS:
                message = f"these words differ from `sources/{name}`"
                hint = _shown(part.words, comparison.nearest)
                self.report(Code.WORDS_DIFFER, one, part.passage, message, hint)
            elif comparison.state is State.NOT_FOUND:
                message = f"these words are not in `sources/{name}`"
                hint = self.elsewhere(part.words, name)
                self.report(Code.WORDS_NOT_FOUND, one, part.passage, message, hint)
        return Check(state, _name(statement))

    def elsewhere(self, words: str, name: str) -> str:
        """Look for words in all other stored texts."""
        for other, source in self.texts.items():
            if other == name or other.endswith(".yml") or isinstance(source, Diagnostic):
                continue
            if find(words, self.text(other, source)):
                return f"They stand in `sources/{other}`."
        if has_elision(words):
            return (
                "Between two marks of omission there are two words or more, and each mark stands "
                f"for {MAX_LEFT_OUT:,} characters or fewer."
            )
        return ""

    def recall(self, one: Linked, statement: Statement, name: str) -> Check:
        """Take a state from the record of a text that is not at hand."""
        file = records_name(name)
        source = self.texts.get(file)
        if isinstance(source, Diagnostic):
            return self.unusable(source)
        if source is None:
            self.miss(one, statement, name)
            return Check()
        if file not in self.records:
            self.records[file], problems = read_records(source)
            self.problems.extend(problems)
        records = self.records[file]
        names = names_of(one, statement.id)
        record = next((records[known] for known in names if known in records), None)
        if record is None:
            return self.unrecorded(one, statement, file)
        passage = statement.annotation.passage
        if record.fields.words != fingerprint(_words(statement)):
            message = "the quotation was changed since its words were checked"
            self.report(Code.WORDS_UNCHECKED, one, passage, message, _VERIFY)
            return Check(why=Why.CHANGED)
        if record.state in {State.DIFFERS, State.NOT_FOUND}:
            code = Code.WORDS_DIFFER if record.state is State.DIFFERS else Code.WORDS_NOT_FOUND
            message = f"`sources/{file}` records of these words: {record.state}"
            self.report(code, one, passage, message)
        return Check(record.state, _name(statement), record.fields.date.isoformat())

    def miss(self, one: Linked, statement: Statement, name: str) -> None:
        """Tell of a text without a record, once an article."""
        if (one.stem, name) not in self.missed:
            self.missed.add((one.stem, name))
            message = f"there is neither a text `sources/{name}` nor a record of checks"
            span = one.article.front_matter.span("sources", statement.source_key, "text")
            self.problems.append(diagnose(Code.TEXT_MISSING, one.article.source, span, message))

    def unrecorded(self, one: Linked, statement: Statement, file: str) -> Check:
        """Tell of a quotation that may be one that is on record, with other words.

        An id that was made of the words changes with them.
        """
        if (one.stem, file) not in self.gone:
            self.gone[one.stem, file] = _gone(one, self.records[file])
        if gone := self.gone[one.stem, file]:
            ids = ", ".join(f"`{name}`" for name in gone[:_SHOWN])
            verb = "is" if len(gone) == 1 else "are"
            told = f"{ids} {verb} recorded but no longer in the article"
            message = f"the quotation is not in the record of checks; {told}"
            self.report(Code.WORDS_UNCHECKED, one, statement.annotation.passage, message, _VERIFY)
        return Check(why=Why.UNRECORDED)

    def report(self, code: Code, one: Linked, span: Span, message: str, hint: str = "") -> None:
        """Record a problem of a quotation."""
        self.problems.append(diagnose(code, one.article.source, span, message, hint))


def _gone(one: Linked, records: Mapping[str, Record]) -> list[str]:
    """Give the ids on record that no quotation of the article has any more."""
    now = {s.id for s in one.statements if s.annotation.kind is Kind.QUOTE}
    stems = {one.stem, *one.article.fields.formerly}
    known = [name.partition("#") for name in records]
    return sorted({id_ for stem, _, id_ in known if stem in stems and id_ not in now})


def _shown(words: str, nearest: str) -> str:
    """Show the words of a text, and how they differ: `It will [-snow-] {+rain+}`."""
    signs = {"removed": "[-{}-]", "added": "{{+{}+}}", "": "{}"}
    parts = differences(without_marks(words), nearest)
    told = f"The text has: {nearest}"
    if not any(change for _, change in parts):
        return told
    told += "" if told.endswith((".", "!", "?", "…")) else " …"
    return f"{told} Word by word: " + " ".join(signs[change].format(part) for part, change in parts)


def _name(statement: Statement) -> str:
    return statement.source.name if statement.source else ""
