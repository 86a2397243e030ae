"""Pages that list: home, topics, stories, people, questions."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from generator.addresses import DATA, GUIDE, LISTS, SEARCH, topic_page
from generator.anchors import Anchors
from generator.archive import archive_pages
from generator.bodies import heading_edits, link_edits, sealed_body
from generator.cards import Shelf, card, question_view
from generator.data_files import IN_ONE
from generator.entries import entries, newest
from generator.model import Kind
from generator.targets import relative
from generator.views import Entry, PageView, PersonView, QuestionView, StoryEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.corpus import Question, Speaker
    from generator.model import Person, Story
    from generator.schema import RoleFields
    from generator.wording import Words


def list_pages(shelf: Shelf) -> Iterator[PageView]:
    """Give all pages that list something, and the one that explains what they show."""
    articles = shelf.corpus.articles
    yield _home(shelf)
    yield from archive_pages(shelf)
    yield from _topics(shelf)
    yield from _stories(shelf)
    yield from _people(shelf)
    yield _questions(shelf)
    yield _search(shelf)
    yield _data(shelf)
    guide = shelf.words.text("guide")
    yield PageView("how-to-read.md.jinja", GUIDE, guide, {}, date=newest(articles))


def _search(shelf: Shelf) -> PageView:
    """Give the page of the search: without scripts it says where else to look."""
    lists: dict[str, object] = {name: relative(f"{name}/index.md", SEARCH) for name in LISTS}
    title, day = shelf.words.text("search"), newest(shelf.corpus.articles)
    return PageView("search.md.jinja", SEARCH, title, lists, date=day)


def _data(shelf: Shelf) -> PageView:
    """Lead to the files of the open data; of quotations there is no CSV file if they are many."""
    articles = shelf.corpus.articles
    kinds = Counter(s.annotation.kind for one in articles for s in one.statements)
    csv, title = kinds[Kind.QUOTE] <= IN_ONE, shelf.words.text("open-data")
    return PageView("data.md.jinja", DATA, title, {"csv": csv}, date=newest(articles))


def _home(shelf: Shelf) -> PageView:
    page = "index.md"
    articles, unsettled = shelf.corpus.articles, _open_questions(shelf)
    return PageView(
        "home.md.jinja",
        page,
        shelf.settings.site_name,
        {
            "description": shelf.settings.site_description,
            "briefings": entries(shelf, articles[-shelf.settings.newest :], page),
            "total": len(articles),
            "archive": relative("archive/index.md", page),
            "stories": _story_entries(shelf, page),
            "answered": _newly_answered(shelf, page),
            "questions": tuple(
                question_view(shelf, question, page, own=False)
                for question in unsettled[: shelf.settings.featured_questions]
            ),
            "unsettled": len(unsettled),
            "ledger": relative("questions/index.md", page),
        },
        date=newest(articles),
    )


def _topics(shelf: Shelf) -> Iterator[PageView]:
    page = "topics/index.md"
    listed = tuple(
        Entry(
            topic.name,
            relative(topic_page(topic.key), page),
            count=shelf.words.text("count-briefings", n=len(topic.articles)),
        )
        for topic in shelf.corpus.topics
    )
    latest = newest(shelf.corpus.articles)
    yield PageView(
        "list.md.jinja",
        page,
        shelf.words.text("topics"),
        {"entries": listed, "intro": ""},
        date=latest,
    )
    for topic in shelf.corpus.topics:
        path = topic_page(topic.key)
        yield PageView(
            "list.md.jinja",
            path,
            shelf.words.text("topic", topic=topic.name),
            {"entries": entries(shelf, topic.articles, path), "intro": ""},
            date=newest(topic.articles),
        )


def _story_entries(shelf: Shelf, page: str) -> tuple[StoryEntry, ...]:
    """List the stories with their state."""
    unsettled = Counter(question.story for question in _open_questions(shelf))
    return tuple(
        StoryEntry(
            thread.title,
            relative(f"stories/{key}.md", page),
            briefings=len(thread.articles),
            unsettled=unsettled[key],
            latest=next(iter(entries(shelf, thread.articles[-1:], page)), None),
        )
        for key, thread in shelf.corpus.threads.items()
    )


def _newly_answered(shelf: Shelf, page: str) -> tuple[QuestionView, ...]:
    """Give the questions that were answered last, each with its last answer."""
    found = [q for q in shelf.corpus.questions.values() if q.status == "answered"]
    ordered = sorted(found, key=lambda q: (q.answers[-1].date, q.name), reverse=True)
    shown = (question_view(shelf, question, page, own=False) for question in ordered)
    return tuple(
        replace(view, answers=view.answers[-1:])
        for view in islice(shown, shelf.settings.featured_questions)
    )


def _stories(shelf: Shelf) -> Iterator[PageView]:
    page = "stories/index.md"
    unsettled: dict[str, list[Question]] = defaultdict(list)
    for question in _open_questions(shelf):
        unsettled[question.story].append(question)
    latest = newest(shelf.corpus.articles)
    stories = _story_entries(shelf, page)
    yield PageView(
        "stories.md.jinja", page, shelf.words.text("stories"), {"stories": stories}, date=latest
    )
    for key, thread in shelf.corpus.threads.items():
        path = f"stories/{key}.md"
        yield PageView(
            "story.md.jinja",
            path,
            thread.title,
            {
                "note": _note(shelf, thread.record, path),
                "entries": tuple(reversed(entries(shelf, thread.articles, path))),
                "questions": tuple(
                    question_view(shelf, q, path, own=False) for q in unsettled[key]
                ),
            },
            date=newest(thread.articles) or latest,
            author_path=thread.record.source.content_path if thread.record else "",
        )


def _note(shelf: Shelf, record: Person | Story | None, page: str) -> str:
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


def _people(shelf: Shelf) -> Iterator[PageView]:
    page = "people/index.md"
    speakers = sorted(shelf.corpus.speakers.values(), key=lambda s: (s.name.casefold(), s.key))
    today = shelf.corpus.today
    people = tuple(
        PersonView(
            speaker.name,
            relative(f"people/{speaker.key}.md", page),
            shelf.words.listed(speaker.roles_on(today)) if today else "",
            shelf.words.text("count-statements", n=len(shelf.by_speaker.get(speaker.key, ()))),
        )
        for speaker in speakers
    )
    latest = newest(shelf.corpus.articles)
    yield PageView(
        "people.md.jinja", page, shelf.words.text("people"), {"people": people}, date=latest
    )
    for speaker in speakers:
        yield _person(shelf, speaker)


def _person(shelf: Shelf, speaker: Speaker) -> PageView:
    page = f"people/{speaker.key}.md"
    statements = sorted(
        shelf.by_speaker.get(speaker.key, ()), key=lambda s: (s.date, s.stem), reverse=True
    )
    said_in = {s.stem for s in statements}
    record = speaker.record
    fields = record.fields if record else None
    return PageView(
        "person.md.jinja",
        page,
        speaker.name,
        {
            "name": speaker.name,
            "aliases": shelf.words.list_of(fields.aliases) if fields else "",
            "roles": tuple(_role(shelf.words, role) for role in fields.roles) if fields else (),
            "links": tuple(Entry(*link) for link in fields.addresses.items()) if fields else (),
            "note": _note(shelf, record, page),
            "quotations": tuple(
                card(shelf, s, page) for s in statements if s.annotation.kind is Kind.QUOTE
            ),
            "reported": tuple(
                card(shelf, s, page) for s in statements if s.annotation.kind is Kind.SAID
            ),
        },
        date=newest(shelf.by_stem[stem] for stem in said_in) or newest(shelf.corpus.articles),
        author_path=record.source.content_path if record else "",
    )


def _role(words: Words, role: RoleFields) -> Entry:
    """Show a role with the time for which it was held."""
    since = words.day(str(role.since)) if role.since else ""
    until = words.day(str(role.until)) if role.until else ""
    if since and until:
        return Entry(role.title, "", words.text("role-from-to", **{"from": since, "to": until}))
    if since:
        return Entry(role.title, "", words.text("role-from", **{"from": since}))
    return Entry(role.title, "", words.text("role-to", to=until) if until else "")


def _open_questions(shelf: Shelf) -> list[Question]:
    """Give the questions that are not settled: the open ones, then those partly answered.

    Of each kind those asked the longest ago come first.
    """
    questions = [q for q in shelf.corpus.questions.values() if not q.is_settled]
    return sorted(questions, key=lambda q: (q.status, q.asked, q.name))


def _questions(shelf: Shelf) -> PageView:
    page = "questions/index.md"
    unsettled = _open_questions(shelf)
    settled = sorted(
        (q for q in shelf.corpus.questions.values() if q.is_settled),
        key=lambda q: (q.answers[-1].date, q.name),
        reverse=True,
    )

    def shown(questions: Iterable[Question]) -> tuple[QuestionView, ...]:
        return tuple(question_view(shelf, q, page, own=False) for q in questions)

    return PageView(
        "questions.md.jinja",
        page,
        shelf.words.text("questions"),
        {
            "open": shown(q for q in unsettled if q.status == "open"),
            "partly": shown(q for q in unsettled if q.status == "partly"),
            "settled": shown(settled),
        },
        date=newest(shelf.corpus.articles),
    )
