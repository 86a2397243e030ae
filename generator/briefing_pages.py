"""Pages of briefings: what an article says, who says it, and what it leaves open."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from generator.addresses import GUIDE
from generator.cards import card, citation, evidence, report_link, source_view
from generator.checked import Check, State
from generator.entries import entry
from generator.key_quotations import key_quotations
from generator.lists import topic_page
from generator.markdown import Safe
from generator.marked_bodies import marked_body
from generator.model import Kind
from generator.question_views import count_open, question_view
from generator.slugs import slug
from generator.targets import image_of, relative
from generator.views import (
    BriefingView,
    Card,
    Entry,
    PageView,
    PersonView,
    Point,
    QuestionView,
    Section,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.corpus import Linked
    from generator.shelf import Shelf
    from generator.views import SourceView
    from generator.wording import Value

    Neighbours = tuple[Linked | None, Linked | None]

WORDS_A_MINUTE = 230
FACTS_AS_SUMMARY = 5


def briefing_pages(shelf: Shelf) -> Iterator[PageView]:
    """Give the page of each article."""
    neighbours = _neighbours(shelf)
    for one in shelf.corpus.articles:
        yield _page(shelf, one, neighbours.get(one.stem, (None, None)))


def _neighbours(shelf: Shelf) -> dict[str, Neighbours]:
    """Map each article of a story to those before and after it."""
    return {
        one.stem: (before, after)
        for thread in (thread.articles for thread in shelf.corpus.threads.values())
        for before, one, after in zip([None, *thread], thread, [*thread[1:], None], strict=False)
    }


def _page(shelf: Shelf, one: Linked, neighbours: Neighbours) -> PageView:
    page = f"briefings/{one.stem}.md"
    fields = one.article.fields
    shelf = shelf.speaking(fields.lang)
    return PageView(
        template="briefing.md.jinja",
        path=page,
        title=fields.title,
        values={"briefing": _briefing(shelf, one, page, neighbours)},
        description=fields.description or "",
        date=fields.last_change.isoformat(),
        author_path=one.article.source.content_path,
        language=shelf.catalogue.other(shelf.words.language),
    )


def _briefing(shelf: Shelf, one: Linked, page: str, neighbours: Neighbours) -> BriefingView:
    fields = one.article.fields
    points, own_words = _points(shelf, one, page)
    key, others = _quotations(shelf, one, page)
    reported = tuple(card(shelf, s, page) for s in one.cards(Kind.SAID))
    questions = _questions(shelf, one, page)
    before, after = neighbours
    answered = _answered(shelf, one, page)
    sources = _sources(shelf, one)
    unsettled = (q for q in (*questions, *answered) if not q.is_settled)
    unresolved = tuple(sorted(unsettled, key=lambda q: q.status))  # "open" comes first
    return BriefingView(
        title=fields.title,
        date=shelf.words.day(fields.date),
        updated=shelf.words.day(fields.updated) if fields.updated else "",
        description=fields.description or "",
        authors=shelf.words.list_of(fields.authors),
        language=fields.lang or "",
        reading_minutes=max(1, math.ceil(one.article.body.word_count / WORDS_A_MINUTE)),
        source=sources[0] if sources else None,
        counts=_counts(shelf, one, len(key) + len(others), len(reported), unresolved),
        checked=_checked(shelf, one),
        sections=_sections(shelf, one, is_settled=not unresolved),
        points=points,
        points_are_own_words=own_words,
        key_cards=key,
        other_cards=others,
        reported=reported,
        questions=questions,
        answered=answered,
        unresolved=unresolved,
        story=Entry(
            shelf.corpus.threads[fields.story].title,
            relative(f"stories/{fields.story}.md", page),
        )
        if fields.story
        else None,
        before=entry(shelf, before, page) if before else None,
        after=entry(shelf, after, page) if after else None,
        people=_people(shelf, one, page),
        body=marked_body(shelf, one, page),
        sources=sources,
        corrections=tuple(
            Entry("", "", shelf.words.day(correction.date), correction.text)
            for correction in fields.corrections
        ),
        topics=tuple(
            Entry(topic, relative(topic_page(slug(topic)), page)) for topic in fields.topics
        ),
        guide=relative(GUIDE, page),
        image=_image(one, page),
        report=report_link(shelf, one.stem),
        cite=citation(shelf, fields),
        address=shelf.address(one.stem),
    )


def _counts(
    shelf: Shelf, one: Linked, quotations: int, reported: int, questions: Iterable[QuestionView]
) -> tuple[Entry, ...]:
    """Count what the page shows, each with a link to its section (if the page has it)."""
    words = shelf.words
    counted = (
        ("quotes", words.text("count-quotations", n=quotations) if quotations else ""),
        ("reported", words.text("count-reported", n=reported) if reported else ""),
        ("questions", count_open(words, (question.status for question in questions))),
    )
    anchors, shown = shelf.anchors[one.stem], shelf.settings.sections
    return tuple(
        Entry(text, f"#{anchors.section(section)}" if section in shown else "")
        for section, text in counted
        if text
    )


def _checked(shelf: Shelf, one: Linked) -> Safe:
    """Say how many quotations were compared with which stored text."""
    cards = one.cards(Kind.QUOTE)
    checks = [shelf.checks.get((one.stem, statement.id), Check()) for statement in cards]
    done = [check for check in checks if check.state is not State.NOT_CHECKED]
    if not checks:
        return Safe()
    if not done:
        return shelf.words("not-yet-compared")
    names = dict.fromkeys(check.text_name for check in done if check.text_name)
    recorded = [check.recorded for check in done if check.recorded]
    values: dict[str, Value] = {"done": len(done), "total": len(checks)}
    values["names"] = shelf.words.list_of(names)
    if recorded:
        values["date"] = shelf.words.day(max(recorded))
    if 0 < len(recorded) < len(done):
        return shelf.words("checked-partly-recorded", recorded=len(recorded), **values)
    return shelf.words("checked-recorded" if recorded else "checked", **values)


def _sections(shelf: Shelf, one: Linked, *, is_settled: bool) -> tuple[Section, ...]:
    """Name the sections; no title speaks of open questions or corrections that are not there."""
    messages = {name: f"section-{name}" for name in shelf.settings.sections}
    if is_settled:
        messages["questions"] = "section-questions-settled"
    if not one.article.fields.corrections:
        messages["sources"] = "section-sources-alone"
    renamed, anchors = dict(shelf.settings.titles), shelf.anchors[one.stem]
    return tuple(
        Section(name, renamed.get(name) or shelf.words.text(messages[name]), anchors.section(name))
        for name in shelf.settings.sections
    )


def _points(shelf: Shelf, one: Linked, page: str) -> tuple[tuple[Point, ...], bool]:
    """Give the summary: the author's points, or else the article's statements as they stand."""
    points: list[Point] = []
    number = 1
    for point in one.article.fields.summary:
        marks = evidence(shelf, one.stem, point.evidence, page, number)
        number += len(marks)
        anchor = shelf.anchors[one.stem].section(f"point-{len(points) + 1}")
        points.append(Point(point.text, marks, anchor))
    if points:
        return tuple(points), False
    facts = one.article.body.own_facts[:FACTS_AS_SUMMARY]
    return (
        tuple(
            Point(fact.words, evidence(shelf, one.stem, [fact.id], page, index))
            for index, fact in enumerate(facts, 1)
        ),
        True,
    )


def _quotations(shelf: Shelf, one: Linked, page: str) -> tuple[tuple[Card, ...], tuple[Card, ...]]:
    """Divide the quotations into key quotations and others."""
    key = key_quotations(one, shelf.settings.key_quotations)
    chosen = {s.id for s in key}
    others = [s for s in one.cards(Kind.QUOTE) if s.id not in chosen]
    return (
        tuple(card(shelf, s, page) for s in key),
        tuple(card(shelf, s, page) for s in others),
    )


def _questions(shelf: Shelf, one: Linked, page: str) -> tuple[QuestionView, ...]:
    """Give the article's own questions, then those of others that it shows to be open still."""
    own = one.questions
    others = [name for name in dict.fromkeys(one.asks.values()) if name not in own]
    known = shelf.corpus.questions
    return tuple(
        question_view(shelf, known[name], page, own=name in own)
        for name in (*own, *others)
        if name in known
    )


