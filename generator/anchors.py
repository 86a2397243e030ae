"""The ids of elements on a briefing's page.

A quotation's card has the quotation's own id, its place in the article `in-<id>`, and everything
else that the program names begins with `b-`. Where such a name is an author's id already, the
program's gives way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model import Kind
from generator.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.model import Annotation, Article, Body


@dataclass(frozen=True)
class Anchors:
    """Anchors of one article, or of a note.

    `places` maps the ids of annotations to their places in the article, `headings` has
    one anchor for each heading in order, `by_slug` maps the slugs of headings to them, `cards`
    are the ids that have an element of their own outside the article, and `taken`
    are all names given so far.
    """

    places: Mapping[str, str]
    headings: tuple[str, ...]
    by_slug: Mapping[str, str]
    cards: frozenset[str]
    taken: frozenset[str]

    @classmethod
    def of(cls, article: Article) -> Anchors:
        """Name the anchors of an article."""
        annotations = article.body.annotations
        questions = {question.id for question in article.fields.questions}
        taken = {annotation.id for annotation in annotations} | questions
        places: dict[str, str] = {}
        for annotation in annotations:
            places[annotation.id] = _free(f"in-{annotation.id}", taken)
        headings = _headings(article.body, taken)
        # A part that continues a quotation, and a quotation in a quotation, have no card.
        cards = questions | {
            a.id
            for a in annotations
            if a.kind is Kind.SAID
            or a.get("ask")
            or (
                a.kind is Kind.QUOTE
                and not a.get("cont")
                and not _is_in_quotation(annotations, a.parent)
            )
        }
        return cls(places, headings, _by_slug(headings), frozenset(cards), frozenset(taken))

    @classmethod
    def of_note(cls, body: Body) -> Anchors:
        """Name the anchors of the note of a person or story: its headings."""
        taken: set[str] = set()
        headings = _headings(body, taken)
        return cls({}, headings, _by_slug(headings), frozenset(), frozenset(taken))

    def section(self, name: str) -> str:
        """Anchor for a part of the page that the program makes."""
        anchor, number = f"b-{name}", 2
        while anchor in self.taken:
            anchor, number = f"b-{name}-{number}", number + 1
        return anchor

    def find(self, name: str) -> str:
        """Anchor that a link to `#name` means: an annotation, question or heading."""
        if name in self.cards:
            return name
        return self.places.get(name) or self.by_slug.get(name) or ""

    @property
    def known(self) -> Iterable[str]:
        """Every name that a link may use."""
        return (*sorted(self.cards), *self.places, *self.by_slug)


def heading_of(name: str) -> str:
    """Anchor of the heading of a card or question. No author's id has an underscore."""
    return f"b-q_{name}"


def _headings(body: Body, taken: set[str]) -> tuple[str, ...]:
    """Give each heading its anchor, or nothing if it has no words; anchors are added to `taken`."""
    names = (slug(heading.text) for heading in body.headings)
    return tuple(_free(f"b-h-{name}", taken) if name else "" for name in names)


def _by_slug(headings: tuple[str, ...]) -> dict[str, str]:
    return {anchor.removeprefix("b-h-"): anchor for anchor in reversed(headings) if anchor}


def _is_in_quotation(annotations: tuple[Annotation, ...], parent: int | None) -> bool:
    while parent is not None:
        if annotations[parent].kind is Kind.QUOTE:
            return True
        parent = annotations[parent].parent
    return False


def _free(name: str, taken: set[str]) -> str:
    anchor, number = name, 2
    while anchor in taken:
        anchor, number = f"{name}-{number}", number + 1
    taken.add(anchor)
    return anchor
