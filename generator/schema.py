"""What front matter may say: typed, frozen fields. Values are plain text, never Markdown.

Everything that YAML holds arrives here as text, lists and mappings, because YAML's own guesses
(`NO` for false, `12:30` for 750) are not what an author means.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.slugs import slug

KEY_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
ID_PATTERN = r"[a-z][a-z0-9-]*"
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR_FIRST = re.compile(r"(?P<y>\d{4})[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})")
_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})\.[ ]?(?P<m>\d{1,2})\.[ ]?(?P<y>\d{4})")
"""With full stops the day comes first; with slashes nobody can tell."""
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")
"""What an escape in YAML (`"\\0"`) can still bring into a text."""
_KEY = re.compile(KEY_PATTERN)
_ID = re.compile(ID_PATTERN)
_STEM_AND_ID = re.compile(rf"({KEY_PATTERN})?#{ID_PATTERN}|{ID_PATTERN}")


def read_date(text: str) -> dt.date:
    """Read `YYYY-MM-DD`; raises ValueError for another form or a day that does not exist."""
    if not _DATE.fullmatch(text):
        message = "not of the form YYYY-MM-DD"
        raise ValueError(message)
    return dt.date.fromisoformat(text)


def read_day_or_month(text: str) -> str:
    """Check a day or a month (`2025-05`) and give it back; raises ValueError."""
    read_date(f"{text}-01" if len(text) == len("2025-05") else text)
    return text


def is_language(text: str) -> bool:
    """Whether a text has the form of a BCP 47 language tag."""
    return _LANGUAGE.fullmatch(text) is not None


def is_address(text: str) -> bool:
    """Whether a text is an http or https address."""
    return _ADDRESS.fullmatch(text) is not None


def _date(value: object) -> object:
    if isinstance(value, dt.date) or not isinstance(value, str):
        return value
    try:
        return read_date(value)
    except ValueError:
        kind, message = "date", "“{text}” is not a date in the calendar (YYYY-MM-DD)"
        raise PydanticCustomError(kind, message, {"text": value, "meant": _meant(value)}) from None


def _meant(text: str) -> str:
    """Give a date of another form as it is meant, if there is no doubt about it; else nothing."""
    found = _YEAR_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    try:
        return dt.date(*(int(found[name]) for name in ("y", "m", "d"))).isoformat() if found else ""
    except ValueError:
        return ""


def _form(pattern: re.Pattern[str], what: str) -> AfterValidator:
    def check(value: str) -> str:
        if pattern.fullmatch(value):
            return value
        kind, message = "form", "“{text}” is not {what}"
        raise PydanticCustomError(kind, message, {"text": value, "what": what})

    return AfterValidator(check)


def _one_line(value: str) -> str:
    text = " ".join(value.split())
    if not text:
        kind, message = "empty", "the text is empty"
        raise PydanticCustomError(kind, message)
    if found := _CONTROL.search(text):
        kind, message = "control", "the text holds a control character (U+{code})"
        raise PydanticCustomError(kind, message, {"code": f"{ord(found.group()):04X}"})
    return text


Text = Annotated[str, AfterValidator(_one_line)]


MAX_KEY = 120
"""Characters of a key: it is the name of a file, whose bytes every system limits."""


def _named(value: str) -> str:
    kind, key = "form", slug(value)
    if key in {"", "index"}:
        message = "no address can be made of “{text}”"
        raise PydanticCustomError(kind, message, {"text": value})
    if len(key) > MAX_KEY:
        message = "“{text}” makes an address of {length} characters, over {most}"
        raise PydanticCustomError(
            kind, message, {"text": value, "length": len(key), "most": MAX_KEY}
        )
    return value


Topic = Annotated[Text, AfterValidator(_named)]
Key = Annotated[
    str, AfterValidator(_named), _form(_KEY, "a key (lower-case letters, digits and hyphens)")
]
Id = Annotated[str, _form(_ID, "an id (a letter, then lower-case letters, digits, hyphens)")]
QuestionName = Annotated[str, _form(_STEM_AND_ID, "a question (`<stem>#<id>`, `#<id>` or `<id>`)")]
Address = Annotated[str, _form(_ADDRESS, "an http or https address")]
Language = Annotated[str, _form(_LANGUAGE, "a language tag such as `en` or `pt-BR`")]
FileName = Annotated[
    str, _form(re.compile(r"[^/\\]+\.(txt|html?)"), "a file in sources/ (.txt, .html)")
]
Date = Annotated[
    dt.date,
    BeforeValidator(_date),
    WithJsonSchema({"type": "string", "format": "date"}),
]


class _Fields(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class SourceFields(_Fields):
    """A source of an article: where its words were taken from."""

    title: Text | None = None
    publisher: Text | None = None
    author: Text | None = None
    url: Address | None = None
    published: Date | None = None
    retrieved: Date | None = None
    text: FileName | None = None

    @property
    def name(self) -> str:
        """How a reader is told of it: the publisher, or else the title."""
        return self.publisher or self.title or ""


class PointFields(_Fields):
    """One point of the summary and the annotations that it rests on."""

    text: Text
    evidence: tuple[Id, ...] = ()


class QuestionFields(_Fields):
    """A question that the article leaves open."""

    id: Id
    ask: Text
    resolves_when: Text | None = None


class AnswerFields(_Fields):
    """What the article says about an earlier question."""

    question: QuestionName
    status: Literal["answered", "partly", "moot"]
    text: Text | None = None
    evidence: tuple[Id, ...] = ()


class VariantFields(_Fields):
    """The same words as another source prints them."""

    of: Id
    source: Key
    text: Text


class CorrectionFields(_Fields):
    """What was changed in the article after it was published."""

    date: Date
    text: Text


class ImageFields(_Fields):
    """A picture for the head of the briefing; `src` is relative to the article's file."""

    src: Text
    alt: Text
    credit: Text | None = None