def _answered(shelf: Shelf, one: Linked, page: str) -> tuple[QuestionView, ...]:
    """Give the questions of earlier articles that this one answers, wholly or partly."""
    known = shelf.corpus.questions
    names = dict.fromkeys(name for name, _ in one.answers if name[0] != one.stem)
    return tuple(
        question_view(shelf, known[name], page, own=False) for name in names if name in known
    )


def _people(shelf: Shelf, one: Linked, page: str) -> tuple[PersonView, ...]:
    day = one.article.fields.date
    roles = {s.speaker.key: s.role for s in reversed(one.statements) if s.speaker}
    return tuple(
        PersonView(
            shelf.corpus.speakers[key].name,
            relative(f"people/{key}.md", page),
            shelf.words.listed(shelf.corpus.speakers[key].roles_on(day)) or roles.get(key, ""),
        )
        for key in one.people
        if key in shelf.corpus.speakers
    )


def _sources(shelf: Shelf, one: Linked) -> tuple[SourceView, ...]:
    found = []
    for key, source in one.article.fields.sources.items():
        quotations = [s for s in one.cards(Kind.QUOTE) if s.source_key == key]
        done = [
            s
            for s in quotations
            if shelf.checks.get((one.stem, s.id), Check()).state is not State.NOT_CHECKED
        ]
        counts = {"done": len(done), "total": len(quotations)}
        checked = shelf.words.text("source-checked", **counts) if done else ""
        anchor = shelf.anchors[one.stem].section(f"source-{key}")
        found.append(source_view(shelf.words, source, checked, anchor))
    return tuple(found)


def _image(one: Linked, page: str) -> dict[str, str]:
    image, target = one.article.fields.image, image_of(one)
    if not (image and target):
        return {}
    return {"src": relative(target, page), "alt": image.alt, "credit": image.credit or ""}
