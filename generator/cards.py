"""Statements, evidence and questions as a page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from generator.anchors import Anchors, heading_of
from generator.checked import Check
from generator.corpus import Corpus, Linked, Question, Statement
from generator.dates import in_words
from generator.fragments import text_fragment
from generator.model import Kind
from generator.targets import relative
from generator.views import (
    AnswerView,
    Card,
    Difference,
    Evidence,
    QuestionView,
    SourceView,
    VariantView,
)
from generator.words import differences

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.model import Annotation
    from generator.schema import SourceFields
    from generator.settings import Settings

LANGUAGES = {
    "ar": "Arabic", "be": "Belarusian", "de": "German", "en": "English", "es": "Spanish",
    "fa": "Persian", "fr": "French", "he": "Hebrew", "hu": "Hungarian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "pl": "Polish", "pt": "Portuguese", "ru": "Russian",
    "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip


SECTION_OF = {Kind.QUOTE: "quotes", Kind.SAID: "reported"}
"""The sections in which statements have their cards."""


@dataclass(frozen=True)
class Shelf:
    """The corpus with what every page needs to point into it."""

    corpus: Corpus
    by_stem: Mapping[str, Linked]
    by_speaker: Mapping[str, tuple[Statement, ...]]
    by_story: Mapping[str, tuple[Linked, ...]]
    annotations: Mapping[tuple[str, str], Annotation]
    anchors: Mapping[str, Anchors]
    checks: Mapping[tuple[str, str], Check]
    settings: Settings

    @classmethod
    def of(
        cls, corpus: Corpus, checks: Mapping[tuple[str, str], Check], settings: Settings
    ) -> Shelf:
        """Index a corpus."""
        by_stem = {one.stem: one for one in corpus.articles}
        by_speaker: dict[str, list[Statement]] = {}
        by_story: dict[str, list[Linked]] = {}
        annotations: dict[tuple[str, str], Annotation] = {}
        for one in corpus.articles:
            if one.article.fields.story:
                by_story.setdefault(one.article.fields.story, []).append(one)
            for statement in one.statements:
                if statement.speaker:
                    by_speaker.setdefault(statement.speaker.key, []).append(statement)
            annotations |= {(one.stem, a.id): a for a in one.article.body.annotations}
        return cls(
            corpus,
            by_stem,
            {key: tuple(found) for key, found in by_speaker.items()},
            {key: tuple(found) for key, found in by_story.items()},
            annotations,
            {one.stem: Anchors.of(one.article) for one in corpus.articles},
            checks,
            settings,
        )

    def place(self, stem: str, name: str, page: str) -> str:
        """Link to the place of an annotation in its article."""
        return self.link(stem, "article", self.anchors[stem].places[name], page)

    def link(self, stem: str, section: str, anchor: str, page: str) -> str:
        """Link to an anchor on a briefing's page, or to the page if its section is left out."""
        mark = f"#{anchor}" if section in self.settings.sections else ""
        return relative(f"briefings/{stem}.md{mark}", page)


def source_view(source: SourceFields, checked: str = "") -> SourceView:
    """Show a source."""
    return SourceView(
        source.name,
        source.title or "",
        source.publisher or "",
        source.author or "",
        source.url or "",
        in_words(source.published) if source.published else "",
        in_words(source.retrieved) if source.retrieved else "",
        checked,
    )


def card(shelf: Shelf, statement: Statement, page: str) -> Card:
    """Show a statement on a page."""
    first = statement.annotation
    place = shelf.place(statement.stem, first.id, page)
    check = shelf.checks.get((statement.stem, first.id), Check())
    url = statement.source.url if statement.source else None
    words = tuple(part.words for part in statement.parts)
    speaker = statement.speaker
    return Card(
        id=first.id,
        kind=first.kind,
        heading=heading_of(first.id),
        parts=words,
        speaker=statement.name,
        speaker_key=speaker.key if speaker else "",
        speaker_href=relative(f"people/{speaker.key}.md", page) if speaker else "",
        role=statement.role,
        addressee=statement.addressee,
        addressee_href=relative(f"people/{statement.addressee_key}.md", page)
        if statement.addressee_key
        else "",
        at=first.get("at"),
        date=in_words(statement.date),
        source=source_view(statement.source) if statement.source else None,
        place=place,
        permalink=place
        if statement.nested
        else shelf.link(statement.stem, SECTION_OF[first.kind], first.id, page),
        fragment=text_fragment(url, words[0]) if url and first.kind == "quote" else "",
        language=_language(first.get("translated")),
        note=first.get("note"),
        doubtful=first.get("doubtful"),
        variants=tuple(
            VariantView(
                tuple(Difference(*part) for part in differences(variant.words, variant.text)),
                source_view(variant.source),
            )
            for variant in statement.variants
            if variant.source
        ),
        state=check.state if first.kind == "quote" else "",
        state_note=check.note,
        briefing=shelf.by_stem[statement.stem].article.fields.title,
        report=report_link(shelf.settings, statement.stem, first.id),
    )


def report_link(settings: Settings, stem: str, name: str = "") -> str:
    """Address for reporting an error in a briefing or at a quotation of it."""
    link = settings.corrections_link
    if not link:
        return ""
    address = f"briefings/{stem}/" + (f"#{name}" if name else "")
    if link.startswith("mailto:"):
        mark = "&" if "?" in link else "?"
        return f"{link}{mark}subject={quote(address, safe='')}"
    return link


def _language(tag: str) -> str:
    return LANGUAGES.get(tag.partition("-")[0].lower(), tag) if tag else ""


def evidence(
    shelf: Shelf, stem: str, names: Iterable[str], page: str, first: int = 1
) -> tuple[Evidence, ...]:
    """Show annotations as numbered marks that lead to their places."""
    found = (shelf.annotations.get((stem, name)) for name in names)
    return tuple(
        Evidence(number, shelf.place(stem, a.id, page), a.words, a.kind)
        for number, a in enumerate((a for a in found if a), first)
    )


def question_view(shelf: Shelf, question: Question, page: str, *, own: bool) -> QuestionView:
    """Show a question; `own` on the page of the article that asked it, where it has its address."""
    asked_by = shelf.by_stem[question.stem].article
    anchor = question.id if own else ""
    return QuestionView(
        ask=question.ask,
        status=question.status,
        since=in_words(question.asked),
        href=shelf.link(question.stem, "questions", question.id, page),
        anchor=anchor,
        heading=heading_of(question.id) if own else "",
        resolves_when=question.resolves_when,
        asked_by="" if own else asked_by.fields.title,
        gaps=tuple(
            Evidence(
                number,
                shelf.place(gap.stem, gap.annotation.id, page),
                gap.annotation.words,
                "gap",
            )
            for number, gap in enumerate(question.gaps, 1)
        ),
        answers=tuple(
            AnswerView(
                answer.fields.status,
                answer.fields.text or "",
                in_words(answer.date),
                shelf.by_stem[answer.stem].article.fields.title,
                relative(f"briefings/{answer.stem}.md", page),
                evidence(shelf, answer.stem, answer.fields.evidence, page),
                page == f"briefings/{answer.stem}.md",
            )
            for answer in question.answers
        ),
    )
