"""An author's Markdown as it stands on a generated page: links led to pages, marks given places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.attributes import write
from generator.commonmark import seal
from generator.markdown import Safe, escape
from generator.source import Span
from generator.targets import relative

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from generator.anchors import Anchors
    from generator.model import Annotation, Body, Link
    from generator.source import Source

_EDGE = re.compile("^ | $")
"""White space that attributes would lose."""
Edit = tuple[Span, str]
Passage = dict[str, str]
"""What is shown with a passage: `label` says what it is, `href` leads to what it belongs to, and
`doubted`, `note` and `source` are remarks; the source has a link, and words before and behind it.
Each may be missing."""


def sealed_body(
    source: Source,
    body: Body,
    edits: Iterable[Edit],
    back: Safe,
) -> str:
    """Give a body with edits made, between markers of its own, and with comments emptied.

    `back` is what links from footnotes back to the text are called.
    """
    edits = [*edits, *((span, "<!-- -->") for span in body.comments)]
    text: list[str] = []
    position = body.span.start
    for span, replacement in sorted(edits):
        text.append(source.text[position : span.start])
        text.append(replacement)
        position = span.end
    text.append(source.text[position : body.span.end])
    return seal("".join(text).strip("\n") + "\n", "body", back)


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
    annotations: Iterable[Annotation], anchors: Anchors, passages: Mapping[str, Passage]
) -> Iterable[Edit]:
    """Write the place and kind of each annotation into its attributes, and what is shown with it.

    Texts are escaped: a `|` in a name would end a table's cell, a backtick could begin code.
    """
    for annotation in annotations:
        shown = passages.get(annotation.id, {})
        values = {
            name: value if name.endswith("href") else _EDGE.sub("&#32;", escape(value))
            for name, value in shown.items()
            if value
        }
        name = f"#{anchors.places[annotation.id]} .{annotation.kind}"
        yield annotation.markup, write(name, values)
