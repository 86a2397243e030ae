"""Pages that list: home, archive, topics, stories, people, questions."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from generator.addresses import DATA, GUIDE, LISTS, SEARCH, topic_page
from generator.anchors import Anchors
from generator.bodies import heading_edits, link_edits, sealed_body
from generator.cards import Shelf, card, question_view
from generator.data_files import IN_ONE
from generator.model import Kind
from generator.targets import relative
from generator.views import Entry, PageView, PersonView, QuestionView, StoryEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.corpus import Linked, Question, Speaker
    from generator.model import Person, Story
    from generator.schema import RoleFields
    from generator.wording import Words


IN_FULL = 200
"""The most briefings that the first page of the archive lists itself."""


def list_pages(shelf: Shelf) -> Iterator[PageView]:
    """Give all pages that list something, and the one that explains what they show."""
    articles = shelf.corpus.articles
    yield _home(shelf)
    yield from _archive(shelf)
    yield from _topics(shelf)
    yield from _stories(shelf)
    yield from _people(shelf)
    yield _questions(shelf)
    yield _search(shelf)
    yield _data(shelf)
    yield _list("how-to-read.md.jinja", GUIDE, shelf.words.text("guide"), {}, _newest(articles))


def _search(shelf: Shelf) -> PageView:
    """Give the page of the search: without scripts it says where else to look."""
    lists: dict[str, object] = {name: relative(f"{name}/index.md", SEARCH) for name in LISTS}
    return _list(
        "search.md.jinja", SEARCH, shelf.words.text("search"), lists, _newest(shelf.corpus.articles)
    )


def _entries(shelf: Shelf, articles: Iterable[Linked], page: str) -> tuple[Entry, ...]:
    """List articles, the newest first."""
    return tuple(
        Entry(
            one.article.fields.title,
            relative(f"briefings/{one.stem}.md", page),
            shelf.words.day(one.article.fields.date),
            one.article.fields.description or "",
            lang=one.article.fields.lang or "",
        )
        for one in sorted(
            articles, key=lambda one: (one.article.fields.date, one.stem), reverse=True
        )
    )


def _newest(articles: Iterable[Linked]) -> str:
    days = (one.article.fields.last_change for one in articles)
    newest = max(days, default=None)
    return newest.isoformat() if newest else ""


def _list(template: str, path: str, title: str, values: dict[str, object], date: str) -> PageView:
    """Give a page that only lists others."""
    return PageView(template, path, title, values, date=date)


def _data(shelf: Shelf) -> PageView:
    """Lead to the files of the open data; of quotations there is no CSV file if they are many."""
    articles = shelf.corpus.articles
    kinds = Counter(s.annotation.kind for one in articles for s in one.statements)
    title, newest = shelf.words.text("open-data"), _newest(articles)
    return _list("data.md.jinja", DATA, title, {"csv": kinds[Kind.QUOTE] <= IN_ONE}, newest)


def _home(shelf: Shelf) -> PageView:
    page = "index.md"
    articles = shelf.corpus.articles
    return _list(
        "home.md.jinja",
        page,
        shelf.settings.site_name,
        {
            "description": shelf.settings.site_description,
            "briefings": _entries(shelf, articles[-shelf.settings.newest :], page),
            "total": len(articles),
            "archive": relative("archive/index.md", page),
            "stories": _story_entries(shelf, page),
            "answered": _newly_answered(shelf, page),
            "questions": tuple(
                question_view(shelf, question, page, own=False)
                for question in _open_questions(shelf)[: shelf.settings.featured_questions]
            ),
            "ledger": relative("questions/index.md", page),
        },
        date=_newest(articles),
    )


def _archive(shelf: Shelf) -> Iterator[PageView]:
    years: dict[int, dict[int, list[Linked]]] = defaultdict(lambda: defaultdict(list))
    for one in shelf.corpus.articles:
        day = one.article.fields.date
        years[day.year][day.month].append(one)
    if 0 < len(shelf.corpus.articles) <= IN_FULL:
        yield _archive_in_full(shelf, years)
    else:
        yield _archive_of_years(shelf, years)
    for year, months in sorted(years.items()):
        yield from _year(shelf, year, months)


def _archive_in_full(shelf: Shelf, years: Mapping[int, Mapping[int, Sequence[Linked]]]) -> PageView:
    page = "archive/index.md"
    listed = tuple(
        (
            Entry(f"{year}", relative(f"archive/{year:04}/index.md", page)),
            _months(shelf, year, months, page, with_year=False),
            _entries(shelf, (one for found in months.values() for one in found), page),
        )
        for year, months in sorted(years.items(), reverse=True)
    )
    newest = _newest(shelf.corpus.articles)
    return _list(
        "archive.md.jinja", page, shelf.words.text("archive"), {"years": listed}, date=newest
    )


def _archive_of_years(
    shelf: Shelf, years: Mapping[int, Mapping[int, Sequence[Linked]]]
) -> PageView:
    page = "archive/index.md"
    entries = tuple(
        Entry(
            f"{year}",
            relative(f"archive/{year:04}/index.md", page),
            count=shelf.words.text("count-briefings", n=sum(map(len, months.values()))),
        )
        for year, months in sorted(years.items(), reverse=True)
    )
    return _list(
        "list.md.jinja",
        page,
        shelf.words.text("archive"),
        {"entries": entries, "intro": shelf.words.text("archive-years-hint")},
        date=_newest(shelf.corpus.articles),
    )


def _month(shelf: Shelf, year: int, month: int) -> str:
    return shelf.words.day(f"{year:04}-{month:02}")


def _months(
    shelf: Shelf,
    year: int,
    months: Mapping[int, Sequence[Linked]],
    page: str,
    *,
    with_year: bool,
) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            _month(shelf, year, month) if with_year else shelf.words.month(month),
            relative(f"archive/{year:04}/{month:02}.md", page),
            count=shelf.words.text("count-briefings", n=len(found)),
        )
        for month, found in sorted(months.items(), reverse=True)
    )


def _year(shelf: Shelf, year: int, months: dict[int, list[Linked]]) -> Iterator[PageView]:
    page = f"archive/{year:04}/index.md"
    entries = _months(shelf, year, months, page, with_year=True)
    everything = [one for found in months.values() for one in found]
    yield _list(
        "list.md.jinja",
        page,
        shelf.words.text("briefings-of", period=f"{year}"),
        {"entries": entries, "intro": ""},
        date=_newest(everything),
    )
    for month, found in sorted(months.items()):
        path = f"archive/{year:04}/{month:02}.md"
        yield _list(
            "list.md.jinja",
            path,
            shelf.words.text("briefings-of", period=_month(shelf, year, month)),
            {"entries": _entries(shelf, found, path), "intro": ""},
            date=_newest(found),
        )


def _topics(shelf: Shelf) -> Iterator[PageView]:
    page = "topics/index.md"
    entries = tuple(
        Entry(
            topic.name,
            relative(topic_page(topic.key), page),
            count=shelf.words.text("count-briefings", n=len(topic.articles)),
        )
        for topic in shelf.corpus.topics
    )
    newest = _newest(shelf.corpus.articles)
    yield _list(
        "list.md.jinja",
        page,
        shelf.words.text("topics"),
        {"entries": entries, "intro": ""},
        date=newest,
    )
    for topic in shelf.corpus.topics:
        path = topic_page(topic.key)
        yield _list(
            "list.md.jinja",
            path,
            shelf.words.text("topic", topic=topic.name),
            {"entries": _entries(shelf, topic.articles, path), "intro": ""},
            date=_newest(topic.articles),
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
            latest=next(iter(_entries(shelf, thread.articles[-1:], page)), None),
        )
        for key, thread in shelf.corpus.threads.items()
    )


def _newly_answered(shelf: Shelf, page: str) -> tuple[QuestionView, ...]:
    """Give the questions that were answered last, each with its last answer."""
    found = [q for q in shelf.corpus.questions.values() if q.status == "answered"]
    newest = sorted(found, key=lambda q: (q.answers[-1].date, q.name), reverse=True)
    shown = (question_view(shelf, question, page, own=False) for question in newest)
    return tuple(
        replace(view, answers=view.answers[-1:])
        for view in islice(shown, shelf.settings.featured_questions)
    )


def _stories(shelf: Shelf) -> Iterator[PageView]:
    page = "stories/index.md"
    unsettled: dict[str, list[Question]] = defaultdict(list)
    for question in _open_questions(shelf):
        unsettled[question.story].append(question)
    newest = _newest(shelf.corpus.articles)
    entries = _story_entries(shelf, page)
    yield _list(
        "stories.md.jinja", page, shelf.words.text("stories"), {"stories": entries}, date=newest
    )
    for key, thread in shelf.corpus.threads.items():
        path = f"stories/{key}.md"
        yield PageView(
            "story.md.jinja",
            path,
            thread.title,
            {
                "note": _note(shelf, thread.record, path),
                "entries": tuple(reversed(_entries(shelf, thread.articles, path))),
                "questions": tuple(
                    question_view(shelf, q, path, own=False) for q in unsettled[key]
                ),
            },
            date=_newest(thread.articles) or newest,
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
    newest = _newest(shelf.corpus.articles)
    yield _list(
        "people.md.jinja", page, shelf.words.text("people"), {"people": people}, date=newest
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
        date=_newest(shelf.by_stem[stem] for stem in said_in) or _newest(shelf.corpus.articles),
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

    return _list(
        "questions.md.jinja",
        page,
        shelf.words.text("questions"),
        {
            "open": shown(q for q in unsettled if q.status == "open"),
            "partly": shown(q for q in unsettled if q.status == "partly"),
            "settled": shown(settled),
        },
        date=_newest(shelf.corpus.articles),
    )
