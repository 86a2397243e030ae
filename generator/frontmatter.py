"""Front matter -> typed fields with places, and everything that is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from generator.diagnostics import Code, Diagnostic, diagnose, did_you_mean
from generator.model import FrontMatter, Path
from generator.source import Source, Span
from generator.yaml_hints import BLOCK, COMMENT, COMMENT_HINT, unclosed, unreadable
from generator.yaml_nodes import (
    Mapping,
    Node,
    Scalar,
    Sequence,
    YamlFault,
    child,
    compose,
    is_null,
    to_value,
    walk,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=BaseModel)

MAX_SIZE = 64 * 1024
_NOT_PROSE = frozenset(
    "date updated published retrieved from to status lang story id of source url formerly "
    "question evidence".split()
)
_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


def split(source: Source) -> tuple[Span | None, Span, tuple[Diagnostic, ...]]:
    """Find the front matter (None where there is none) and the body of a text."""
    text = source.text
    everything = Span(0, len(text))
    first_line = source.line(1)
    if first_line.rstrip() != "---":
        hint = "Begin the file with a line `---`, the fields, and another line `---`."
        if not text.strip():
            message = "the file is empty"
        elif text.lstrip().startswith("---"):
            message = "the front matter does not begin on the first line, at its first character"
        else:
            message = "there is no front matter"
        problem = diagnose(
            Code.FRONT_MATTER_MISSING, source, Span(0, len(first_line)), message, hint
        )
        return None, everything, (problem,)
    start = len(first_line) + 1
    fence = _FENCE.search(text, start)
    if fence is None:
        problem = diagnose(
            Code.FRONT_MATTER_UNCLOSED,
            source,
            Span(0, 3),
            "the front matter that begins here is never closed",
            "Put a line `---` behind its last field.",
        )
        return None, Span(len(text), len(text)), (problem,)
    return Span(start, fence.start()), Span(min(fence.end() + 1, len(text)), len(text)), ()


def read_fields(
    source: Source, span: Span, model: type[Model], limit: int = MAX_SIZE
) -> tuple[FrontMatter[Model] | None, tuple[Diagnostic, ...]]:
    """Read the fields of front matter that stands at `span`.

    A field that is wrong is reported and left out; the rest is read all the same.
    """
    if span.end - span.start > limit:
        message = f"the front matter is longer than {limit // 1024} KiB"
        return None, (diagnose(Code.FRONT_MATTER_LIMIT, source, Span(0, 3), message),)
    text = source[span]
    try:
        node = compose(text)
    except YamlFault as fault:
        if fault.kind == "character":  # `read` has reported it
            return None, ()
        return None, (unclosed(source, text) or unreadable(source, span.start, fault),)
    if node is None or is_null(node):
        node = compose("{}")
    if not isinstance(node, Mapping):
        message = "the front matter is not a list of fields (`key: value`)"
        return None, (diagnose(Code.FIELD_TYPE, source, Span(span.start, span.start), message),)
    places = Places(source, span.start, node)
    problems = [*_doubts(places, node)]
    if "#" in text:
        problems.extend(_lost_comments(places))
    fields, wrong, broken = _validate(places, model)
    problems.extend(wrong)
    if fields is None:
        return None, tuple(problems)
    return FrontMatter(fields, places, broken), tuple(problems)


@dataclass(frozen=True)
class Places:
    """Where the fields of front matter stand; looked up only when something is to be reported."""

    source: Source
    start: int
    root: Mapping

    def node_span(self, node: Node) -> Span:
        """Span of a node, without the line ends that YAML counts to a block."""
        start, end = self.start + node.start.index, self.start + node.end.index
        while end > start and self.source.text[end - 1] in " \t\n":
            end -= 1
        return Span(start, end)

    @cached_property
    def _names(self) -> dict[Path, Node]:
        return {path: key for path, key, _ in walk(self.root) if key}

    def span(self, *path: str | int) -> Span:
        """Give the place of a value, or of the nearest thing around it that has one."""
        node: Node = self.root
        for part in path:
            below = child(node, part)
            if below is None:
                break
            node = below
        return Span(0, 3) if node is self.root else self.node_span(node)

    def name_span(self, *path: str | int) -> Span:
        """Give the place of a field's name."""
        return self.node_span(self._names[path]) if path in self._names else self.span(*path)


