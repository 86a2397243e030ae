"""Footnotes that a reader would miss: not defined, defined twice, or never referred to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.diagnostics import Code, Diagnostic, Related, diagnose
from generator.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markdown_it.token import Token

    from generator.reading import RawMark

_FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,200})\]")


def undefined(source: Source, body: Span, tokens: list[Token]) -> Iterator[Diagnostic]:
    """Find references to footnotes that are not defined: they are left as text."""
    for token in tokens:
        if token.type != "inline" or "[^" not in token.content or token.map is None:
            continue
        for child in token.children or ():
            for match in _FOOTNOTE.finditer(child.content) if child.type == "text" else ():
                first = source.line_starts[source.position(body.start).line - 1 + token.map[0]]
                at = max(source.text.find(match.group(), first), first)
                message = f"the footnote `{match[1]}` is not defined"
                hint = f"Add a line `[^{match[1]}]: …`."
                span = Span(at, at + len(match.group()))
                yield diagnose(Code.FOOTNOTE_BROKEN, source, span, message, hint)


def not_shown(
    source: Source, body: Span, tokens: list[Token], env: Mapping[str, Any]
) -> Iterator[Diagnostic]:
    """Find footnotes that are not shown: defined again further down, or never referred to."""
    refs: Mapping[str, int] = env.get("footnotes", {}).get("refs", {})
    offset = source.position(body.start).line - 1
    last: dict[str, Span] = {}
    for label, line in _definitions(tokens):
        name = f"[^{label}]"
        start = max(source.text.find(f"{name}:", source.line_starts[offset + line]), body.start)
        span = Span(start, start + len(name))
        if label in last:
            message = f"the footnote `{label}` is defined again further down, so this is not shown"
            second = Related(source.place(span), "the second stands here")
            yield diagnose(Code.FOOTNOTE_DUPLICATE, source, last[label], message, related=[second])
        last[label] = span
    for label, span in last.items():
        if refs.get(f":{label}", 0) < 0:
            message = f"nothing refers to the footnote `{label}`, so it is not shown"
            hint = f"Write `[^{label}]` where it belongs, or delete it."
            yield diagnose(Code.FOOTNOTE_BROKEN, source, span, message, hint)


def _definitions(tokens: list[Token]) -> Iterator[tuple[str, int]]:
    """Give the labels of the footnotes and the lines (from 0) on which their texts begin."""
    label: str | None = None
    for token in tokens:
        if token.type == "footnote_reference_open":
            label = str(token.meta["label"])
        elif label is not None and token.map:
            yield label, token.map[0]
            label = None


def marks_not_shown(
    source: Source, body: Span, tokens: list[Token], env: Mapping[str, Any], marks: list[RawMark]
) -> Iterator[Diagnostic]:
    """Find annotations in footnotes that nothing refers to: no page has them."""
    refs: Mapping[str, int] = env.get("footnotes", {}).get("refs", {})
    unseen = {label for label, number in refs.items() if number < 0}
    offset, inside = source.position(body.start).line - 1, False
    hidden: set[int] = set()
    for token in tokens:
        if token.type == "footnote_reference_open":
            inside = f":{token.meta['label']}" in unseen
        elif token.type == "footnote_reference_close":
            inside = False
        elif inside and token.map:
            hidden.update(range(offset + token.map[0], offset + token.map[1]))
    for mark in marks:
        if source.position(mark.passage.start).line - 1 in hidden:
            message = "this passage stands in a footnote that nothing refers to, and is not shown"
            yield diagnose(Code.ANNOTATION_STRAY, source, mark.markup, message)
