"""Which lists a site has and what is on each of their pages: corpus -> sheets."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from generator.digests import digest_page, months_and_weeks
from generator.model import Kind
from generator.sheets import Sheet, sheets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.corpus import Corpus, Linked, Speaker, Statement, Thread, Topic
    from generator.digests import Period
    from generator.ledger import Question

Month = tuple[int, int]
FEW_PEOPLE = 12
"""The most people that the page of a story names; if there are more, it leads to a list of all."""
QUESTION_LISTS = ("open", "partly", "settled")
"""The lists of questions; those answered or moot are in one."""


def newest_first(articles: Iterable[Linked]) -> list[Linked]:
    """Put articles into the order of lists."""
    return sorted(articles, key=lambda one: (one.article.fields.date, one.stem), reverse=True)


def months(corpus: Corpus) -> Mapping[Month, tuple[Linked, ...]]:
    """Give the articles of each month, the newest month first."""
    found: dict[Month, list[Linked]] = defaultdict(list)
    for one in newest_first(corpus.articles):
        day = one.article.fields.date
        found[day.year, day.month].append(one)
    return {month: tuple(articles) for month, articles in found.items()}


def month_sheets(month: Month, articles: Iterable[Linked], size: int) -> tuple[Sheet[Linked], ...]:
    """Divide the articles of a month."""
    year, number = month
    path = f"archive/{year:04}/{number:02}.md"
    return sheets(path, newest_first(articles), size, growing=True)


def topics_sheets(corpus: Corpus, size: int) -> tuple[Sheet[Topic], ...]:
    """Divide the list of topics."""
    return sheets("topics/index.md", corpus.topics, size)


def topic_sheets(topic: Topic, size: int) -> tuple[Sheet[Linked], ...]:
    """Divide the articles on a topic."""
    return sheets(topic_page(topic.key), newest_first(topic.articles), size, growing=True)


def topic_page(key: str) -> str:
    """Path of a topic's page."""
    return f"topics/{key}.md"


def stories_sheets(corpus: Corpus, size: int) -> tuple[Sheet[Thread], ...]:
    """Divide the list of stories: those with the newest articles first."""
    return sheets("stories/index.md", active_first(corpus.threads.values()), size)


def active_first(threads: Iterable[Thread]) -> list[Thread]:
    """Put stories into the order of their newest articles, the newest first."""
    return sorted(
        sorted(threads, key=lambda thread: thread.key),
        key=lambda thread: str(thread.articles[-1].article.fields.date) if thread.articles else "",
        reverse=True,
    )


def story_sheets(thread: Thread, size: int) -> tuple[Sheet[Linked], ...]:
    """Divide the articles of a story, the newest first."""
    return sheets(f"stories/{thread.key}.md", newest_first(thread.articles), size, growing=True)


def story_question_sheets(corpus: Corpus, key: str, size: int) -> tuple[Sheet[Question], ...]:
    """Divide the questions of a story, whatever their state, those asked last first."""
    asked = corpus.by_story.get(key, ())
    return sheets(f"stories/{key}/questions.md", asked[::-1], size, growing=True)


def taking_part(thread: Thread) -> Mapping[str, tuple[Statement, ...]]:
    """Give who speaks in a story or is spoken to, and what they said in it."""
    said: dict[str, list[Statement]] = {key: [] for one in thread.articles for key in one.people}
    for one in thread.articles:
        for statement in one.statements:
            if statement.speaker:
                said[statement.speaker.key].append(statement)
    return {key: tuple(statements) for key, statements in said.items()}


def story_people_sheets(corpus: Corpus, thread: Thread, size: int) -> tuple[Sheet[Speaker], ...]:
    """Divide those who take part in a story, if they are many, by their names."""
    people = by_name(corpus.speakers[key] for key in taking_part(thread))
    return (
        sheets(f"stories/{thread.key}/people.md", people, size) if len(people) > FEW_PEOPLE else ()
    )


def by_name(people: Iterable[Speaker]) -> list[Speaker]:
    """Put people into the order of their names."""
    return sorted(people, key=lambda speaker: (speaker.name.casefold(), speaker.key))


def people_sheets(corpus: Corpus, size: int) -> tuple[Sheet[Speaker], ...]:
    """Divide the list of people, by their names."""
    return sheets("people/index.md", by_name(corpus.speakers.values()), size)


