"""YAML text -> nodes with places.

Built from the event stream: composing with libyaml would crash the process on deep nesting, and
the events carry the marks that diagnostics need.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from generator.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Path

Value = str | None | list["Value"] | dict[str, "Value"]
MAX_DEPTH = 20
PARSER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where PyYAML was built with it (15 times as fast), else pure Python."""

_HALF = re.compile("[\ud800-\udfff]")
"""Half of a character of UTF-16, which an escape (`"\\ud800"`) brings in and no file can hold."""


@dataclass(slots=True)
class Scalar:
    """A text; `plain` when it stands without quotation marks and not as a block."""

    value: str
    plain: bool
    start: Any
    end: Any


@dataclass(slots=True)
class Sequence:
    """A list of nodes."""

    items: list[Node]
    start: Any
    end: Any


@dataclass(slots=True)
class Mapping:
    """Keys and nodes in the order of the text; keys may stand twice."""

    items: list[tuple[Node, Node]]
    start: Any
    end: Any


Node = Scalar | Sequence | Mapping


class YamlFault(Exception):  # noqa: N818 - a fault of the author's, not of the program
    """Why a text cannot be read: its place, a message and its kind.

    A kind is `syntax`, `refused`, `limit` or `character`. `opened` is the offset of the bracket or
    brace inside which the fault was found, or negative.
    """

    def __init__(self, span: Span, message: str, kind: str = "syntax", opened: int = -1) -> None:
        """Keep the four."""
        super().__init__(message)
        self.span = span
        self.message = message
        self.kind = kind
        self.opened = opened


def compose(text: str) -> Node | None:
    """Read one YAML document. Gives None for an empty one; raises YamlFault.

    The places of nodes and faults are offsets in `text`.
    """
    loader = None
    try:
        loader = PARSER(text)
        return _build(loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        offset = mark.index if mark else 0
        around = error.context_mark if "flow" in (error.context or "") else None
        opened = around.index if around else -1
        message = error.problem or str(error)
        raise YamlFault(Span(offset, offset), message, opened=opened) from None
    except yaml.reader.ReaderError as error:
        message = f"a character that YAML refuses ({error.reason})"
        raise YamlFault(Span(0, 0), message, "character") from None
    finally:
        if loader is not None:
            loader.dispose()


def _refuse(event: Any) -> None:  # noqa: ANN401 - PyYAML's events have no types
    span = Span(event.start_mark.index, event.end_mark.index)
    if type(event) is yaml.AliasEvent:
        raise YamlFault(span, "aliases (`*name`) are not allowed here", "refused")
    if event.anchor:
        raise YamlFault(span, "anchors (`&name`) are not allowed here", "refused")
    raise YamlFault(span, "tags (`!name`) are not allowed here", "refused")


def _build(loader: Any) -> Node | None:  # noqa: ANN401, C901 - a loader of either kind; one case an event
    """Put nodes together with an explicit stack, so that no nesting can exhaust Python's."""
    stack: list[tuple[list[Node], Any]] = []
    children: list[Node] = []
    root = children
    documents = 0
    while loader.check_event():
        event = loader.get_event()
        kind = type(event)
        if kind is yaml.ScalarEvent:
            if event.anchor or event.tag:
                _refuse(event)
            if event.style == '"' and _HALF.search(event.value):  # libyaml refuses it itself
                at = event.start_mark.index
                raise YamlFault(Span(at, at), "found invalid Unicode character escape code")
            plain = not event.style
            children.append(Scalar(event.value, plain, event.start_mark, event.end_mark))
        elif kind is yaml.SequenceStartEvent or kind is yaml.MappingStartEvent:
            if event.anchor or event.tag:
                _refuse(event)
            stack.append((children, event))
            children = []
            if len(stack) > MAX_DEPTH:
                span = Span(event.start_mark.index, event.end_mark.index)
                raise YamlFault(span, f"nested over {MAX_DEPTH} deep", "limit")
        elif kind is yaml.SequenceEndEvent or kind is yaml.MappingEndEvent:
            node = _close(children, stack[-1][1], event)
            children = stack.pop()[0]
            children.append(node)
        elif kind is yaml.AliasEvent:
            _refuse(event)
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                at = event.start_mark.index
                raise YamlFault(Span(at, at), "a second YAML document begins here")
    return root[0] if root else None


def _close(children: list[Node], start: Any, end: Any) -> Node:  # noqa: ANN401 - events
    if type(start) is yaml.SequenceStartEvent:
        return Sequence(children, start.start_mark, end.end_mark)
    pairs = list(zip(children[::2], children[1::2], strict=True))
    return Mapping(pairs, start.start_mark, end.end_mark)


def is_null(node: Node) -> bool:
    """Whether a node has no value (`key:` with nothing behind it)."""
    return isinstance(node, Scalar) and node.plain and node.value in {"", "~", "null"}


def child(node: Node, part: str | int) -> Node | None:
    """Give the value at an index or key, if there is one; of keys that stand twice, the first."""
    if isinstance(node, Mapping):
        found = (item for key, item in node.items if isinstance(key, Scalar) and key.value == part)
        return next(found, None)
    if isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
        return node.items[part]
    return None


def walk(node: Node, path: Path = ()) -> Iterator[tuple[Path, Scalar | None, Node]]:
    """Give every value with its path and the key before it, in the order of the text."""
    yield path, None, node
    if isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from walk(item, (*path, index))
    elif isinstance(node, Mapping):
        for key, value in node.items:
            if isinstance(key, Scalar):
                below = walk(value, (*path, key.value))
                yield (*path, key.value), key, next(below)[2]
                yield from below


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
