"""What the attributes of a passage mean: raw marks -> annotations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.attributes import Item
from generator.diagnostics import Code, Diagnostic, Related, diagnose, did_you_mean
from generator.model import Annotation, Attribute, Kind
from generator.schema import ID_PATTERN, KEY_PATTERN, is_language, read_day_or_month
from generator.slugs import first_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.reading import RawMark
    from generator.source import Source, Span

MAX_DEPTH = 8
MAX_ANNOTATIONS = 20_000
_SPOKEN = ("by", "as", "role", "to", "at", "date", "source", "translated", "note", "doubtful")
ATTRIBUTES: Mapping[Kind, tuple[str, ...]] = {
    Kind.QUOTE: (*_SPOKEN, "cont"),
    Kind.SAID: _SPOKEN,
    Kind.FACT: ("source", "note", "doubtful"),
    Kind.GAP: ("ask", "asks", "source", "note"),
}
_CLASSES = {**{str(kind): kind for kind in Kind}, "key": Kind.QUOTE}
_ID = re.compile(ID_PATTERN)
_QUESTION = re.compile(rf"(?:({KEY_PATTERN})?#)?{ID_PATTERN}")
_OPENING = "“„‘‚«‹»›\"'「『‟"
_CLOSING = "”“’‘»›«‹\"'」』"

_ENDS_WITHIN = re.compile(r"”[^“”]*[^\W\d_][^“”]*“")
"""A closing mark, words, and an opening one: words of the article's in a quotation."""


def read_marks(
    source: Source, raw: list[RawMark], taken: Mapping[str, Span]
) -> tuple[tuple[Annotation, ...], tuple[Diagnostic, ...]]:
    """Read marks in the order of the text.

    `taken` are the ids of the article's questions, which share the namespace. A mark that is not
    understood is reported and set aside.
    """
    raw = sorted(raw, key=lambda mark: (mark.passage.start, -mark.passage.end))
    if len(raw) > MAX_ANNOTATIONS:
        message = f"the article has more than {MAX_ANNOTATIONS:,} annotations"
        return (), (diagnose(Code.ANNOTATION_LIMIT, source, raw[0].markup, message),)
    problems: list[Diagnostic] = []
    drafts: list[tuple[RawMark, Annotation]] = []
    for mark in raw:
        annotation, wrong = _read(source, mark)
        problems.extend(wrong)
        if annotation:
            drafts.append((mark, annotation))
    ids, clashes = _ids(source, [annotation for _, annotation in drafts], taken)
    problems.extend(clashes)
    index = {id(mark): number for number, (mark, _) in enumerate(drafts)}
    annotations = tuple(
        annotation._replace(id=name, parent=_parent(mark, index))
        for (mark, annotation), name in zip(drafts, ids, strict=True)
    )
    return annotations, tuple(problems)


def _parent(mark: RawMark, index: Mapping[int, int]) -> int | None:
    above = mark.parent
    while above is not None and id(above) not in index:
        above = above.parent
    return None if above is None else index[id(above)]


def _depth(mark: RawMark) -> int:
    depth, above = 1, mark.parent
    while above is not None and depth <= MAX_DEPTH:
        depth, above = depth + 1, above.parent
    return depth


def _read(source: Source, mark: RawMark) -> tuple[Annotation | None, list[Diagnostic]]:
    fault = mark.attributes.fault
    if fault:
        return None, [diagnose(fault.code, source, fault.span, fault.message, fault.suggestion)]
    if mark.parent and _depth(mark) > MAX_DEPTH:
        message = f"annotations stand in one another more than {MAX_DEPTH} deep"
        return None, [diagnose(Code.ANNOTATION_DEPTH, source, mark.markup, message)]
    if not mark.words.strip(_OPENING + _CLOSING + " "):
        message = "the passage has no words"
        return None, [diagnose(Code.ANNOTATION_EMPTY, source, mark.passage, message)]
    items = mark.attributes.items
    classes = [item for item in items if item.sigil == "."]
    kind, problems = _kind(source, mark, classes)
    if kind is None:
        return None, problems
    name = _name(source, items, problems)
    attributes: dict[str, Attribute] = {}
    for item in items:
        if not item.sigil:
            problems.extend(_attribute(source, kind, item, attributes))
    is_key = len(classes) > 1
    problems.extend(_missing(source, kind, mark, attributes, is_key=is_key))
    if problems:
        return None, problems
    annotation = Annotation(
        kind,
        name,
        bool(name),
        mark.passage,
        mark.markup,
        mark.words,
        attributes,
        is_key,
        mark.block,
        paragraphs=mark.paragraphs,
    )
    return annotation, list(_quotation_marks(source, annotation))