class ArticleFields(_Fields):
    """Front matter of an article."""

    title: Text
    date: Date
    description: Text | None = None
    story: Key | None = None
    topics: tuple[Topic, ...] = ()
    authors: tuple[Text, ...] = ()
    sources: dict[Key, SourceFields] = Field(default_factory=dict)
    summary: tuple[PointFields, ...] = ()
    questions: tuple[QuestionFields, ...] = ()
    answers: tuple[AnswerFields, ...] = ()
    variants: tuple[VariantFields, ...] = ()
    corrections: tuple[CorrectionFields, ...] = ()
    updated: Date | None = None
    status: Literal["draft", "published"] = "published"
    lang: Language | None = None
    formerly: tuple[Key, ...] = ()
    image: ImageFields | None = None

    @property
    def last_change(self) -> dt.date:
        """The day of the last change: of the update, the newest correction, or the article."""
        days = (correction.date for correction in self.corrections)
        return max(self.date, self.updated or self.date, *days)


class RoleFields(_Fields):
    """An office, held from and to (both days included)."""

    title: Text
    since: Date | None = Field(default=None, alias="from")
    until: Date | None = Field(default=None, alias="to")


def _person_links(links: dict[str, str]) -> dict[str, str]:
    for name, value in links.items():
        fits = re.fullmatch(r"Q[0-9]+", value) if name == "wikidata" else is_address(value)
        if not fits:
            kind = "form"
            message = "`{name}`: “{text}” is neither an http address nor, for wikidata, an item"
            raise PydanticCustomError(kind, message, {"name": name, "text": value})
    return links


class PersonFields(_Fields):
    """Front matter of a person's or body's record."""

    name: Text
    kind: Literal["person", "body"] = "person"
    aliases: tuple[Text, ...] = ()
    roles: tuple[RoleFields, ...] = ()
    links: Annotated[dict[str, Text], AfterValidator(_person_links)] = Field(default_factory=dict)

    @property
    def addresses(self) -> dict[str, str]:
        """The links as addresses: an item of Wikidata has one too."""
        return {
            name: f"https://www.wikidata.org/wiki/{value}" if name == "wikidata" else value
            for name, value in self.links.items()
        }


class StoryFields(_Fields):
    """Front matter of a story's record."""

    title: Text
