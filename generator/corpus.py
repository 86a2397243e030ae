"""The linked articles: what every name, id and question refers to. All values are frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from generator.anchors import Anchors
from generator.model import Kind
from generator.slugs import slug

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Mapping

    from generator.ledger import Answer, Question, QuestionName
    from generator.model import Annotation, Article, Person, Story
    from generator.schema import SourceFields


@dataclass(frozen=True)
class Speaker:
    """Somebody who speaks: with a record, or known by name alone."""

    key: str
    name: str
    record: Person | None = None

    def roles_on(self, day: dt.date) -> tuple[str, ...]:
        """Titles of all roles held on a day, in the order of the record."""
        if self.record is None:
            return ()
        return tuple(
            role.title
            for role in self.record.fields.roles
            if (role.since is None or role.since <= day)
            and (role.until is None or day <= role.until)
        )


@dataclass(frozen=True)
class Variant:
    """Words of a quotation (all of it, or one part) and how another source prints them."""

    words: str
    text: str
    source_key: str
    source: SourceFields | None


@dataclass(frozen=True)
class Statement:
    """A quotation (all its parts) or a passage of reported speech.

    `speaker` is None where the speaker is not named; `unnamed` then describes them.
    `date` is a day or month (ISO 8601). `addressee` is whom the words were said to, and
    `addressee_key` the key of their page, if they have one. A quotation within another has no card
    of its own: `around` is the id of a part of the outermost one. `translated` is the language in
    which the words were spoken, if they stand in translation.
    """

    stem: str
    parts: tuple[Annotation, ...]
    speaker: Speaker | None
    unnamed: str
    role: str
    date: str
    addressee: str = ""
    addressee_key: str = ""
    source_key: str = ""
    source: SourceFields | None = None
    translated: str = ""
    around: str = ""
    variants: tuple[Variant, ...] = ()

    @property
    def annotation(self) -> Annotation:
        """The first part, which has the attributes."""
        return self.parts[0]

    @property
    def id(self) -> str:
        """Id of the first part: the permanent address."""
        return self.parts[0].id

    @property
    def section(self) -> str:
        """The section of a briefing in which such statements have their cards."""
        return "quotes" if self.annotation.kind is Kind.QUOTE else "reported"

    @property
    def identity(self) -> tuple[str, str]:
        """What tells the speaker from others: two people may have one name."""
        return (self.speaker.key, "") if self.speaker else ("", self.unnamed)

    @property
    def name(self) -> str:
        """How the speaker is named."""
        return self.speaker.name if self.speaker else self.unnamed


@dataclass(frozen=True)
class Linked:
    """An article with what its references mean.

    `targets` maps the destinations of links, as written, to paths in the docs folder with their
    fragment (`briefings/<stem>.md#<id>`); those that stay as they are written are not in it.
    """

    article: Article
    statements: tuple[Statement, ...]
    asks: Mapping[str, QuestionName]
    questions: tuple[QuestionName, ...]
    answers: tuple[tuple[QuestionName, Answer], ...]
    targets: Mapping[str, str]

    @property
    def stem(self) -> str:
        """Stem of the article."""
        return self.article.stem

    @property
    def people(self) -> tuple[str, ...]:
        """Keys of those who speak or are spoken to, in their order."""
        found: dict[str, None] = {}
        for statement in self.statements:
            if statement.speaker:
                found[statement.speaker.key] = None
            if statement.addressee_key:
                found[statement.addressee_key] = None
        return tuple(found)

    @cached_property
    def anchors(self) -> Anchors:
        """The anchors on its page."""
        return Anchors.of(self.article)

    @cached_property
    def by_part(self) -> Mapping[str, Statement]:
        """Its statements by the ids of their parts."""
        return {part.id: one for one in self.statements for part in one.parts}

    def around(self, annotation: Annotation) -> Iterator[Statement]:
        """Give the statements in whose words a passage stands, the innermost first."""
        above = annotation.parent
        while above is not None:
            outer = self.article.body.annotations[above]
            if outer.id in self.by_part:
                yield self.by_part[outer.id]
            above = outer.parent

    def doubt(self, annotation: Annotation) -> str:
        """Say what is doubtful about a passage: words told of in doubtful ones are so too."""
        told = (outer.annotation.get("doubtful") for outer in self.around(annotation))
        return next(filter(None, [annotation.get("doubtful"), *told]), "")

    def doubt_of(self, statement: Statement) -> str:
        """Say what is doubtful about a statement, or about words in it."""
        return self.doubt(statement.annotation) or self._doubted.get(statement.id, "")

    def is_doubted(self, statement: Statement) -> bool:
        """Whether a statement is doubtful, or any words in it."""
        return bool(self.doubt_of(statement))

    @cached_property
    def _doubted(self) -> Mapping[str, str]:
        doubted = [a for a in self.article.body.annotations if a.get("doubtful")]
        return {outer.id: a.get("doubtful") for a in reversed(doubted) for outer in self.around(a)}

    def quoting(self, statement: Statement) -> str:
        """Name who tells of words within a statement of their own; nothing if nobody else does."""
        annotations, above = self.article.body.annotations, statement.annotation.parent
        while above is not None:
            outer = self.by_part.get(annotations[above].id)
            if outer and outer.identity != statement.identity:
                return outer.name
            above = annotations[above].parent
        return ""

    def anchor_of(self, statement: Statement, sections: Collection[str]) -> str:
        """Give the anchor of a statement: of its card, or else of its place in the article.

        Where neither is among the `sections` that are shown, there is none.
        """
        if not statement.around and statement.section in sections:
            return statement.id
        return self.place_of(statement.id, sections)

    def anchor_of_question(self, question: Question, sections: Collection[str]) -> str:
        """Give the anchor of a question of this article, or else of a passage that asks it."""
        if "questions" in sections:
            return question.id
        gap = next((gap.annotation.id for gap in question.gaps if gap.stem == self.stem), "")
        return gap and self.place_of(gap, sections)

    def place_of(self, name: str, sections: Collection[str]) -> str:
        """Give the anchor of an annotation in the article, or nothing where that is not shown."""
        return self.anchors.places[name] if "article" in sections else ""

    def cards(self, kind: Kind) -> tuple[Statement, ...]:
        """Give the statements of a kind that have a card of their own."""
        return tuple(s for s in self.statements if s.annotation.kind is kind and not s.around)


@dataclass(frozen=True)
class Topic:
    """A subject and the articles on it; its name is as the first of them spells it."""

    key: str
    name: str
    articles: tuple[Linked, ...]


@dataclass(frozen=True)
class Thread:
    """A story and its articles; either may be missing."""

    key: str
    record: Story | None
    articles: tuple[Linked, ...]

    @property
    def title(self) -> str:
        """Its title; a story without a record is called by its key."""
        return self.record.fields.title if self.record else self.key


@dataclass(frozen=True)
class Corpus:
    """Everything that is published, linked. Articles stand in the order of date and stem.

    `unpublished` are the drafts: they are checked, but on no page.
    """

    articles: tuple[Linked, ...] = ()
    unpublished: tuple[Linked, ...] = ()
    stories: Mapping[str, Story] = field(default_factory=dict)
    speakers: Mapping[str, Speaker] = field(default_factory=dict)
    questions: Mapping[QuestionName, Question] = field(default_factory=dict)
    links: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """For records and ordinary pages (by their paths in the content folder): the destinations of
    links, as written, and their targets in the docs folder."""

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """The topics in the order of their keys."""
        names: dict[str, str] = {}
        found: dict[str, dict[str, Linked]] = {}
        for one in self.articles:
            for name in one.article.fields.topics:
                names.setdefault(slug(name), name)
                found.setdefault(slug(name), {})[one.stem] = one
        return tuple(Topic(key, names[key], tuple(found[key].values())) for key in sorted(found))

    @cached_property
    def threads(self) -> Mapping[str, Thread]:
        """All stories, with a record or named by an article, in the order of their keys."""
        found: dict[str, list[Linked]] = {key: [] for key in self.stories}
        for one in self.articles:
            if one.article.fields.story:
                found.setdefault(one.article.fields.story, []).append(one)
        return {key: Thread(key, self.stories.get(key), tuple(found[key])) for key in sorted(found)}

    @cached_property
    def by_stem(self) -> Mapping[str, Linked]:
        """The published articles by their stems."""
        return {one.stem: one for one in self.articles}

    @cached_property
    def by_story(self) -> Mapping[str, tuple[Question, ...]]:
        """The questions that the articles of each story ask, the oldest first."""
        found: dict[str, list[Question]] = {}
        for question in sorted(self.questions.values(), key=lambda q: (q.asked, q.name)):
            if question.story:
                found.setdefault(question.story, []).append(question)
        return {key: tuple(asked) for key, asked in found.items()}

    @property
    def quotations(self) -> Iterator[tuple[Linked, Statement]]:
        """All quotations with their articles, those of drafts and those within others too."""
        for one in (*self.articles, *self.unpublished):
            for statement in one.statements:
                if statement.annotation.kind is Kind.QUOTE:
                    yield one, statement

    @cached_property
    def by_speaker(self) -> Mapping[str, tuple[Statement, ...]]:
        """What everybody says, by their keys, in the order of the articles."""
        found: dict[str, list[Statement]] = {}
        for one in self.articles:
            for statement in one.statements:
                if statement.speaker:
                    found.setdefault(statement.speaker.key, []).append(statement)
        return {key: tuple(said) for key, said in found.items()}

    @cached_property
    def unsettled(self) -> tuple[Question, ...]:
        """The open questions, then those partly answered; of each, the ones asked first first."""
        found = (question for question in self.questions.values() if not question.is_settled)
        return tuple(sorted(found, key=lambda q: (q.status, q.asked, q.name)))

    @cached_property
    def today(self) -> dt.date | None:
        """The newest date, update or correction of what is published: no clock is read."""
        return max((one.article.fields.last_change for one in self.articles), default=None)
