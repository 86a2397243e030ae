"""Diagnostics as text for people, as GitHub's annotations and as JSON."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import Severity
from generator.terminal import clean, expanded, numbered, one_line, width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TextIO

    from generator.diagnostics import Diagnostic
    from generator.source import Place

    _Painter = Callable[[str, str], str]

_WIDEST = 110
_BEFORE_MARK = 40
_CHANGED = re.compile(r"\[-[^\[\]]+-\]|\{\+[^{}]+\+\}")
"""A word that a text lacks or has besides, as `check` writes them."""
_COLORS = {
    "error": "1;31", "warning": "1;33", "place": "1", "mark": "1;34", "help": "1;32",
    "removed": "31", "added": "32",
}  # fmt: skip


def as_text(
    diagnostics: Iterable[Diagnostic], *, color: bool = False, closing: str | None = None
) -> str:
    """Show each diagnostic with its line, what stands there marked, and a closing line.

    The closing line is the count unless another is given; an empty one is left out.
    """
    found = tuple(diagnostics)
    last = count(found) if closing is None else closing
    paint = _paint if color else _plain
    shown = [f"{_show(diagnostic, paint)}\n\n" for diagnostic in found]
    return "".join([*shown, f"{last}\n" if last else ""])


def wants_color(stream: TextIO) -> bool:
    """Whether to write colours: to a terminal, unless `NO_COLOR` is set (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


def count(diagnostics: Iterable[Diagnostic]) -> str:
    """Say how many there are: `2 errors, 1 warning`."""
    severities = [diagnostic.severity for diagnostic in diagnostics]
    errors, warnings = (severities.count(s) for s in (Severity.ERROR, Severity.WARNING))
    return f"{numbered(errors, 'error')}, {numbered(warnings, 'warning')}"


def _show(diagnostic: Diagnostic, paint: _Painter) -> str:
    place, severity = diagnostic.place, diagnostic.severity.value
    where = paint("place", f"{one_line(place.path)}:{place.line}:{place.column}:")
    what = paint(severity, f"{severity}[{diagnostic.code.slug}]:")
    lines = [f"{where} {what} {clean(diagnostic.message)}"]
    lines += _excerpt(place, severity, paint)
    if diagnostic.suggestion:
        hint = _with_changes(clean(diagnostic.suggestion), paint)
        lines.append(f"  {paint('help', 'help:')} {hint}")
    for related in diagnostic.related:
        at = f"{one_line(related.place.path)}:{related.place.line}:{related.place.column}"
        lines.append(f"  {paint('mark', 'note:')} {clean(related.message)} ({at})")
        lines += _excerpt(related.place, "mark", paint)
    return "\n".join(lines)


def _with_changes(text: str, paint: _Painter) -> str:
    """Colour what differs in words that are shown word by word."""
    return _CHANGED.sub(
        lambda change: paint("removed" if change[0][0] == "[" else "added", change[0]), text
    )


def _paint(kind: str, text: str) -> str:
    return f"\x1b[{_COLORS[kind]}m{text}\x1b[0m"


def _plain(_kind: str, text: str) -> str:
    return text


class _Cut(NamedTuple):
    """A stretch of a line as it is shown, and where the mark stands in it."""

    text: str
    indent: int
    width: int


def _excerpt(place: Place, severity: str, paint: _Painter) -> list[str]:
    """Show the line of a place and a mark under it."""
    if not place.text.strip():
        return []
    cut = _cut(place)
    number = str(place.line)
    gutter, bar = paint("mark", f"{number} |"), paint("mark", " " * len(number) + " |")
    mark = paint(severity, "^" * max(1, cut.width))
    return [f"  {gutter} {cut.text}", f"  {bar} {' ' * cut.indent}{mark}"]


def _cut(place: Place) -> _Cut:
    """Cut the part of a long line that holds the mark."""
    start = min(place.column - 1, len(place.text))
    end = min(start + place.length, len(place.text))
    first = max(0, start - _BEFORE_MARK) if len(place.text) > _WIDEST else 0
    last = min(len(place.text), first + _WIDEST)
    lead = "…" if first else ""
    tail = "…" if last < len(place.text) else ""
    before = lead + expanded(place.text[first:start])
    marked = expanded(place.text[start : min(end, last)], width(before))
    after = expanded(place.text[min(end, last) : last], width(before) + width(marked))
    return _Cut((before + marked + after).rstrip() + tail, width(before), width(marked))


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Write workflow commands, which GitHub shows beside the lines of a pull request."""
    return "".join(_command(diagnostic) for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    message = diagnostic.message
    if diagnostic.suggestion:
        message += f"\n{diagnostic.suggestion}"
    for related in diagnostic.related:
        at = f"{related.place.path}:{related.place.line}:{related.place.column}"
        message += f"\n{related.message} ({at})"
    properties = {
        "file": place.path,
        "line": str(place.line),
        "col": str(place.column),
        "endColumn": str(place.column + place.length),
        "title": diagnostic.code.slug,
    }
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{diagnostic.severity.value} {written}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Write a list of objects."""
    return json.dumps([_object(diagnostic) for diagnostic in diagnostics], indent=2) + "\n"


def _object(diagnostic: Diagnostic) -> dict[str, object]:
    place = diagnostic.place
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "length": place.length,
        "severity": diagnostic.severity.value,
        "code": diagnostic.code.slug,
        "message": diagnostic.message,
        "suggestion": diagnostic.suggestion,
        "related": [
            {
                "path": related.place.path,
                "line": related.place.line,
                "column": related.place.column,
                "message": related.message,
            }
            for related in diagnostic.related
        ],
    }
