"""The notes that authors write on people and stories, as they stand on pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.anchors import Anchors
from generator.bodies import heading_edits, link_edits, sealed_body

if TYPE_CHECKING:
    from generator.model import Person, Story
    from generator.shelf import Shelf


def note_of(shelf: Shelf, record: Person | Story | None, page: str) -> str:
    """Give the author's note on a person or story, ready to stand on a page."""
    if record is None or not record.source[record.body.span].strip():
        return ""
    targets = shelf.corpus.links[record.source.content_path]
    return sealed_body(
        record.source,
        record.body,
        (
            *link_edits(record.body.links, targets.get, page),
            *heading_edits(record.body, Anchors.of_note(record.body).headings),
        ),
        shelf.words("footnote-back"),
    )
