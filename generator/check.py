"""Stage check: quotations compared with the stored texts of their sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.checked import Check, State, Why
from generator.diagnostics import VERIFY, Code, Diagnostic, diagnose, did_you_mean
from generator.differences import differences
from generator.model import Kind
from generator.omissions import MAX_CHANGES, MAX_LEFT_OUT, has_elision, too_many_changes
from generator.records import (
    SUFFIX,
    Record,
    fingerprint,
    names_of,
    read_records,
    records_name,
    words_of,
)
from generator.source import Place
from generator.stored import StoredTexts
from generator.typography import without_marks
from generator.words import Comparison, StoredText, compare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.corpus import Corpus, Linked, Statement
    from generator.model import Stored
    from generator.source import Span

_ORDER = list(State)
_SAVE = "Save the source's text there, or run `briefing verify` where it is at hand."
_ASIDE = (
    "They are outside of its main text: in a caption, a box or a teaser. Make sure that they are "
    "its own; if they are, save the text alone, as `.txt`."
)
_OTHER = "If another source has them, name it (`source=`); what none has is no quotation."
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
        for one, statement in corpus.quotations
    }
    return checks, tuple(dict.fromkeys(checker.problems))


def _compared(statement: Statement, stored: StoredText) -> tuple[State, list[Comparison]]:
    """Compare each part; the worst state counts."""
    parts = [compare(part.words, stored) for part in statement.parts]
    return max((part.state for part in parts), key=_ORDER.index), parts


class _Checker:
    """Compares, with each text and record read once."""

    def __init__(self, files: Mapping[str, Stored]) -> None:
        self.files = files
        self.texts = StoredTexts(files)
        self.problems: list[Diagnostic] = []
        self.records: dict[str, dict[str, Record]] = {}
        self.told: set[tuple[str, str]] = set()
        self.gone: dict[tuple[str, str], list[str]] = {}

    def check(self, one: Linked, statement: Statement) -> Check:
        """Find the state of one quotation."""
        name = statement.source.text if statement.source else None
        if not name:
            return Check()
        file = self.files.get(name)
        if isinstance(file, Diagnostic):
            return self.unusable(one, statement, file)
        text = self.texts.text(name)
        if text is None:
            return self.recall(one, statement, name)
        if not text.plain:
            problem = Diagnostic(Code.TEXT_EMPTY, Place(f"sources/{name}", 1, 1), *_empty(name))
            return self.unusable(one, statement, problem)
        return self.compare(one, statement, name, text)

    def unusable(self, one: Linked, statement: Statement, problem: Diagnostic) -> Check:
        """Tell of a file that is there and cannot be used.

        Where the fault is of the whole file, the place is the one that names it.
        """
        if problem.place.path.endswith(SUFFIX) or problem.code is Code.FILE_ENCODING:
            self.problems.append(problem)
        else:
            message = f"`{problem.place.path}`: {problem.message}"
            self.tell(problem.code, one, statement, message, problem.suggestion)
        return Check()

    def compare(self, one: Linked, statement: Statement, name: str, stored: StoredText) -> Check:
        """Compare with a text that is at hand."""
        state, parts = _compared(statement, stored)
        for part, comparison in zip(statement.parts, parts, strict=True):
            if comparison.state is State.DIFFERS:
                message = f"these words differ from `sources/{name}`"
                shown, other = (
                    _shown(part.words, comparison.nearest),
                    self.elsewhere(part.words, name),
                )
                hint = " ".join(filter(None, (_too_many(part.words), shown, other)))
                self.report(Code.WORDS_DIFFER, one, part.passage, message, hint)
            elif comparison.state is State.NOT_FOUND:
                message = f"these words are not in `sources/{name}`"
                hint = self.elsewhere(part.words, name) or _omission(part.words) or _OTHER
                self.report(Code.WORDS_NOT_FOUND, one, part.passage, message, hint)
            elif self.texts.is_aside(part.words, name):
                message = f"these words stand on the saved page `sources/{name}`, but aside"
                self.report(Code.WORDS_ASIDE, one, part.passage, message, _ASIDE)
        replaced = tuple(stretch for part in parts for stretch in part.replaced)
        return Check(state, _name(statement), replaced=replaced)

    def elsewhere(self, words: str, name: str) -> str:
        """Say which other stored texts have the words."""
        found = [f"`sources/{other}`" for other in self.texts.elsewhere(words, name)]
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        return f"They stand in {', '.join(found[:_SHOWN])}{more}." if found else ""

    def meant(self, name: str) -> str:
        """Suggest a text that is there; names with other dates or numbers are of other texts."""
        digits = re.findall(r"\d+", name)
        texts = (file for file in self.files if not file.endswith(SUFFIX))
        return did_you_mean(name, (file for file in texts if re.findall(r"\d+", file) == digits))

    def recall(self, one: Linked, statement: Statement, name: str) -> Check:
        """Take a state from the record of a text that is not at hand."""
        file = records_name(name)
        source = self.files.get(file)
        if isinstance(source, Diagnostic):
            return self.unusable(one, statement, source)
        if source is None:
            message = f"there is neither a text `sources/{name}` nor a record of checks"
            self.tell(Code.TEXT_MISSING, one, statement, message, self.meant(name) or _SAVE)
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
        if record.fields.words != fingerprint(words_of(statement)):
            message = "the quotation was changed since its words were checked"
            self.report(Code.WORDS_UNCHECKED, one, passage, message, VERIFY)
            return Check(why=Why.CHANGED)
        if record.fields.date < one.article.fields.date:
            message = f"the record of its words is of {record.fields.date}, before the article"
            self.report(Code.WORDS_UNCHECKED, one, passage, message, VERIFY)
            return Check(why=Why.UNRECORDED)
        if record.state in {State.DIFFERS, State.NOT_FOUND}:
            code = Code.WORDS_DIFFER if record.state is State.DIFFERS else Code.WORDS_NOT_FOUND
            message = f"`sources/{file}` records of these words: {record.state}"
            self.report(code, one, passage, message)
        return Check(record.state, _name(statement), record.fields.date.isoformat())

    def tell(self, code: Code, one: Linked, statement: Statement, message: str, hint: str) -> None:
        """Tell of a text where an article names it: of a bad one once, of a missing one in each."""
        told = (one.stem if code is Code.TEXT_MISSING else "", message)
        if told not in self.told:
            self.told.add(told)
            span = one.article.front_matter.span("sources", statement.source_key, "text")
            self.problems.append(diagnose(code, one.article.source, span, message, hint))

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
            self.report(Code.WORDS_UNCHECKED, one, statement.annotation.passage, message, VERIFY)
        return Check(why=Why.UNRECORDED)

    def report(self, code: Code, one: Linked, span: Span, message: str, hint: str = "") -> None:
        """Record a problem of a quotation."""
        self.problems.append(diagnose(code, one.article.source, span, message, hint))


def _empty(name: str) -> tuple[str, str]:
    if name.endswith(".txt"):
        return "the file is empty", "Save the text in it."
    return (
        "the page has no text that a reader would see",
        "If scripts write it, copy what the browser shows into a `.txt`.",
    )


def _too_many(words: str) -> str:
    if not too_many_changes(words):
        return ""
    return f"More than {MAX_CHANGES} marks of changes are not followed: divide it with `cont`."


def _omission(words: str) -> str:
    """Say what marks of omission may stand for, where words have one."""
    if not has_elision(words) or too_many_changes(words):
        return _too_many(words)
    return (
        "Between two marks of omission there are two words or more, and each mark stands "
        f"for {MAX_LEFT_OUT:,} characters or fewer."
    )


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
