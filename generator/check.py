"""Stage check: quotations compared with the stored texts of their sources."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from generator.checked import Check, State
from generator.diagnostics import Code, Diagnostic, diagnose
from generator.model import Kind
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
_RAW = "script|style|title|iframe|noscript|noembed|noframes|xmp"
_VALUE = r"""[\s]*+(?:"[^"]*+"?|'[^']*+'?|[^\s>]*+)"""
_TOKEN = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<[!?][^>]*+>?|</[^a-z>][^>]*+>?|</>"
    rf"|<(?P<raw>{_RAW})(?=[\s/>])(?:={_VALUE}|[^=>])*+>?.*?(?:</(?P=raw)(?=[\s/>])[^>]*+>?|\Z)"
    rf"|<(?P<end>/?)(?P<tag>[a-z][^\s/>]*+)(?P<attributes>(?:={_VALUE}|[^=>])*+)>?"
    r"|(?P<text>[^<]++|<)",
    re.DOTALL | re.IGNORECASE,
)
"""What a page is made of. Whatever is not closed goes on to the end, so each part is read once."""
_ATTRIBUTE = re.compile(rf"(?P<name>[^\s=/>]++)(?:\s*+=(?P<value>{_VALUE}))?")
_UNSEEN_STYLE = re.compile(r"(?:^|;)(?:display:none|visibility:(?:hidden|collapse))(?:$|[;!])")
_LONG_NUMBER = re.compile(r"&#\d{8,}")
_BREAKS = frozenset(
    "address article aside blockquote body br caption dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav "
    "ol option p pre section summary table tbody td tfoot th thead tr ul".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_UNSEEN = frozenset("template del s strike datalist audio video canvas rp".split())
_ITEMS = {
    "li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "td": ("td", "th"), "th": ("td", "th"),
    "tr": ("tr", "td", "th"),
}  # fmt: skip
"""Elements that end where another of them begins, if no list or table begins between them."""
_FEW = 50


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


def verify(corpus: Corpus, inputs: Inputs, day: dt.date) -> dict[str, str]:
    """Give the records of what a comparison finds now: names of files and their texts.

    Records of quotations that cannot be compared now stay as they are.
    """
    found: dict[str, dict[str, RecordFields]] = {}
    stored: dict[str, StoredText] = {}
    absent: dict[str, str] = {}
    for one, statement, name in _with_text(corpus):
        source = inputs.texts.get(name)
        if not isinstance(source, Source):
            absent |= dict.fromkeys(names_of(one, statement.id), records_name(name))
            continue
        if name not in stored:
            stored[name] = stored_text(source)
        quotation = names_of(one, statement.id)[0]
        found.setdefault(records_name(name), {})[quotation] = RecordFields(
            quotation=quotation,
            words=fingerprint(_words(statement)),
            state=_compared(statement, stored[name])[0].value,
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
        return StoredText(_PageText().read(source.text))
    return StoredText(source.text)


class _PageText:
    """Collects the text of a page that readers see.

    `hidden` are the elements that are open from one on that is not shown; `inside` counts them,
    and `around` those that are open around it.
    """

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.hidden: list[str] = []
        self.inside: Counter[str] = Counter()
        self.around: Counter[str] = Counter()

    def read(self, html: str) -> str:
        for token in _TOKEN.finditer(html):
            if token["text"]:
                if not self.hidden:
                    self.pieces.append(_resolved(token["text"]))
            elif token["tag"]:
                tag = token["tag"].lower()
                if token["end"]:
                    self.end(tag)
                else:
                    self.start(tag, token["attributes"])
                if tag in _BREAKS:
                    self.pieces.append("\n")
        return "".join(self.pieces)

    def start(self, tag: str, attributes: str) -> None:
        if self.hidden:
            self.imply_ends(tag)
        elif tag == "sup" and "".join(self.pieces[-1:])[-1:] in {*".,;:!?”’»"}:
            self.pieces.append(" ")  # the number of a note is no decimal place
        if tag in _VOID:
            return
        if self.hidden or _is_unseen(tag, attributes):
            self.hidden.append(tag)
            self.inside[tag] += 1
        elif tag in _BREAKS:
            self.around[tag] += 1

    def imply_ends(self, tag: str) -> None:
        """End the paragraph, item or cell that ends where the tag begins, though unsaid."""
        ending, barriers = _ITEMS.get(tag, ()), {"ul", "ol", "menu", "dl", "table"}
        outermost = ""
        for open_ in self.hidden[: -_FEW - 1 : -1]:
            if open_ in barriers:
                break
            if open_ in ending or (open_ == "p" and tag in _BREAKS):
                outermost = open_
        if outermost:
            self.close(outermost)

    def end(self, tag: str) -> None:
        if self.inside[tag]:
            self.close(tag)
        elif self.around[tag]:
            self.around[tag] -= 1
            self.hidden.clear()
            self.inside.clear()

    def close(self, tag: str) -> None:
        """End a hidden element with all that is open in it."""
        last = ""
        while last != tag:
            last = self.hidden.pop()
            self.inside[last] -= 1


def _is_unseen(tag: str, attributes: str) -> bool:
    """Whether an element is not shown. Of whole pages that is not believed: scripts show them."""
    if tag in _UNSEEN:
        return True
    lower = attributes.lower()
    if tag in {"html", "body"} or not (tag == "dialog" or "hidden" in lower or "style" in lower):
        return False
    found: dict[str, str] = {}
    for one in _ATTRIBUTE.finditer(lower):
        found.setdefault(one["name"], (one["value"] or "").strip().strip("\"'"))
    style = re.sub(r"\s|/\*.*?(?:\*/|\Z)", "", _resolved(found.get("style", "")))
    shut = tag == "dialog" and "open" not in found
    return shut or "hidden" in found or _UNSEEN_STYLE.search(style) is not None


def _resolved(text: str) -> str:
    """Resolve character references; there are none with a number of many digits."""
    return unescape(_LONG_NUMBER.sub("\N{REPLACEMENT CHARACTER}", text)) if "&" in text else text


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
            return self.unusable(text, "the text of the source")
        if text is None:
            return self.recall(one, statement, name)
        return self.compare(one, statement, name, self.text(name, text))

    def unusable(self, problem: Diagnostic, what: str) -> Check:
        """Tell of a file that is there and cannot be used."""
        self.problems.append(problem)
        return Check(why=f"{what} cannot be used: {problem.message}")

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
            return self.unusable(source, "the record of checks")
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
            return Check(why=message)
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
        why = "the quotation is not in the record of checks"
        if (one.stem, file) not in self.gone:
            self.gone[one.stem, file] = _gone(one, self.records[file])
        if gone := self.gone[one.stem, file]:
            ids = ", ".join(f"`{name}`" for name in gone[:_SHOWN])
            verb = "is" if len(gone) == 1 else "are"
            message = f"{why}; {ids} {verb} recorded but no longer in the article"
            self.report(Code.WORDS_UNCHECKED, one, statement.annotation.passage, message, _VERIFY)
        return Check(why=why)

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
    return f"{told} Word by word: " + " ".join(signs[change].format(part) for part, change in parts)


def _name(statement: Statement) -> str:
    return statement.source.name if statement.source else ""
