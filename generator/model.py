"""The values that the stages hand on. All are frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.diagnostics import Diagnostic
    from generator.schema import ArticleFields, PersonFields, StoryFields
    from generator.source import Source, Span

Fields = TypeVar("Fields")
Path = tuple[str | int, ...]
"""Where a value stands in front matter: `("summary", 0, "evidence", 1)`."""


class HasPlaces(Protocol):
    """Knows where the values of front matter stand."""

    def span(self, *path: str | int) -> Span:
        """Give the place of a value, or of the nearest thing around it that has one."""


@dataclass(frozen=True)
class FrontMatter(Generic[Fields]):
    """The typed fields of a file and the places where they stand.

    `broken` are the fields that were wrong and left out: nothing more is said of their absence.
    """

    fields: Fields
    places: HasPlaces
    broken: frozenset[str] = frozenset()

    def span(self, *path: str | int) -> Span:
        """Give the place of a value, or of the nearest thing around it that has one."""
        return self.places.span(*path)


SETTLED = frozenset({"answered", "moot"})
"""The states of questions of which nothing is open any more."""


class Kind(StrEnum):
    """What an annotation marks."""

    QUOTE = "quote"
    """Direct words."""
    SAID = "said"
    """Reported speech, in the article's words."""
    FACT = "fact"
    """A statement of the article that a summary point or an answer rests on."""
    GAP = "gap"
    """A passage that shows what is not known."""


class Attribute(NamedTuple):
    """One attribute of an annotation, with the place of its value."""

    name: str
    value: str
    span: Span


class Annotation(NamedTuple):
    """A marked passage.

    `passage` is the stretch of the source between the brackets (or the block quote),
    `markup` the attributes with their braces and `words` the passage as a reader sees it:
    without markup, white space collapsed; a block quote's `paragraphs` are the same words block by
    block. `parent` is the index of the annotation around it. `key` says that `.key` stands beside
    `.quote`.
    """

    kind: Kind
    id: str
    explicit: bool
    passage: Span
    markup: Span
    words: str
    attributes: Mapping[str, Attribute]
    key: bool = False
    block: bool = False
    parent: int | None = None
    paragraphs: tuple[str, ...] = ()

    def get(self, name: str) -> str:
        """Give an attribute's value, or nothing."""
        attribute = self.attributes.get(name)
        return attribute.value if attribute else ""

    def where(self, name: str) -> Span:
        """Give the place of an attribute's value, or of the markup."""
        attribute = self.attributes.get(name)
        return attribute.span if attribute else self.markup


@dataclass(frozen=True)
class Heading:
    """A heading of a body; `start` is where its text begins in the source."""

    level: int
    text: str
    start: int


@dataclass(frozen=True)
class Link:
    """A link's or image's destination as it stands in a body."""

    destination: str
    span: Span
    image: bool = False


@dataclass(frozen=True)
class Body:
    """What was read in the Markdown of an article or note."""

    span: Span
    annotations: tuple[Annotation, ...] = ()
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    word_count: int = 0
    comments: tuple[Span, ...] = ()
    broken: frozenset[str] = frozenset()
    """Ids of annotations that were set aside: nothing more is said of references to them."""

    @property
    def own_facts(self) -> tuple[Annotation, ...]:
        """What the article states itself, in order: not what stands in somebody's statement."""
        return tuple(a for a in self.annotations if a.kind is Kind.FACT and not self._is_told(a))

    def _is_told(self, annotation: Annotation) -> bool:
        while annotation.parent is not None:
            annotation = self.annotations[annotation.parent]
            if annotation.kind in {Kind.QUOTE, Kind.SAID}:
                return True
        return False


@dataclass(frozen=True)
class Article:
    """One article file, read by itself."""

    source: Source
    stem: str
    front_matter: FrontMatter[ArticleFields]
    body: Body

    @property
    def fields(self) -> ArticleFields:
        """The front matter's values."""
        return self.front_matter.fields


