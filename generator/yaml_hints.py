"""What YAML stumbles over in front matter, said in the words of an author."""

from __future__ import annotations

import re

from generator.diagnostics import Code, Diagnostic, diagnose
from generator.source import Source, Span
from generator.yaml_nodes import Mapping, YamlFault, compose

BLOCK = "Put the text into a block: `{key}: >-`, and the text indented on the next line."


def unclosed(source: Source, text: str) -> Diagnostic | None:
    """Tell front matter whose closing line is missing, where a line `---` comes later by chance."""
    head, empty_line, _ = text.partition("\n\n")
    try:
        is_whole = bool(empty_line) and isinstance(compose(head), Mapping)
    except YamlFault:
        return None
    message = "the front matter that begins here is not closed where its fields end"
    hint = f"Put a line `---` behind its last field, before line {head.count(chr(10)) + 3}."
    code = Code.FRONT_MATTER_UNCLOSED
    return diagnose(code, source, Span(0, 3), message, hint) if is_whole else None


def unreadable(source: Source, start: int, fault: YamlFault) -> Diagnostic:
    """Say why front matter cannot be read, and what would mend it."""
    code = {"refused": Code.YAML_REFUSED, "limit": Code.FRONT_MATTER_LIMIT}.get(
        fault.kind, Code.YAML_SYNTAX
    )
    span = Span(start + fault.span.start, start + fault.span.end)
    line = source.position(span.start).line
    if fault.kind == "refused":
        hint = "Write out what is meant. A text that begins with such a sign stands in quotes."
    elif fault.opened >= 0:
        span, hint = _flow_hint(source, start + fault.opened, span)
    elif fault.kind == "limit":
        hint = ""
    else:
        hint = _prose_hint(source, line) or _prose_hint(source, line - 1)
        if not hint:
            span, hint = (
                _space_hint(source, line) or _space_hint(source, line - 1) or (span, _INDENT)
            )
    message = f"the front matter cannot be read: {fault.message}"
    return diagnose(code, source, span, message, hint)


_FIELD_LINE = re.compile(r"^\s*(?:-\s+)?(?P<key>[A-Za-z_]+):\s+(?P<value>\S.*)$")
_NO_SPACE = re.compile(r"^\s*(?:-\s+)?(?P<key>[A-Za-z_]+):(?!//)(?P<value>\S.*)$")
COMMENT = re.compile(r"(?::\s+|[\[,]\s*)#\w")
COMMENT_HINT = 'YAML takes `#` for a comment. Put the value in quotation marks: `"#id"`.'
_INDENT = "Fields that belong together stand below each other, with the same indent."


def _flow_hint(source: Source, opened: int, span: Span) -> tuple[Span, str]:
    """Say what is wrong in `[…]` or `{…}`: it is not closed, or a text in it needs quotes."""
    line = source.position(opened).line
    if COMMENT.search(source.line(line)) or COMMENT.search(source.line(line - 1)):
        return span, COMMENT_HINT
    if line != source.position(span.start).line:
        sign = source.text[opened]
        close = "}" if sign == "{" else "]"
        hint = (
            f"Close it with `{close}`; a text that begins with `{sign}` stands in quotation marks."
        )
        return Span(opened, opened + 1), hint
    return span, "In `[…]` and `{…}` a text with `: `, `,` or a bracket stands in quotation marks."


def _space_hint(source: Source, line: int) -> tuple[Span, str] | None:
    """Say that a line lacks the space behind its field's name, if that is what went wrong."""
    match = _NO_SPACE.match(source.line(line))
    if not match:
        return None
    start = source.line_starts[line - 1]
    span = Span(start + match.start("key"), start + match.end("value"))
    return span, f"A space is missing: `{match['key']}: {match['value']}`."


def _prose_hint(source: Source, line: int) -> str:
    """Say what YAML makes of unquoted prose on a line, if that is what went wrong."""
    text = source.line(line)
    if "\t" in text[: len(text) - len(text.lstrip())]:
        return "YAML is indented with spaces, never with tabs."
    if COMMENT.search(text):
        return COMMENT_HINT
    match = _FIELD_LINE.match(text)
    if not match or match["value"][0] in "|>" or _is_whole(match["value"]):
        return ""
    value, block = match["value"], BLOCK.format(key=match["key"])
    if value[0] in "[{\"'&*!%@`":
        return f"YAML gives `{value[0]}` at the start of a text a meaning of its own. {block}"
    return f"YAML reads `: ` inside a text as a new field. {block}"


def _is_whole(value: str) -> bool:
    """Whether a value by itself is YAML that means one thing."""
    try:
        return not isinstance(compose(value), Mapping) or value.startswith("{")
    except YamlFault:
        return False