def _doubts(places: Places, node: Sequence | Mapping) -> Iterator[Diagnostic]:
    """Find what YAML lets pass: keys that stand twice or are no words, and missing values."""
    if isinstance(node, Mapping):
        yield from _doubtful_keys(places, node)
    items = [value for _, value in node.items] if isinstance(node, Mapping) else node.items
    for item in items:
        if not isinstance(item, Scalar):
            yield from _doubts(places, item)
        elif isinstance(node, Sequence) and is_null(item):
            message = "this item of the list is empty"
            yield diagnose(Code.FIELD_TYPE, places.source, places.node_span(item), message)


def _doubtful_keys(places: Places, node: Mapping) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for key, value in node.items:
        if not isinstance(key, Scalar):
            message = "a field's name is not a word"
            yield diagnose(Code.FIELD_TYPE, places.source, places.node_span(key), message)
            continue
        if key.value in seen:
            span = places.node_span(key)
            message = f"the field `{key.value}` stands here a second time"
            hint = "Keep one of the two."
            yield diagnose(Code.YAML_DUPLICATE, places.source, span, message, hint)
        elif isinstance(value, Scalar) and is_null(value):
            yield _no_value(places, key, value)
        seen.add(key.value)


_LOST = re.compile(r",?[ \t]#")


def _lost_comments(places: Places) -> Iterator[Diagnostic]:
    """Find prose that goes on behind ` #`; a comment stands after two spaces or more."""
    text = places.source.text
    for path, _, node in walk(places.root):
        if not isinstance(node, Scalar) or not path:
            continue
        end = places.node_span(node).end
        field = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
        if not _LOST.match(text, end) or field in _NOT_PROSE:
            continue
        rest = text[end : text.find("\n", end)]
        in_list = isinstance(path[-1], int) or not node.plain
        mend = "Put all of the text into quotation marks." if in_list else BLOCK.format(key=field)
        yield diagnose(
            Code.YAML_COMMENT,
            places.source,
            Span(end + rest.index("#"), end + len(rest)),
            "YAML takes this text for a comment, and it would be lost",
            mend + " (Two spaces before `#` make it a comment for sure.)",
        )


def _validate(
    places: Places, model: type[Model]
) -> tuple[Model | None, list[Diagnostic], frozenset[str]]:
    """Validate and report; then take out what is wrong until the rest is valid.

    Pydantic reports everything at once, so what later rounds find are only consequences. Gives the
    names of the fields in which something was taken out, too.
    """
    problems: list[Diagnostic] | None = None
    broken: set[str] = set()
    while True:
        try:
            return model.model_validate(to_value(places.root)), problems or [], frozenset(broken)
        except ValidationError as error:
            details = error.errors(include_url=False)
        if problems is None:
            problems = [
                _field_diagnostic(places, detail, model)
                for detail in details
                if detail["input"] is not None
            ]
        wrong = {
            detail["loc"][:-1] if detail["type"] == "missing" else _path(detail)
            for detail in details
        }
        if () in wrong:
            return None, problems, frozenset()
        broken |= {str(path[0]) for path in wrong}
        # From the back, so that taking an item out of a list moves no other that is to go.
        for path in sorted(
            wrong, key=lambda path: [str(part).zfill(9) for part in path], reverse=True
        ):
            _take_out(places.root, path)


def _is_unknown(detail: ErrorDetails) -> bool:
    """Whether the name is what is wrong, not the value."""
    return detail["type"] == "extra_forbidden" or "[key]" in detail["loc"]


def _path(detail: ErrorDetails) -> Path:
    """Where a value stands, without the step that pydantic adds for the keys of mappings."""
    return tuple(part for part in detail["loc"] if part != "[key]")


def _take_out(node: Node, path: Path) -> None:
    """Take a value out of its node; so what is left keeps its places."""
    *way, last = path
    for part in way:
        below = child(node, part)
        if below is None:
            return  # went with something around it
        node = below
    if isinstance(node, Mapping):
        node.items[:] = [
            (key, value)
            for key, value in node.items
            if not (isinstance(key, Scalar) and key.value == last)
        ]
    elif isinstance(node, Sequence) and isinstance(last, int) and last < len(node.items):
        del node.items[last]


