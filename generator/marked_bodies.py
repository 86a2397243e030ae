"""An article's text on its page, with each annotation visible and reachable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.bodies import heading_edits, link_edits, mark_edits, sealed_body
from generator.model import Kind

if TYPE_CHECKING:
    from generator.bodies import Passage
    from generator.corpus import Linked
    from generator.model import Annotation
    from generator.shelf import Shelf

_QUESTION_LABELS = {
    "open": "label-open-question",
    "partly": "label-partly-answered-question",
    "answered": "label-answered-question",
    "moot": "label-moot-question",
}


def marked_body(shelf: Shelf, one: Linked, page: str) -> str:
    """Give the text with its links led to pages and its passages marked."""
    article, anchors = one.article, shelf.anchors[one.stem]
    passages = {
        annotation.id: _passage(shelf, one, annotation) for annotation in article.body.annotations
    }
    for statement in one.statements:
        kind = statement.annotation.kind
        what = "label-quotation" if kind is Kind.QUOTE else "label-reported"
        label = shelf.words.text(what, speaker=statement.name)
        is_shown = not statement.around and statement.section in shelf.settings.sections
        for part in statement.parts:
            passages[part.id] |= {"label": label}
            if is_shown:
                passages[part.id] |= {"href": f"#{statement.id}"}
    for name, (stem, question) in one.asks.items():
        href = shelf.link(stem, "questions", question, page)
        known = shelf.corpus.questions.get((stem, question))
        passages[name] |= {
            "label": shelf.words.text(_QUESTION_LABELS[known.status if known else "open"]),
            "href": href,
        }
    return sealed_body(
        article.source,
        article.body,
        (
            *link_edits(article.body.links, one.targets.get, page),
            *heading_edits(article.body, anchors.headings),
            *mark_edits(article.body.annotations, anchors, passages),
        ),
        shelf.words("footnote-back"),
    )


def _passage(shelf: Shelf, one: Linked, annotation: Annotation) -> Passage:
    """Say what is shown with a passage that has no card: where it is used, its notes, its source.

    Of one with a card only the doubt is shown, in a word.
    """
    words, anchors = shelf.words, shelf.anchors[one.stem]
    sections = shelf.settings.sections
    doubtful = annotation.get("doubtful")
    if annotation.kind in {Kind.QUOTE, Kind.SAID}:
        return {"doubted": words.text("passage-doubtful")} if doubtful else {}
    passage: Passage = {}
    if doubtful:
        passage["doubted"] = words.text("passage-doubtful-why", why=doubtful)
    if annotation.get("note"):
        passage["note"] = annotation.get("note")
    keys = annotation.get("source").replace(",", " ").split()
    sources = [(k, s) for k in keys if (s := one.article.fields.sources.get(k))]
    if sources:
        passage["source"] = words.listed(source.name for _, source in sources)
        before, after = words.around("passage-source", "source")
        passage |= {"source-before": before, "source-after": after}
        anchor = f"source-{sources[0][0]}" if len(sources) == 1 else "sources"
        passage["source-href"] = f"#{anchors.section(anchor)}" if "sources" in sections else ""
    points = (i for i, p in enumerate(one.article.fields.summary, 1) if annotation.id in p.evidence)
    number = next(points, 0) if "summary" in sections else 0
    if number and annotation.kind is Kind.FACT:
        passage |= {
            "label": words.text("label-summary"),
            "href": f"#{anchors.section(f'point-{number}')}",
        }
    return passage
