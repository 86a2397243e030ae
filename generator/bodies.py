"""An author's Markdown as it stands on a generated page: links led to pages, marks given places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.attributes import write
from generator.commonmark import seal
from generator.markdown import escape
from generator.model import Kind
from generator.source import Span
from generator.targets import relative

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from generator.anchors import Anchors
    from generator.model import Annotation, Body, Link
    from generator.source import Source

Edit = tuple[Span, str]


def sealed_body(
    source: Source,
    body: Body,
    edits: Iterable[Edit],
) -> str:
    """Give a body with edits made, between markers of its own, and with comments emptied."""
    edits = [*edits, *((span, "<!-- -->") for span in body.comments)]
    text: list[str] = []
    position = body.span.start
    for span, replacement in sorted(edits):
        text.append(source.text[position : span.start])
        text.append(replacement)
        position = span.end
    text.append(source.text[position : body.span.end])
    return seal("".join(text).strip("\n") + "\n", "body")


def link_edits(
    links: Iterable[Link], target_of: Callable[[str], str | None], page: str
) -> Iterable[Edit]:
    """Lead links to the pages of what they name; the others stay as they are."""
    for link in links:
        target = target_of(link.destination)
        if target is not None:
            yield link.span, f"<{relative(target, page).replace('<', '%3C').replace('>', '%3E')}>"


def heading_edits(body: Body, anchors: tuple[str, ...]) -> Iterable[Edit]:
    """Write the anchors of headings before their words; one without words has none.

    At its end, the text of a heading that is underlined could become a list or a table.
    """
    for heading, anchor in zip(body.headings, anchors, strict=True):
        if anchor:
            yield Span(heading.start, heading.start), f"{{#{anchor}}} "


def mark_edits(
    annotations: Iterable[Annotation],
    anchors: Anchors,
    cards: Mapping[str, str],
    labels: Mapping[str, str],
    notes: Mapping[str, str],
) -> Iterable[Edit]:
    """Write the place, kind and card of each annotation into its attributes.

    `cards` maps ids to links to what the passage belongs to, `labels` to what a reader is told,
    `notes` to what is shown behind the passage.
    Labels are escaped: a `|` in a name would end a table's cell, a backtick could begin code.
    """
    for annotation in annotations:
        values: dict[str, str] = {}
        label = labels.get(annotation.id, "")
        if label and annotation.kind is not Kind.FACT:
            values["label"] = escape(label)
        if annotation.id in cards:
            values["href"] = cards[annotation.id]
            values["title"] = escape(label)
        if annotation.id in notes:
            values["note"] = escape(notes[annotation.id])
        name = f"#{anchors.places[annotation.id]} .{annotation.kind}"
        yield annotation.markup, write(name, values)
