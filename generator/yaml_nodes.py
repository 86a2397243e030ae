"""YAML text -> nodes with places.

Built from the event stream: composing with libyaml would crash the process on deep nesting, and
the events carry the marks that diagnostics need.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from generator.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Path

Value = str | None | list["Value"] | dict[str, "Value"]
MAX_DEPTH = 20
PARSER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where PyYAML was built with it (15 times as fast), else pure Python."""


@dataclass(frozen=True)
class Scalar:
    """A text; `plain` when it stands without quotation marks and not as a block."""

    value: str
    span: Span
    plain: bool


@dataclass(frozen=True)
class Sequence:
    """A list of nodes."""

    span: Span
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True)
class Mapping:
    """Keys and nodes in the order of the text; keys may stand twice."""

    span: Span
    items: list[tuple[Node, Node]] = field(default_factory=list)


Node = Scalar | Sequence | Mapping


class YamlFault(Exception):  # noqa: N818 - a fault of the author's, not of the program
    """Why a text cannot be read: its place, a message and `syntax`, `refused` or `limit`."""

    def __init__(self, span: Span, message: str, kind: str = "syntax") -> None:
        """Keep the three."""
        super().__init__(message)
        self.span = span
        self.message = message
        self.kind = kind


def compose(text: str, start: int) -> Node | None:
    """Read one YAML document; `start` is the offset of `text` in its file.

    Gives None for an empty document. Raises YamlFault.
    """
    loader = None
    try:
        loader = PARSER(text)
        return _build(_events(loader), start)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        offset = start + (mark.index if mark else 0)
        raise YamlFault(Span(offset, offset), error.problem or str(error)) from None
    except yaml.reader.ReaderError as error:
        raise YamlFault(Span(start, start), f"a character that YAML refuses ({error.reason})") from None
    finally:
        if loader is not None:
            loader.dispose()


def _events(loader: yaml.SafeLoader) -> Iterator[yaml.Event]:
    while loader.check_event():  # type: ignore[no-untyped-call]
        yield loader.get_event()  # type: ignore[no-untyped-call]


def _refuse(event: yaml.Event, span: Span) -> None:
    if isinstance(event, yaml.AliasEvent):
        raise YamlFault(span, "aliases (`*name`) are not allowed here", "refused")
    if getattr(event, "anchor", None):
        raise YamlFault(span, "anchors (`&name`) are not allowed here", "refused")
    if getattr(event, "tag", None):
        raise YamlFault(span, "tags (`!name`) are not allowed here", "refused")


def _build(events: Iterator[yaml.Event], start: int) -> Node | None:
    """Put nodes together with an explicit stack, so that no nesting can exhaust Python's."""
    stack: list[tuple[Sequence | Mapping, list[Node]]] = []
    root: Node | None = None
    documents = 0
    for event in events:
        span = Span(start + event.start_mark.index, start + event.end_mark.index)
        node: Node | None = None
        if isinstance(event, yaml.ScalarEvent):
            _refuse(event, span)
            node = Scalar(event.value, span, not event.style)
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            _refuse(event, span)
            if len(stack) >= MAX_DEPTH:
                raise YamlFault(span, f"nested over {MAX_DEPTH} deep", "limit")
            kind = Sequence if isinstance(event, yaml.SequenceStartEvent) else Mapping
            stack.append((kind(span), []))
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            node = _close(*stack.pop())
        elif isinstance(event, yaml.AliasEvent):
            _refuse(event, span)
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise YamlFault(span, "a second YAML document begins here")
        if node is not None:
            if stack:
                stack[-1][1].append(node)
            else:
                root = node
    return root


def _close(container: Sequence | Mapping, children: list[Node]) -> Node:
    if isinstance(container, Sequence):
        container.items.extend(children)
    else:
        container.items.extend(zip(children[::2], children[1::2], strict=True))
    return container


def is_null(node: Node) -> bool:
    """Whether a node has no value (`key:` with nothing behind it)."""
    return isinstance(node, Scalar) and node.plain and node.value in {"", "~", "null"}


def key_spans(node: Node, path: Path = ()) -> Iterator[tuple[Path, Span]]:
    """Give the place of every field's name."""
    if isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from key_spans(item, (*path, index))
    elif isinstance(node, Mapping):
        for key, value in node.items:
            if isinstance(key, Scalar):
                yield (*path, key.value), key.span
                yield from key_spans(value, (*path, key.value))


def walk(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Give every value with its path; of keys that stand twice, the first."""
    yield path, node
    if isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from walk(item, (*path, index))
    elif isinstance(node, Mapping):
        seen = set()
        for key, value in node.items:
            if isinstance(key, Scalar) and key.value not in seen:
                seen.add(key.value)
                yield from walk(value, (*path, key.value))


def to_value(node: Node) -> Value:
    """Text, lists and mappings of a node; of keys that stand twice, the first."""
    if isinstance(node, Scalar):
        return None if is_null(node) else node.value
    if isinstance(node, Sequence):
        return [to_value(item) for item in node.items]
    value: dict[str, Value] = {}
    for key, item in node.items:
        if isinstance(key, Scalar):
            value.setdefault(key.value, to_value(item))
    return value
