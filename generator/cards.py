"""Statements, evidence and questions as a page shows them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from generator.anchors import heading_of
from generator.checked import Check, State
from generator.fragments import text_fragment
from generator.targets import relative
from generator.variants import variant_view
from generator.views import Card, Evidence, SourceView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.corpus import Linked, Statement
    from generator.markdown import Safe
    from generator.model import Annotation
    from generator.schema import ArticleFields, SourceFields
    from generator.shelf import Shelf
    from generator.views import VariantView
    from generator.wording import Words

CUT = "[\N{HORIZONTAL ELLIPSIS}]"


def source_view(
    words: Words, source: SourceFields, checked: str = "", anchor: str = ""
) -> SourceView:
    """Show a source."""
    return SourceView(
        source.name,
        source.title or "",
        source.publisher or "",
        source.author or "",
        source.url or "",
        words.day(source.published) if source.published else "",
        words.day(source.retrieved) if source.retrieved else "",
        checked,
        anchor,
    )


def card(shelf: Shelf, statement: Statement, page: str) -> Card:
    """Show a statement on a page."""
    first = statement.annotation
    one = shelf.by_stem[statement.stem]
    anchor = one.anchor_of(statement, shelf.settings.sections)
    mark = f"#{anchor}" if anchor else ""
    check = shelf.checks.get((statement.stem, first.id), Check())
    url = statement.source.url if statement.source else None
    speaker, fields = statement.speaker, one.article.fields
    doubt = one.doubt(first)
    inner = tuple(
        card(shelf, within, page) for within in shelf.inner.get((statement.stem, first.id), ())
    )
    return Card(
        id=first.id,
        kind=first.kind,
        heading=heading_of(first.id),
        parts=tuple(part.paragraphs or (part.words,) for part in statement.parts),
        speaker=statement.name,
        speaker_key=speaker.key if speaker else "",
        speaker_href=relative(f"people/{speaker.key}.md", page) if speaker else "",
        role=statement.role,
        addressee=statement.addressee,
        addressee_href=relative(f"people/{statement.addressee_key}.md", page)
        if statement.addressee_key
        else "",
        at=first.get("at"),
        date=shelf.words.day(statement.date),
        source=source_view(shelf.words, statement.source) if statement.source else None,
        place=shelf.place(statement.stem, first.id, page),
        permalink=relative(f"briefings/{statement.stem}.md{mark}", page),
        fragment=text_fragment(url, first.words) if url and first.kind == "quote" else "",
        language=shelf.words.language_name(statement.translated),
        note=first.get("note"),
        doubtful=doubt
        or (not any(one.doubtful for one in inner) and one.doubt_of(statement))
        or "",
        variants=_variants(shelf.words, statement),
        state=check.state if first.kind == "quote" else "",
        state_note=check_note(shelf.words, check),
        briefing=fields.title,
        report=report_link(shelf, statement.stem, anchor),
        inner=tuple(_within(within, doubt) for within in inner),
        lang=fields.lang or "",
        cite=_citation(shelf, statement),
        address=shelf.address(statement.stem, anchor),
        quoted_by=shelf.by_stem[statement.stem].quoting(statement),
    )


def _within(inner: Card, doubt: str) -> Card:
    """Show a quotation within another, of which the same doubt is told once."""
    return replace(inner, doubtful="") if inner.doubtful == doubt else inner


def check_note(words: Words, check: Check) -> Safe:
    """Say what a comparison found, or why there was none."""
    if check.state is State.NOT_CHECKED:
        return words(f"not-checked-{check.why}")
    text = words("text-of", source=check.text_name) if check.text_name else words("text-of-source")
    note = words(f"state-note-{check.state.replace(' ', '-')}", text=text)
    if not check.recorded:
        return note
    return words("recorded-on", note=note, date=words.day(check.recorded))


def _variants(words: Words, statement: Statement) -> tuple[VariantView, ...]:
    return tuple(
        variant_view(v.words, v.text, source_view(words, v.source))
        for v in statement.variants
        if v.source
    )


def _citation(shelf: Shelf, statement: Statement) -> Safe:
    """Say how to cite a quotation: who, when, from which source, and where it stands here."""
    words = shelf.words
    values = {
        "speaker": statement.name,
        "date": words.day(statement.date),
        "briefing": citation(shelf, shelf.by_stem[statement.stem].article.fields),
    }
    if statement.source:
        return words("cite-quotation-source", source=statement.source.name, **values)
    return words("cite-quotation", **values)


def citation(shelf: Shelf, fields: ArticleFields) -> Safe:
    """Say how to cite a briefing."""
    words = shelf.words
    date = words.day(fields.date)
    if fields.updated:
        date = words("cite-updated", date=date, updated=words.day(fields.updated))
    title = words("cite-title", title=words.said(fields.title, shelf.language_of(fields)))
    named = [shelf.settings.site_name] if shelf.settings.site_name else []
    work = words.list_of([title, *named, date])
    if not fields.authors:
        return work
    return words("cite-authors", authors=words.list_of(fields.authors), work=work)


def report_link(shelf: Shelf, stem: str, name: str = "") -> str:
    """Address for reporting an error in a briefing or at a quotation of it."""
    link = shelf.settings.corrections_link
    if not link:
        return ""
    mark = f"#{name}" if name else ""
    address = quote(shelf.address(stem, name) or f"briefings/{stem}/{mark}", safe="")
    if "{address}" in link:
        return link.replace("{address}", address)
    if link.startswith("mailto:"):
        return f"{link}{'&' if '?' in link else '?'}subject={address}"
    return link


def evidence(
    shelf: Shelf, stem: str, names: Iterable[str], page: str, first: int = 1
) -> tuple[Evidence, ...]:
    """Show annotations as numbered marks that lead to their places."""
    found = (shelf.annotations.get((stem, name)) for name in names)
    return tuple(
        _mark(shelf, stem, annotation, page, number)
        for number, annotation in enumerate((a for a in found if a), first)
    )


def _mark(shelf: Shelf, stem: str, annotation: Annotation, page: str, number: int) -> Evidence:
    """Show one annotation as a mark; the id of a quotation means all its parts."""
    one = shelf.by_stem[stem]
    statement = one.by_part.get(annotation.id)
    mark = passage_mark(shelf, stem, annotation, page, number)
    return replace(
        mark,
        parts=tuple(part.words for part in statement.parts)
        if statement and statement.id == annotation.id
        else mark.parts,
        title="" if page == f"briefings/{stem}.md" else one.article.fields.title,
    )


def passage_mark(
    shelf: Shelf, stem: str, annotation: Annotation, page: str, number: int
) -> Evidence:
    """Show a passage as a mark: as words of the article's, or of the statement that it is of."""
    one = shelf.by_stem[stem]
    own = one.by_part.get(annotation.id)
    statement = own or next(one.around(annotation), None)
    mark = Evidence(
        number,
        shelf.place(stem, annotation.id, page),
        (annotation.words,),
        annotation.kind,
        lang=one.article.fields.lang or "",
        doubtful=one.is_doubted(own) if own else bool(one.doubt(annotation)),
    )
    if statement is None:
        return mark
    return replace(
        mark,
        parts=mark.parts if own else (_cut_from(one, statement, annotation),),
        kind=statement.annotation.kind,
        speaker=statement.name,
        date=shelf.words.day(statement.date),
        quoted_by=one.quoting(statement),
    )


def _cut_from(one: Linked, statement: Statement, annotation: Annotation) -> str:
    """Give a passage within a statement, with marks where the statement goes on beside it."""
    text, (start, end) = one.article.source.text, annotation.passage
    part = next(p for p in statement.parts if p.passage.start <= start < p.passage.end)
    behind = text[max(end, annotation.markup.end) : part.passage.end]
    above = annotation.parent
    while above is not None:  # attributes are no words
        outer = one.article.body.annotations[above]
        behind, above = behind.replace(text[slice(*outer.markup)], ""), outer.parent
    before = f"{CUT} " if _has_words(text[part.passage.start : start]) else ""
    return f"{before}{annotation.words}{f' {CUT}' if _has_words(behind) else ''}"


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))
