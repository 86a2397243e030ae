"""The attributes of an annotation as text: `{#id .kind key=value key="value"}`.

The syntax is what Pandoc, djot and MyST share; see `tests/spec/` for its grammar.
"""

from __future__ import annotations

import re
from typing import NamedTuple, NoReturn

from generator.diagnostics import Code
from generator.source import Span

CANDIDATE = re.compile(
    r"\{(?=[ \t\n]*(?:[#.]|[A-Za-z][A-Za-z0-9_-]*[ \t]*=|(?:quote|said|fact|gap|key)[ \t\n}]))"
)
"""What begins the attributes of an annotation, understood or not."""

_ITEM = re.compile(
    r"[ \t\n]*(?:([#.])([A-Za-z0-9_-]+)|([A-Za-z][A-Za-z0-9_-]*)="
    r'(?:"((?:[^"\\\n]|\\["\\])*)"|([A-Za-z0-9._:/#-]+)))(?=[ \t\n}])'
)
_END = re.compile(r"[ \t\n]*\}")
_SPACE = " \t\n"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_BARE = re.compile(r"[A-Za-z0-9._:/#-]+")
_WORD = re.compile(r"[^\s}]{1,500}")  # bounded, or the time would grow with a line's square
_SPACED = re.compile(r"[A-Za-z][\w-]{0,500}[ \t]{0,500}=")
_REST = re.compile(r"[^}\n=]{0,500}?(?=\s+[\w-]+=|\s+[#.]|\s*[}\n]|$)")
_GOES_ON = re.compile(r"(?![#.]|[A-Za-z][\w-]*[ \t]*=)[^{}\[=]{0,500}(?:[{\[]|$)")
"""Words up to the next bracket or the end of the block, where a brace should end attributes."""
_UNCLOSED = "the brace that opens these attributes is never closed"
_MARKS = {"'": "'", "“": "”", "‘": "’", "„": "“", "«": "»", "”": "”", "’": "’"}


class Item(NamedTuple):
    """One attribute. `sigil` is `#` for an id, `.` for a class, empty for a name and value."""

    sigil: str
    name: str
    value: str
    span: Span


class Fault(NamedTuple):
    """What cannot be read in attributes, as offsets into the text that was scanned."""

    code: Code
    span: Span
    message: str
    suggestion: str = ""


class Attributes(NamedTuple):
    """Attributes from `{` to `}`; `end` is the offset behind them."""

    end: int
    items: tuple[Item, ...] = ()
    fault: Fault | None = None