def _kind(
    source: Source, mark: RawMark, classes: list[Item]
) -> tuple[Kind | None, list[Diagnostic]]:
    """Find the one kind among the classes; `key` may stand beside `quote`."""
    for item in classes:
        if item.name not in _CLASSES:
            near = did_you_mean(item.name, _CLASSES).replace("`", "`.", 1)
            hint = near or "The kinds are `.quote`, `.said`, `.fact` and `.gap`."
            message = f"there is no kind `.{item.name}`"
            return None, [diagnose(Code.KIND_UNKNOWN, source, item.span, message, hint)]
    kinds = [item for item in classes if item.name != "key"]
    keys = [item for item in classes if item.name == "key"]
    if not kinds:
        message = "these attributes name no kind"
        hint = "Add `.quote`, `.said`, `.fact` or `.gap`."
        return None, [diagnose(Code.KIND_MISSING, source, mark.markup, message, hint)]
    if len(kinds) > 1:
        message = "a passage has one kind"
        hint = "Put one span into the other to give it two meanings."
        return None, [diagnose(Code.KIND_SEVERAL, source, kinds[1].span, message, hint)]
    kind = _CLASSES[kinds[0].name]
    if keys and kind is not Kind.QUOTE:
        message = f"`.key` marks a quotation, not a `.{kind}`"
        return None, [diagnose(Code.ATTRIBUTE_MISPLACED, source, keys[0].span, message)]
    if len(keys) > 1:
        message = "`.key` stands twice"
        return None, [diagnose(Code.ATTRIBUTE_DUPLICATE, source, keys[1].span, message)]
    return kind, []


def _name(source: Source, items: tuple[Item, ...], problems: list[Diagnostic]) -> str:
    """Give the author's id, or nothing; what is wrong with it goes to `problems`."""
    names = [item for item in items if item.sigil == "#"]
    if not names:
        return ""
    if len(names) > 1:
        message = "a passage has one id"
        problems.append(diagnose(Code.ATTRIBUTE_DUPLICATE, source, names[1].span, message))
    if not _ID.fullmatch(names[0].name):
        message = f"`#{names[0].name}` is not an id"
        hint = "An id is a lower-case letter, then lower-case letters, digits and hyphens."
        problems.append(diagnose(Code.ID_INVALID, source, names[0].span, message, hint))
    return names[0].name


def _attribute(
    source: Source, kind: Kind, item: Item, known: dict[str, Attribute]
) -> Iterator[Diagnostic]:
    names = ATTRIBUTES[kind]
    if item.name not in names:
        hint = did_you_mean(item.name, names) or f"A `.{kind}` has: {', '.join(names)}."
        if item.name in {"id", "class", "kind"}:
            hint = "Write an id as `#id` and a kind as `.kind`."
        message = f"a `.{kind}` has no attribute `{item.name}`"
        yield diagnose(Code.ATTRIBUTE_UNKNOWN, source, item.span, message, hint)
    elif item.name in known:
        message = f"`{item.name}` stands twice"
        yield diagnose(Code.ATTRIBUTE_DUPLICATE, source, item.span, message)
    else:
        value = " ".join(item.value.split())
        known[item.name] = Attribute(item.name, value, item.span)
        wrong = _wrong_value(item.name, value)
        if wrong:
            yield diagnose(Code.ATTRIBUTE_VALUE, source, item.span, wrong)


def _wrong_value(name: str, value: str) -> str:
    if not value:
        return f"`{name}` is empty"
    if name == "date":
        try:
            read_day_or_month(value)
        except ValueError:
            return f"`date`: “{value}” is not a day (YYYY-MM-DD) or month (YYYY-MM) in the calendar"
    if name == "translated" and not is_language(value):
        return f"`translated`: “{value}” is not a language tag such as `ru` or `pt-BR`"
    if name == "cont" and not _ID.fullmatch(value):
        return f"`cont`: “{value}” is not an id"
    if name == "asks" and not _QUESTION.fullmatch(value):
        return f"`asks`: “{value}” is not a question (`<id>` or `<stem>#<id>`; new: `ask`)"
    return ""


