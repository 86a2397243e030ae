"""All pages but the briefings: the home page, the lists, and what explains them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.addresses import DATA, GUIDE, HOME, LISTS, SEARCH
from generator.archive import archive_pages
from generator.data_files import IN_ONE
from generator.digest_pages import digest_pages
from generator.entries import entries, newest
from generator.lists import topic_sheets, topics_sheets
from generator.model import Kind
from generator.pagers import leaves
from generator.people_pages import people_pages
from generator.question_pages import newly_answered, open_the_longest, question_pages
from generator.question_views import count_open, elsewhere
from generator.quotation_pages import quotation_pages
from generator.story_pages import featured_stories, story_pages
from generator.targets import relative
from generator.views import Entry, PageView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.shelf import Shelf


def listings(shelf: Shelf) -> Iterator[PageView]:
    """Give all pages that list something, and the one that explains what they show."""
    yield _home(shelf)
    yield from archive_pages(shelf)
    yield from _topics(shelf)
    yield from story_pages(shelf)
    yield from people_pages(shelf)
    yield from quotation_pages(shelf)
    yield from question_pages(shelf)
    yield from digest_pages(shelf)
    yield _search(shelf)
    yield _data(shelf)
    guide, day = shelf.words.text("guide"), newest(shelf.corpus.articles)
    yield PageView("how-to-read.md.jinja", GUIDE, guide, {}, date=day)


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
    articles = shelf.corpus.articles
    return PageView(
        "home.md.jinja",
        HOME,
        shelf.settings.site_name,
        {
            "description": shelf.settings.site_description,
            "briefings": entries(shelf, articles[-shelf.settings.newest :], HOME),
            "total": len(articles),
            "archive": relative("archive/index.md", HOME),
            "stories": featured_stories(shelf, HOME),
            "all_stories": relative("stories/index.md", HOME),
            "total_stories": len(shelf.corpus.threads),
            "answered": elsewhere(shelf, newly_answered(shelf), HOME),
            "questions": elsewhere(shelf, open_the_longest(shelf), HOME),
            "quotations": relative("quotations/index.md", HOME),
            "unsettled": count_open(shelf.words, (q.status for q in shelf.corpus.unsettled)),
            "ledger": relative("questions/index.md", HOME),
        },
        date=newest(articles),
    )


def _topics(shelf: Shelf) -> Iterator[PageView]:
    size, latest = shelf.settings.page_size, newest(shelf.corpus.articles)
    title, days = shelf.words.text("topics"), shelf.words.day
    for leaf in leaves(shelf.words, title, topics_sheets(shelf.corpus, size), lambda t: t.name):
        listed = tuple(
            Entry(
                topic.name,
                relative(topic_sheets(topic, size)[0].path, leaf.path),
                count=shelf.words.text("count-briefings", n=len(topic.articles)),
            )
            for topic in leaf.items
        )
        values = {"entries": listed, "intro": "", "pager": leaf.pager}
        yield PageView("list.md.jinja", leaf.path, leaf.title, values, date=latest)
    for topic in shelf.corpus.topics:
        for part in leaves(
            shelf.words,
            shelf.words.text("topic", topic=topic.name),
            topic_sheets(topic, size),
            lambda one: days(one.article.fields.date),
            growing=True,
        ):
            listed = entries(shelf, part.items, part.path)
            values = {"entries": listed, "intro": "", "pager": part.pager}
            yield PageView("list.md.jinja", part.path, part.title, values, date=newest(part.items))
