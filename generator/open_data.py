"""The record as open data: what is said, asked and answered, for programs. Corpus -> records.

Lists are sorted by date, then id. Quotations and reported speech are never in one list.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.checked import Check
from generator.data_forms import (
    Answer,
    Briefing,
    Checked,
    Correction,
    Gap,
    OpenQuestion,
    Person,
    Point,
    Quotation,
    Reported,
    Role,
    Source,
    Step,
    Variant,
)
from generator.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.corpus import Corpus, Linked, Speaker, Statement
    from generator.ledger import Question
    from generator.model import Annotation
    from generator.schema import SourceFields
    from generator.settings import Settings

    Checks = Mapping[tuple[str, str], Check]


@dataclass(frozen=True)
class Record:
    """All that is published of a corpus as data."""

    briefings: tuple[Briefing, ...]
    quotations: tuple[Quotation, ...]
    questions: tuple[OpenQuestion, ...]
    people: tuple[Person, ...]


@dataclass(frozen=True)
class _Site:
    base: str
    sections: tuple[str, ...]

    def address(self, stem: str, anchor: str = "") -> str:
        return f"{self.base}briefings/{stem}/{f'#{anchor}' if anchor else ''}"


def record_of(corpus: Corpus, checks: Checks, settings: Settings) -> Record:
    """Give the record of a corpus; without an address of the site addresses are relative to it."""
    base = f"{settings.site_url.rstrip('/')}/" if settings.site_url else ""
    site = _Site(base, settings.sections)
    said = [(one, s) for one in corpus.articles for s in one.statements]
    quotations = [
        _quotation(one, s, checks, site) for one, s in said if s.annotation.kind is Kind.QUOTE
    ]
    questions = [_question(q, corpus.by_stem, site) for q in corpus.questions.values()]
    counts = Counter((s.speaker.key, s.annotation.kind) for _, s in said if s.speaker)
    return Record(
        tuple(_briefing(one, site) for one in corpus.articles),
        tuple(sorted(quotations, key=lambda q: (q.date, q.id))),
        tuple(sorted(questions, key=lambda q: (q.asked, q.id))),
        tuple(_person(speaker, counts, site) for _, speaker in sorted(corpus.speakers.items())),
    )


def _name(stem: str, name: str) -> str:
    return f"{stem}#{name}"


def _source(key: str, source: SourceFields | None) -> Source | None:
    if source is None:
        return None
    return Source(
        key=key,
        title=source.title,
        publisher=source.publisher,
        author=source.author,
        url=source.url,
        published=source.published,
        retrieved=source.retrieved,
    )


def _spoken(one: Linked, statement: Statement, site: _Site) -> dict[str, Any]:
    """Give what quotations and reported speech have in common."""
    first = statement.annotation
    return {
        "id": _name(one.stem, statement.id),
        "url": site.address(one.stem, one.anchor_of(statement, site.sections)),
        "briefing": one.stem,
        "parts": tuple(part.words for part in statement.parts),
        "language": one.article.fields.lang,
        "speaker": statement.speaker.key if statement.speaker else None,
        "name": statement.name,
        "role": statement.role or None,
        "to": statement.addressee or None,
        "at": first.get("at") or None,
        "date": statement.date,
        "source": _source(statement.source_key, statement.source),
        "note": first.get("note") or None,
        "doubtful": one.doubt_of(statement) or None,
        "within": _within(one, first),
        "quoted_by": one.quoting(statement) or None,
    }


def _quotation(one: Linked, statement: Statement, checks: Checks, site: _Site) -> Quotation:
    check = checks.get((one.stem, statement.id), Check())
    recorded = dt.date.fromisoformat(check.recorded) if check.recorded else None
    return Quotation(
        **_spoken(one, statement, site),
        translated=statement.translated or None,
        check=Checked(state=check.state, against=check.text_name or None, recorded=recorded),
        variants=tuple(
            Variant(text=v.text, source=_source(v.source_key, v.source)) for v in statement.variants
        ),
    )


def _briefing(one: Linked, site: _Site) -> Briefing:
    fields = one.article.fields
    sources = (_source(key, source) for key, source in fields.sources.items())
    by_kind = {
        kind: [s for s in one.statements if s.annotation.kind is kind]
        for kind in (Kind.QUOTE, Kind.SAID)
    }
    return Briefing(
        name=one.stem,
        url=site.address(one.stem),
        title=fields.title,
        date=fields.date,
        updated=fields.updated,
        description=fields.description,
        language=fields.lang,
        story=fields.story,
        topics=fields.topics,
        authors=fields.authors,
        summary=tuple(Point(text=p.text, evidence=p.evidence) for p in fields.summary),
        quotations=tuple(_name(one.stem, s.id) for s in by_kind[Kind.QUOTE]),
        reported=tuple(Reported(**_spoken(one, s, site)) for s in by_kind[Kind.SAID]),
        questions=tuple(_name(*name) for name in one.questions),
        answers=tuple(dict.fromkeys(_name(*name) for name, _ in one.answers)),
        sources=tuple(filter(None, sources)),
        corrections=tuple(Correction(date=c.date, text=c.text) for c in fields.corrections),
    )


def _within(one: Linked, annotation: Annotation) -> str | None:
    """Give the id of the innermost statement that a passage stands in."""
    return next((_name(one.stem, outer.id) for outer in one.around(annotation)), None)


def _question(question: Question, by_stem: Mapping[str, Linked], site: _Site) -> OpenQuestion:
    one = by_stem[question.stem]
    return OpenQuestion(
        id=_name(*question.name),
        url=site.address(one.stem, one.anchor_of_question(question, site.sections)),
        briefing=question.stem,
        ask=question.ask,
        asked=question.asked,
        story=question.story or None,
        status=question.status,
        resolves_when=question.resolves_when or None,
        gaps=tuple(
            Gap(
                briefing=gap.stem,
                date=gap.date,
                words=gap.annotation.words,
                within=_within(by_stem[gap.stem], gap.annotation),
            )
            for gap in question.gaps
        ),
        answers=tuple(
            Answer(
                briefing=answer.stem,
                date=answer.date,
                status=answer.fields.status,
                text=answer.fields.text,
                evidence=answer.fields.evidence,
            )
            for answer in question.answers
        ),
        history=tuple(
            Step(briefing=step.stem, date=step.date, what=step.what) for step in question.history
        ),
        settled_after=question.settled_after,
    )


def _person(speaker: Speaker, counts: Counter[tuple[str, Kind]], site: _Site) -> Person:
    fields = speaker.record.fields if speaker.record else None
    return Person(
        key=speaker.key,
        url=f"{site.base}people/{speaker.key}/",
        name=speaker.name,
        kind=fields.kind if fields else None,
        aliases=fields.aliases if fields else (),
        roles=tuple(_roles(speaker)),
        links=dict(fields.links) if fields else {},
        quotations=counts[speaker.key, Kind.QUOTE],
        reported=counts[speaker.key, Kind.SAID],
    )


def _roles(speaker: Speaker) -> Iterator[Role]:
    for role in speaker.record.fields.roles if speaker.record else ():
        yield Role(title=role.title, since=role.since, until=role.until)