def _field_diagnostic(places: Places, detail: ErrorDetails, model: type[BaseModel]) -> Diagnostic:
    source, path = places.source, _path(detail)
    name = ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
    span = places.name_span(*path) if _is_unknown(detail) else places.span(*path)
    kind, given = detail["type"], detail["input"]
    if kind == "missing":
        return diagnose(Code.FIELD_MISSING, source, span, f"the field `{name}` is missing")
    if kind == "extra_forbidden":
        known = _known_fields(model, path)
        written = str(path[-1])
        hint = did_you_mean(_OTHER_NAMES.get(written, written), known)
        hint = hint or f"Known here: {', '.join(known)}."
        return diagnose(Code.FIELD_UNKNOWN, source, span, f"there is no field `{name}`", hint)
    wanted = _WANTED.get(kind)
    if wanted:
        hint = f"Write `[{given}]`." if kind == "tuple_type" and isinstance(given, str) else ""
        if kind == "dict_type" and name == "sources":
            hint = "Give each a key: `wire: {publisher: Example Wire}`."
        if isinstance(given, str) and path[:-1] in {("summary",), ("questions",)}:
            hint = f"Write `- {'text' if path[0] == 'summary' else 'ask'}: …`."
        message = f"`{name}` is {_form_of(given)}, not {wanted}"
        return diagnose(Code.FIELD_TYPE, source, span, message, hint)
    if kind == "date":
        meant = detail["ctx"]["meant"]
        hint = f"Write `{meant}`." if meant else "A date is written as `2025-05-20`."
        return diagnose(Code.DATE_IMPOSSIBLE, source, span, f"`{name}`: {detail['msg']}", hint)
    if kind == "literal_error":
        options = re.findall(r"'([^']+)'", detail["ctx"]["expected"])
        hint = did_you_mean(str(given), options) or f"Known: {', '.join(options)}."
        return diagnose(Code.FIELD_VALUE, source, span, f"`{name}` cannot be “{given}”", hint)
    bare = path[-1:] == ("url",) and _BARE_ADDRESS.fullmatch(str(given))
    hint = f"Write `https://{given}`." if bare else ""
    return diagnose(Code.FIELD_VALUE, source, span, f"`{name}`: {detail['msg']}", hint)


_WANTED = {
    "string_type": "text",
    "tuple_type": "a list",
    "dict_type": "a list of fields (`key: value`)",
    "model_type": "a list of fields (`key: value`)",
    "model_attributes_type": "a list of fields (`key: value`)",
    "date_type": "a date",
}

_BARE_ADDRESS = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/\S*)?")

_OTHER_NAMES = {
    "tags": "topics",
    "categories": "topics",
    "keywords": "topics",
    "subtitle": "description",
    "teaser": "description",
    "start": "from",
    "since": "from",
    "end": "to",
    "until": "to",
}
"""Names that fields of the same sense have in other programs."""


def _form_of(value: object) -> str:
    if isinstance(value, dict):
        return "a list of fields (`key: value`)"
    return "a list" if isinstance(value, list) else "text"


def _no_value(places: Places, key: Scalar, value: Scalar) -> Diagnostic:
    line = places.source.line(places.source.position(places.node_span(key).start).line)
    hint = "Give it one, or delete the line."
    if places.source.text[places.node_span(key).end :][:1] in {",", "}"}:
        hint = "In `{…}` a comma begins a new field: a text that holds one stands in quotes."
    if COMMENT.search(line):
        hint = COMMENT_HINT
    message = f"`{key.value}` has no value"
    span = places.node_span(value) if value.value else places.node_span(key)
    return diagnose(Code.FIELD_TYPE, places.source, span, message, hint)


@lru_cache
def _schema_of(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema(by_alias=True)


def _known_fields(model: type[BaseModel], path: Path) -> list[str]:
    """Names of the fields at the place of `path`, from the model's own schema."""
    schema = _schema_of(model)
    here: Any = schema
    for part in path[:-1]:
        here = _step(schema, here, part)
    here = _resolve(schema, here)
    return list(here.get("properties", {}))


def _resolve(schema: Any, here: Any) -> Any:  # noqa: ANN401 - JSON Schema
    for option in here.get("anyOf", ()):
        if "$ref" in option:
            here = option
    if "$ref" in here:
        return schema["$defs"][here["$ref"].rsplit("/", 1)[1]]
    return here


def _step(schema: Any, here: Any, part: str | int) -> Any:  # noqa: ANN401 - JSON Schema
    here = _resolve(schema, here)
    if isinstance(part, int):
        return here.get("items", {})
    return here.get("properties", {}).get(part) or here.get("additionalProperties", {})