def person_sheets(
    key: str, statements: Iterable[Statement], size: int
) -> tuple[Sheet[Statement], ...]:
    """Divide what somebody said, the newest first."""
    return sheets(f"people/{key}.md", said_last_first(statements), size, growing=True)


def said_last_first(statements: Iterable[Statement]) -> list[Statement]:
    """Put statements into the order of their days, the newest first; those of a day as written."""
    return sorted(statements, key=lambda s: (s.date, s.stem), reverse=True)


def positions(corpus: Corpus, key: str) -> Mapping[str, tuple[Statement, ...]]:
    """Give what somebody said on each story on which that was on two days or more."""
    found: dict[str, list[Statement]] = defaultdict(list)
    for statement in corpus.by_speaker.get(key, ()):
        if story := corpus.by_stem[statement.stem].article.fields.story:
            found[story].append(statement)
    return {story: tuple(said) for story, said in sorted(found.items()) if is_side_by_side(said)}


def is_side_by_side(statements: Iterable[Statement]) -> bool:
    """Whether what somebody said on a story has a page of its own: if it was on several days."""
    return len({statement.date for statement in statements}) > 1


def position_page(key: str, story: str) -> str:
    """Path of the page with what somebody said on a story."""
    return f"people/{key}/{story}.md"


def position_sheets(
    key: str, story: str, statements: Iterable[Statement], size: int
) -> tuple[Sheet[Statement], ...]:
    """Divide what somebody said on a story, the newest first."""
    return sheets(position_page(key, story), said_last_first(statements), size, growing=True)


def quotation_sheets(corpus: Corpus, size: int) -> tuple[Sheet[Statement], ...]:
    """Divide all quotations that have a card, the newest first."""
    found = (s for one in corpus.articles for s in one.cards(Kind.QUOTE))
    return sheets("quotations/index.md", said_last_first(found), size, growing=True)


def digest_sheets(
    corpus: Corpus, size: int
) -> tuple[Sheet[tuple[Period, tuple[Period, ...]]], ...]:
    """Divide the list of digests: the months, each with its weeks, the newest first."""
    return sheets("digests/index.md", months_and_weeks(corpus), size, growing=True)


def settled_last_first(questions: Iterable[Question]) -> list[Question]:
    """Put settled questions into the order of their last answers, the newest first."""
    return sorted(questions, key=lambda q: (q.answers[-1].date, q.name), reverse=True)


def question_sheets(corpus: Corpus, status: str, size: int) -> tuple[Sheet[Question], ...]:
    """Divide the questions of one of `QUESTION_LISTS`.

    Of those not settled the ones asked the longest ago come first, else those settled last.
    """
    path = f"questions/{status}.md"
    if status == "settled":
        settled = (q for q in corpus.questions.values() if q.is_settled)
        return sheets(path, settled_last_first(settled), size, growing=True)
    unsettled = (q for q in corpus.questions.values() if q.status == status)
    return sheets(path, sorted(unsettled, key=lambda q: (q.asked, q.name)), size)


def list_pages(corpus: Corpus, size: int) -> Iterator[str]:
    """Give the path of every page of every list, of stories' and people's pages too."""
    for month, articles in months(corpus).items():
        yield from _paths(month_sheets(month, articles, size))
    yield from _paths(topics_sheets(corpus, size))
    for topic in corpus.topics:
        yield from _paths(topic_sheets(topic, size))
    yield from _paths(stories_sheets(corpus, size))
    for thread in corpus.threads.values():
        yield from _paths(story_sheets(thread, size))
        if thread.key in corpus.by_story:
            yield from _paths(story_question_sheets(corpus, thread.key, size))
        yield from _paths(story_people_sheets(corpus, thread, size))
    yield from _paths(people_sheets(corpus, size))
    for key in corpus.speakers:
        yield from _paths(person_sheets(key, corpus.by_speaker.get(key, ()), size))
        for story, statements in positions(corpus, key).items():
            yield from _paths(position_sheets(key, story, statements, size))
    yield from _paths(quotation_sheets(corpus, size))
    for sheet in digest_sheets(corpus, size):
        yield sheet.path
        for month_digest, weeks in sheet.items:
            yield from map(digest_page, (month_digest, *weeks))
    for status in QUESTION_LISTS:
        yield from _paths(question_sheets(corpus, status, size))


def _paths(divided: Iterable[Sheet[Any]]) -> Iterator[str]:
    return (sheet.path for sheet in divided)