class _FaultError(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def scan(text: str, start: int, limit: int) -> Attributes:
    """Read attributes whose `{` is at `start`; never looks at or behind `limit`.

    The first fault ends the scan; `end` is then behind the next `}`, or at the end of the line.
    """
    items: list[Item] = []
    position = start + 1
    while match := _ITEM.match(text, position, limit):
        sigil, word, name, quoted, bare = match.groups()
        value = bare or (_unescape(quoted) if quoted else "")
        span = Span(match.start(1) if sigil else match.start(3), match.end())
        items.append(Item(sigil or "", word or name, value, span))
        position = match.end()
    if end := _END.match(text, position, limit):
        return Attributes(end.end(), tuple(items))
    return _scan_slowly(text, start, limit, position, items)


def _unescape(value: str) -> str:
    return re.sub(r'\\(["\\])', r"\1", value) if "\\" in value else value


def _scan_slowly(text: str, start: int, limit: int, position: int, items: list[Item]) -> Attributes:
    """Find out what cannot be read behind the attributes that were."""
    try:
        while True:
            while position < limit and text[position] in _SPACE:
                position += 1
            if position >= limit:
                _fail(Code.ANNOTATION_UNCLOSED, start, start + 1, _UNCLOSED, "Add a `}`.")
            if text[position] == "}":
                return Attributes(position + 1, tuple(items))
            if _GOES_ON.match(text, position, limit):
                at = Span(start, start + 1)
                fault = Fault(Code.ANNOTATION_UNCLOSED, at, _UNCLOSED, "Add a `}`.")
                return Attributes(items[-1].span.end if items else position, tuple(items), fault)
            item = _item(text, position, limit, items)
            items.append(item)
            position = item.span.end
    except _FaultError as error:
        return Attributes(_recover(text, position, limit), tuple(items), error.fault)


def _recover(text: str, position: int, limit: int) -> int:
    end_of_line = text.find("\n", position, limit)
    end_of_line = limit if end_of_line < 0 else end_of_line
    brace = text.find("}", position, end_of_line)
    return end_of_line if brace < 0 else brace + 1


def _item(text: str, start: int, limit: int, before: list[Item]) -> Item:
    sigil = text[start]
    if sigil in "#.":
        word = _WORD.match(text, start + 1, limit)
        if not word:
            _fail(Code.ANNOTATION_SYNTAX, start, start + 1, f"a name is missing behind `{sigil}`")
        name = word.group()
        cut = re.search(r"[,#.=\"]", name)
        if cut:
            at = word.start() + cut.start()
            message = f"`{cut.group()}` cannot stand here: attributes are separated by spaces"
            _fail(Code.ANNOTATION_SYNTAX, at, at + 1, message)
        return Item(sigil, name, "", Span(start, word.end()))
    key = _NAME.match(text, start, limit)
    if key and key.end() < limit and text[key.end()] == "=":
        return _value(text, start, key.group(), key.end() + 1, limit)
    return _stray(text, start, limit, before)


def _value(text: str, start: int, name: str, position: int, limit: int) -> Item:
    first = text[position] if position < limit else ""
    if first == '"':
        return _quoted(text, start, name, position, limit)
    if first in _MARKS and first:
        close = text.find(_MARKS[first], position + 1, limit)
        value = text[position + 1 : close] if close > 0 else ""
        message = f"the value of `{name}` stands in {first}, not in straight double quotes"
        hint = f'Write `{name}="{value}"`.' if value else 'Values stand in straight quotes: `"…"`.'
        end = close + 1 if close > 0 else position + 1
        _fail(Code.ANNOTATION_SYNTAX, position, end, message, hint)
    bare = _BARE.match(text, position, limit)
    word = _WORD.match(text, position, limit)
    if not word:
        hint = f'Write `{name}="…"`.'
        _fail(Code.ANNOTATION_SYNTAX, start, position, f"`{name}=` has no value", hint)
    if not bare or bare.end() != word.end():
        value = word.group().rstrip(",")
        message = f"the value of `{name}` holds characters that need quotation marks"
        hint = f'Write `{name}="{value}"`.'
        _fail(Code.ANNOTATION_SYNTAX, position, word.end(), message, hint)
    return Item("", name, bare.group(), Span(start, bare.end()))


def _quoted(text: str, start: int, name: str, position: int, limit: int) -> Item:
    value: list[str] = []
    at = position + 1
    while at < limit and text[at] not in '"\n':
        if text[at] == "\\":
            if text[at + 1 : at + 2] not in ('"', "\\"):
                message = 'a backslash stands only before `"` or another backslash here'
                _fail(Code.ANNOTATION_SYNTAX, at, at + 1, message, "Write it twice: `\\\\`.")
            at += 1
        value.append(text[at])
        at += 1
    if at >= limit or text[at] == "\n":
        message = f"the quotation mark that opens the value of `{name}` is not closed on its line"
        curly = "”" in value or "“" in value
        hint = 'A curly mark does not close it: write a straight one, `"`.' if curly else ""
        _fail(Code.ANNOTATION_UNCLOSED, position, position + 1, message, hint)
    end = at + 1
    if end < limit and text[end] not in _SPACE + "}":
        message = f"`{text[end]}` follows the value of `{name}`: attributes are separated by spaces"
        _fail(Code.ANNOTATION_SYNTAX, end, end + 1, message)
    return Item("", name, "".join(value), Span(start, end))


def _stray(text: str, start: int, limit: int, before: list[Item]) -> NoReturn:
    word = _WORD.match(text, start, limit)
    end = word.end() if word else start + 1
    found = text[start:end]
    last = before[-1] if before else None
    if _SPACED.match(text, start, limit):
        hint = "Write `name=value` without spaces around `=`."
        _fail(Code.ANNOTATION_SYNTAX, start, end, f"a space stands before `=` of `{found}`", hint)
    if found.startswith((",", ";")):
        message = "attributes are separated by spaces, not by commas"
        _fail(Code.ANNOTATION_SYNTAX, start, start + 1, message)
    if last and not last.sigil and text[last.span.end - 1] != '"':
        rest = _REST.match(text, start, limit)
        value = f"{last.value} {rest.group().strip() if rest else found}"
        message = f"the value of `{last.name}` holds a space and needs quotation marks"
        _fail(Code.ANNOTATION_SYNTAX, start, end, message, f'Write `{last.name}="{value}"`.')
    message = f"`{found}` is no attribute"
    hint = "An attribute is `#id`, `.kind` or `name=value`."
    if found in {"quote", "said", "fact", "gap", "key"}:
        hint = f"Did you mean `.{found}`?"
    _fail(Code.ANNOTATION_SYNTAX, start, end, message, hint)


def _fail(code: Code, start: int, end: int, message: str, suggestion: str = "") -> NoReturn:
    raise _FaultError(Fault(code, Span(start, end), message, suggestion))


def write(sigils: str, values: dict[str, str]) -> str:
    """Write attributes so that `scan` reads them back: `{sigils key="value"}`."""
    pairs = (
        '{}="{}"'.format(name, " ".join(value.split()).replace("\\", r"\\").replace('"', r"\""))
        for name, value in values.items()
    )
    return "{" + " ".join([sigils, *pairs]) + "}"
