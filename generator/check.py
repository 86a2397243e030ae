"""Stage check: quotations compared with the stored texts of their sources."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.checked import Check, State
from generator.diagnostics import Code, Diagnostic, diagnose
from generator.model import Kind
from generator.records import (
    Record,
    RecordFields,
    fingerprint,
    read_records,
    records_name,
    write_records,
)
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
    from generator.model import Inputs
    from generator.source import Source, Span

_ORDER = list(State)
_SKIPPED = {"script", "style", "template", "noscript", "title"}
_BLOCKS = {"p", "div", "br", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "td", "tr"}


def check(
    corpus: Corpus, texts: Mapping[str, Source]
) -> tuple[dict[tuple[str, str], Check], tuple[Diagnostic, ...]]:
    """Compare every quotation with the text of its source, or take over what is on record.

    `texts` maps the names of the files in `sources/` to their texts.
    """
    checker = _Checker(texts)
    checks = {
        (one.stem, statement.id): checker.check(one, statement)
        for one in corpus.articles
        for statement in one.statements
        if statement.annotation.kind is Kind.QUOTE
    }
    return checks, tuple(checker.problems)


def verify(corpus: Corpus, inputs: Inputs, day: dt.date) -> dict[str, str]:
    """Give the records of what a comparison finds now: names of files and their texts.

    Records of quotations that cannot be compared now stay as they are.
    """
    found: dict[str, dict[str, RecordFields]] = {}
    stored: dict[str, StoredText] = {}
    absent: dict[str, str] = {}
    for statement, name in _with_text(corpus):
        quotation = f"{statement.stem}#{statement.id}"
        if name not in inputs.texts:
            absent[quotation] = records_name(name)
            continue
        if name not in stored:
            stored[name] = stored_text(inputs.texts[name])
        found.setdefault(records_name(name), {})[quotation] = RecordFields(
            quotation=quotation,
            words=fingerprint(_words(statement)),
            state=_compared(statement, stored[name])[0].value,
            text=fingerprint(inputs.texts[name].text),
            date=day,
        )
    unread = {*inputs.articles, *(PurePosixPath(path).stem for path in inputs.unread)}
    unread -= {one.stem for one in corpus.articles}
    for file, records in found.items():
        old = read_records(inputs.texts[file])[0] if file in inputs.texts else {}
        for quotation, record in old.items():
            if absent.get(quotation) == file or quotation.partition("#")[0] in unread:
                records.setdefault(quotation, record.fields)
    return {file: write_records(records.values()) for file, records in sorted(found.items())}


def _with_text(corpus: Corpus) -> Iterator[tuple[Statement, str]]:
    """Give the quotations whose source names a text, with its name."""
    for one in corpus.articles:
        for statement in one.statements:
            name = statement.source.text if statement.source else None
            if statement.annotation.kind is Kind.QUOTE and name:
                yield statement, name


def _words(statement: Statement) -> str:
    return "\n".join(part.words for part in statement.parts)


def _compared(statement: Statement, stored: StoredText) -> tuple[State, list[Comparison]]:
    """Compare each part; the worst state counts."""
    parts = [compare(part.words, stored) for part in statement.parts]
    return max((part.state for part in parts), key=_ORDER.index), parts


def stored_text(source: Source) -> StoredText:
    """Read a stored text: plain, or the text of a saved page."""
    if source.path.endswith((".html", ".htm")):
        reader = _PageText()
        reader.feed(source.text)
        reader.close()
        return StoredText("".join(reader.pieces))
    return StoredText(source.text)


class _PageText(HTMLParser):
    """Collects the text of a page, without scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _SKIPPED:
            self.skipped += 1
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED and self.skipped:
            self.skipped -= 1
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.pieces.append(data)


class _Checker:
    """Compares, with each text and record read once."""

    def __init__(self, texts: Mapping[str, Source]) -> None:
        self.texts = texts
        self.problems: list[Diagnostic] = []
        self.stored: dict[str, StoredText] = {}
        self.records: dict[str, dict[str, Record]] = {}
        self.missed: set[tuple[str, str]] = set()

    def check(self, one: Linked, statement: Statement) -> Check:
        """Find the state of one quotation."""
        name = statement.source.text if statement.source else None
        if not name:
            return Check()
        if name in self.texts:
            return self.compare(one, statement, name)
        return self.recall(one, statement, name)

    def compare(self, one: Linked, statement: Statement, name: str) -> Check:
        """Compare with a text that is at hand."""
        if name not in self.stored:
            self.stored[name] = stored_text(self.texts[name])
        state, parts = _compared(statement, self.stored[name])
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
            if other == name or other.endswith(".yml"):
                continue
            if other not in self.stored:
                self.stored[other] = stored_text(source)
            if find(words, self.stored[other]):
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
        if file not in self.texts:
            if (one.stem, name) not in self.missed:
                self.missed.add((one.stem, name))
                message = f"there is neither a text `sources/{name}` nor a record of checks"
                span = one.article.front_matter.span("sources", statement.source_key, "text")
                self.problems.append(diagnose(Code.TEXT_MISSING, one.article.source, span, message))
            return Check()
        if file not in self.records:
            self.records[file], problems = read_records(self.texts[file])
            self.problems.extend(problems)
        record = self.records[file].get(f"{one.stem}#{statement.id}")
        if record is None:
            return Check(why="the quotation is not in the record of checks")
        passage = statement.annotation.passage
        if record.fields.words != fingerprint(_words(statement)):
            message = "the quotation was changed since its words were checked"
            hint = "Run `briefing verify` where the source's text is at hand."
            self.report(Code.WORDS_UNCHECKED, one, passage, message, hint)
            return Check(why=message)
        if record.state in {State.DIFFERS, State.NOT_FOUND}:
            code = Code.WORDS_DIFFER if record.state is State.DIFFERS else Code.WORDS_NOT_FOUND
            message = f"`sources/{file}` records of these words: {record.state}"
            self.report(code, one, passage, message)
        return Check(record.state, _name(statement), record.fields.date.isoformat())

    def report(self, code: Code, one: Linked, span: Span, message: str, hint: str = "") -> None:
        """Record a problem of a quotation."""
        self.problems.append(diagnose(code, one.article.source, span, message, hint))


def _shown(words: str, nearest: str) -> str:
    """Show the words of a text, and how they differ: `It will [-snow-] {+rain+}`."""
    signs = {"removed": "[-{}-]", "added": "{{+{}+}}", "": "{}"}
    parts = differences(without_marks(words), nearest)
    told = f"The text has: {nearest}"
    if not any(change for _, change in parts):
        return told
    return f"{told} Word by word: " + " ".join(signs[change].format(part) for part, change in parts)


def _name(statement: Statement) -> str:
    return statement.source.name if statement.source else ""