@dataclass(frozen=True)
class Person:
    """The record of a person or body: `content/people/<key>.md`."""

    source: Source
    key: str
    front_matter: FrontMatter[PersonFields]
    body: Body

    @property
    def fields(self) -> PersonFields:
        """The front matter's values."""
        return self.front_matter.fields


@dataclass(frozen=True)
class Story:
    """The record of a story thread: `content/stories/<key>.md`."""

    source: Source
    key: str
    front_matter: FrontMatter[StoryFields]
    body: Body

    @property
    def fields(self) -> StoryFields:
        """The front matter's values."""
        return self.front_matter.fields


@dataclass(frozen=True)
class OrdinaryPage:
    """A page of the site that is no article and no record, and the files that it links to."""

    source: Source
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Parsed:
    """Everything that was parsed, each by itself; people and stories by their keys."""

    articles: tuple[Article, ...] = ()
    people: Mapping[str, Person] = field(default_factory=dict)
    stories: Mapping[str, Story] = field(default_factory=dict)
    pages: tuple[OrdinaryPage, ...] = ()


@dataclass(frozen=True)
class FeedLink:
    """A feed that a page points to; `path` is that of its file in the docs folder."""

    path: str
    type: str
    title: str


@dataclass(frozen=True)
class Picture:
    """The picture that stands for a page where it is shared; `path` is in the docs folder."""

    path: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Head:
    """What the head of a page says of it beside title and description, all in plain text.

    `kind` is the type that Open Graph knows (`article`, `profile`; otherwise it is a `website`),
    `published` and `modified` are days (ISO 8601), `language` is that of the content (BCP 47),
    `section` the story that a briefing belongs to. `structured` is the page's JSON-LD,
    `annotations` the path of its Web Annotations.
    """

    kind: str = ""
    published: str = ""
    modified: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    section: str = ""
    topics: tuple[str, ...] = ()
    picture: Picture | None = None
    feeds: tuple[FeedLink, ...] = ()
    structured: Mapping[str, object] = field(default_factory=dict)
    annotations: str = ""


NO_HEAD = Head()


@dataclass(frozen=True)
class Page:
    """One generated page of the site.

    `path` is relative to the docs folder (`briefings/<stem>.md`), `markdown` its text
    without front matter, in the dialect of `commonmark.py`. `title` and `description` are plain
    text. `date` is the day of its newest content (ISO 8601), `author_path` the author's
    file that "edit this page" leads to, relative to the content folder. A page with
    `redirect` only leads to another page (its path in the docs folder), and its `markdown` is the
    sentence that says so. `language` is that of the page if it is not the site's.
    """

    path: str
    markdown: str
    title: str
    description: str = ""
    date: str = ""
    author_path: str = ""
    redirect: str = ""
    head: Head = NO_HEAD
    language: str = ""


Stored: TypeAlias = "Source | Diagnostic"
"""The text of a file, or what is wrong with it: told if something needs the text."""


@dataclass(frozen=True)
class Inputs:
    """What was read from a project's folder.

    `articles`, `people` and `stories` map stems and keys to texts; `texts` maps the file
    names in `sources/` to texts, or to what is wrong with the files; `templates` maps the
    names of the folder's own templates to texts; `files` are the paths in the content folder
    of everything else that is published (pages and assets), which links may name;
    `ordinary` maps those of them that are pages to their texts.
    `left_out` are paths in the content folder that must not be published as they are, and
    `unread` those of them that could not be read. `messages` are the folder's own message
    catalogues by language, `theme` the theme templates beside them.
    """

    articles: Mapping[str, Source] = field(default_factory=dict)
    people: Mapping[str, Source] = field(default_factory=dict)
    stories: Mapping[str, Source] = field(default_factory=dict)
    texts: Mapping[str, Stored] = field(default_factory=dict)
    templates: Mapping[str, str] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    ordinary: Mapping[str, Source] = field(default_factory=dict)
    messages: Mapping[str, Source] = field(default_factory=dict)
    theme: Mapping[str, str] = field(default_factory=dict)