def _missing(
    source: Source,
    kind: Kind,
    mark: RawMark,
    attributes: Mapping[str, Attribute],
    *,
    is_key: bool,
) -> Iterator[Diagnostic]:
    """Check which attributes stand together."""
    if "cont" in attributes:
        others = [name for name in attributes if name != "cont"]
        if others or is_key:
            message = "a continued part has no attribute but `cont` and an id"
            hint = "Speaker, source and the rest stand on the first part."
            span = attributes[others[0]].span if others else mark.markup
            yield diagnose(Code.ATTRIBUTE_MISPLACED, source, span, message, hint)
        return
    if kind in {Kind.QUOTE, Kind.SAID}:
        if "by" not in attributes and "as" not in attributes:
            hint = 'Add `by="…"` with a name, or `as="…"` for a speaker who is not named.'
            message = f"a `.{kind}` needs its speaker"
            yield diagnose(Code.ATTRIBUTE_MISSING, source, mark.markup, message, hint)
        elif "by" in attributes and "as" in attributes:
            message = "a speaker is either named (`by`) or not (`as`)"
            hint = "The roles of a named speaker stand in a file of theirs in `content/people/`."
            span = attributes["as"].span
            yield diagnose(Code.ATTRIBUTE_MISPLACED, source, span, message, hint)
    if kind is Kind.GAP and ("ask" in attributes) == ("asks" in attributes):
        message = "a `.gap` has one of `asks` (a question's id) and `ask` (a new question)"
        code = Code.ATTRIBUTE_MISPLACED if "ask" in attributes else Code.ATTRIBUTE_MISSING
        yield diagnose(code, source, mark.markup, message)


def _quotation_marks(source: Source, annotation: Annotation) -> Iterator[Diagnostic]:
    words = annotation.words
    opened, closed = words[0] in _OPENING, words[-1] in _CLOSING
    if annotation.kind is Kind.QUOTE and not (
        opened or closed or annotation.block or annotation.get("cont")
    ):
        message = "a quotation that neither begins nor ends with a quotation mark"
        hint = (
            "Take the marks into the brackets: `[“words”]{.quote …}`. Reported speech is `.said`."
        )
        yield diagnose(Code.QUOTE_MARKS, source, annotation.passage, message, hint)
    if annotation.kind is Kind.QUOTE and _ENDS_WITHIN.search(words):
        message = "the quotation ends and begins again within this passage"
        hint = "Mark its parts: `[“…,”]{#id .quote by=…} she said. [“…”]{.quote cont=id}`."
        yield diagnose(Code.QUOTE_MARKS, source, annotation.passage, message, hint)
    if annotation.kind is Kind.SAID and opened and closed and len(words) > 1:
        message = "reported speech that stands wholly in quotation marks"
        hint = "Direct words are a `.quote`."
        yield diagnose(Code.SAID_MARKS, source, annotation.passage, message, hint)


def _ids(
    source: Source, annotations: list[Annotation], questions: Mapping[str, Span]
) -> tuple[list[str], list[Diagnostic]]:
    """Give every annotation its id: the author's, or one made of its first words."""
    problems: list[Diagnostic] = []
    taken: dict[str, Span] = dict(questions)
    for annotation in annotations:
        if not annotation.explicit:
            continue
        if annotation.id in taken:
            message = f"the id `{annotation.id}` stands in this article a second time"
            first = Related(source.place(taken[annotation.id]), "the first stands here")
            problems.append(
                diagnose(Code.ID_DUPLICATE, source, annotation.markup, message, related=[first])
            )
        taken.setdefault(annotation.id, annotation.markup)
    ids: list[str] = []
    numbers: dict[str, int] = {}
    for annotation in annotations:
        name = annotation.id or first_words(annotation.words)
        if not annotation.explicit and name in taken:
            first = Related(source.place(taken[name]), "the other one")
            message = f"the id made of these words, `{name}`, is taken"
            hint = "Give the passage an id of its own (`#id`), so that its address lasts."
            at = annotation.passage
            problems.append(diagnose(Code.ID_CLASH, source, at, message, hint, related=[first]))
            number = numbers.get(name, 2)
            while f"{name}-{number}" in taken:
                number += 1
            numbers[name] = number + 1
            name = f"{name}-{number}"
        taken.setdefault(name, annotation.passage)
        ids.append(name)
    return ids, problems
