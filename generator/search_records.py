"""What the search finds: a record for each briefing, quotation, reported statement and question.

The people, the stories and the ordinary pages have one each, so that nothing that can be read on
the site is lost to the search.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from generator.model import Kind
from generator.plain_text import body_text, page_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.corpus import Corpus, Linked, Statement
    from generator.ledger import Question
    from generator.model import Person, Story
    from generator.settings import Settings
    from generator.source import Source
    from generator.wording import Words


@dataclass(frozen=True)
class SearchRecord:
    """One thing that can be found. All texts are plain.

    `address` is below the site's root, with the place on the page. `parts` are the words as they
    are shown: of an interrupted quotation more than one. `around` is searched too, and counts less:
    to whom, where, the title of the briefing. `date` is in ISO 8601 and may be a month or empty.
    `quoted_by` is who tells of the words, where they stand within those of somebody else.
    `path` is the author's file, of an ordinary page only.
    """

    kind: str
    address: str
    title: str
    parts: tuple[str, ...]
    around: str = ""
    speaker: str = ""
    is_known: bool = False
    story: str = ""
    date: str = ""
    shown_date: str = ""
    state: str = ""
    doubtful: bool = False
    quoted_by: str = ""
    language: str = ""
    path: str = ""

    @property
    def year(self) -> str:
        """The year of its date."""
        return self.date[:4]


def search_records(
    corpus: Corpus, pages: Mapping[str, Source], settings: Settings, words: Words
) -> tuple[SearchRecord, ...]:
    """Give everything that can be found, the newest first; dates are written in `words`."""
    found = [
        replace(record, shown_date=words.day(record.date))
        for one in corpus.articles
        for record in _of_article(corpus, one, settings.sections)
    ]
    found.sort(key=lambda record: record.date, reverse=True)  # stable: ties stay as they stand
    others = (*_of_people(corpus), *_of_stories(corpus), *_of_pages(pages))
    return (*found, *others)


def without_pages(records: Iterable[SearchRecord], gone: set[str]) -> tuple[SearchRecord, ...]:
    """Leave out ordinary pages that are not published after all (`gone` are their files)."""
    return tuple(record for record in records if not record.path or record.path not in gone)


def _of_article(corpus: Corpus, one: Linked, sections: Iterable[str]) -> Iterator[SearchRecord]:
    fields = one.article.fields
    story = corpus.threads[fields.story].title if fields.story else ""
    shown = frozenset(sections)
    for statement in one.statements:
        yield _of_statement(one, statement, story, shown)
    for name in one.questions:
        if name in corpus.questions:
            yield _of_question(corpus, one, corpus.questions[name], shown)
    yield SearchRecord(
        "briefing",
        _page_of(one),
        fields.title,
        tuple(
            filter(
                None,
                (
                    fields.description or "",
                    *(point.text for point in fields.summary),
                    *body_text(one.article.source, one.article.body).split("\n"),
                ),
            )
        ),
        around=" ".join(
            (*fields.topics, story, *fields.authors, *(s.name for s in fields.sources.values()))
        ),
        story=story,
        date=fields.date.isoformat(),
        language=fields.lang or "",
    )


def _of_statement(
    one: Linked, statement: Statement, story: str, sections: frozenset[str]
) -> SearchRecord:
    first, fields = statement.annotation, one.article.fields
    source = statement.source.name if statement.source else ""
    return SearchRecord(
        "quotation" if first.kind is Kind.QUOTE else "reported",
        _page_of(one) + _mark(one.anchor_of(statement, sections)),
        fields.title,
        tuple(part.words for part in statement.parts),
        around=" ".join(
            (
                statement.role,
                statement.addressee,
                first.get("at"),
                source,
                first.get("note"),
                fields.title,
            )
        ),
        speaker=statement.name,
        is_known=statement.speaker is not None,
        story=story,
        date=statement.date,
        doubtful=one.is_doubted(statement),
        quoted_by=one.quoting(statement),
        language=fields.lang or "",
    )


def _of_question(
    corpus: Corpus, one: Linked, question: Question, sections: frozenset[str]
) -> SearchRecord:
    fields = one.article.fields
    return SearchRecord(
        "question",
        _page_of(one) + _mark(one.anchor_of_question(question, sections)),
        fields.title,
        (question.ask,),
        around=" ".join(
            (
                question.resolves_when,
                *(gap.annotation.words for gap in question.gaps),
                *(answer.fields.text or "" for answer in question.answers),
                fields.title,
            )
        ),
        story=corpus.threads[question.story].title if question.story else "",
        date=question.asked.isoformat(),
        state=question.status,
        language=fields.lang or "",
    )


def _of_people(corpus: Corpus) -> Iterator[SearchRecord]:
    for key, speaker in sorted(corpus.speakers.items()):
        note = _note(speaker.record)
        fields = speaker.record.fields if speaker.record else None
        roles = tuple(role.title for role in fields.roles) if fields else ()
        yield SearchRecord(
            "person",
            f"people/{key}/",
            speaker.name,
            tuple(filter(None, (", ".join(roles), *note))),
            around=" ".join(fields.aliases) if fields else "",
        )


def _of_stories(corpus: Corpus) -> Iterator[SearchRecord]:
    for key, thread in corpus.threads.items():
        yield SearchRecord("story", f"stories/{key}/", thread.title, _note(thread.record))


def _of_pages(pages: Mapping[str, Source]) -> Iterator[SearchRecord]:
    for path, source in sorted(pages.items()):
        if "\nsearch:" in source.text.partition("\n---")[0] and "exclude: true" in source.text:
            continue  # as Material's own search is told to leave out a page
        title, text = page_text(source.text)
        yield SearchRecord(
            "page",
            _address_of(path),
            title or path.rpartition("/")[2].rpartition(".")[0].replace("-", " ").capitalize(),
            tuple(text.split("\n")) if text else (),
            path=path,
        )


def _address_of(path: str) -> str:
    """Give the folder of the site, with its last slash, that an ordinary page becomes."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    parts = (folder, "" if stem in {"index", "README"} else stem)
    return "".join(f"{quote(part)}/" for part in parts if part)


def _note(record: Person | Story | None) -> tuple[str, ...]:
    if record is None:
        return ()
    text = body_text(record.source, record.body)
    return tuple(text.split("\n")) if text else ()


def _page_of(one: Linked) -> str:
    return f"briefings/{one.stem}/"


def _mark(anchor: str) -> str:
    """Write an anchor as the end of an address."""
    return f"#{anchor}" if anchor else ""
