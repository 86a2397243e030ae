"""The catalogue of what can be wrong with content, and the value that says so.

A `Code` is stable: its slug may be written into scripts and never changes its meaning. Each
has a failing example and a nearby passing one under `tests/spec/`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.source import Place, Source, Span


class Severity(Enum):
    """How bad it is: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


ERROR, WARNING = Severity.ERROR, Severity.WARNING
VERIFY = "Run `briefing verify` where the source's text is at hand."
ANEW = "Run `briefing verify` where the source's text is at hand to write it anew."


class Code(Enum):
    """Every kind of diagnostic: slug, severity and what it means."""

    # Files
    FILE_UNREADABLE = ("file-unreadable", ERROR, "The file cannot be opened or read.")
    FILE_ENCODING = ("file-encoding", ERROR, "The file is not UTF-8.")
    FILE_BINARY = ("file-binary", ERROR, "A stored text that is no text.")
    FILE_CONTROL = ("file-control", ERROR, "The text holds a control character.")
    FILE_TOO_LARGE = ("file-too-large", ERROR, "A file or body over its limit.")
    FILE_NAME = ("file-name", ERROR, "A file name that is not a stem or key.")
    FILE_DUPLICATE = ("file-duplicate", ERROR, "Two files with one stem.")
    FILE_LINK = ("file-link", ERROR, "A symbolic link that leads out of the content folder.")
    FILE_MISPLACED = ("file-misplaced", WARNING, "An article or record where none is read.")
    FILE_COLLISION = ("file-collision", ERROR, "A file at an address that is generated.")
    CONTENT_MISSING = ("content-missing", ERROR, "There is no content folder.")
    # Front matter
    FRONT_MATTER_MISSING = ("front-matter-missing", ERROR, "No front matter at the top.")
    FRONT_MATTER_UNCLOSED = ("front-matter-unclosed", ERROR, "Front matter never closed.")
    FRONT_MATTER_LIMIT = ("front-matter-limit", ERROR, "Front matter too large or deep.")
    YAML_SYNTAX = ("yaml-syntax", ERROR, "The front matter is not YAML.")
    YAML_REFUSED = ("yaml-refused", ERROR, "Anchors, aliases, tags and merges are refused.")
    YAML_DUPLICATE = ("yaml-duplicate", ERROR, "A key stands twice.")
    YAML_COMMENT = ("yaml-comment", ERROR, "Text behind ` #` would be lost as a comment.")
    FIELD_UNKNOWN = ("field-unknown", ERROR, "A field that does not exist.")
    FIELD_MISSING = ("field-missing", ERROR, "A required field is not there.")
    FIELD_TYPE = ("field-type", ERROR, "A value of the wrong type.")
    FIELD_VALUE = ("field-value", ERROR, "A value that the field cannot have.")
    DATE_IMPOSSIBLE = ("date-impossible", ERROR, "A date that is not in the calendar.")
    DESCRIPTION_LONG = ("description-long", WARNING, "A description of over 35 words.")
    SUMMARY_MISSING = ("summary-missing", WARNING, "Neither a summary nor facts.")
    SUMMARY_UNFOUNDED = ("summary-unfounded", WARNING, "A summary point without evidence.")
    # Annotations
    ANNOTATION_SYNTAX = ("annotation-syntax", ERROR, "Attributes that cannot be read.")
    ANNOTATION_UNCLOSED = ("annotation-unclosed", ERROR, "A brace or quote is not closed.")
    ANNOTATION_STRAY = ("annotation-stray", ERROR, "Attributes without a passage before them.")
    ANNOTATION_BRACKET = ("annotation-bracket", ERROR, "An unbalanced square bracket.")
    ANNOTATION_EMPTY = ("annotation-empty", ERROR, "A passage without words.")
    ANNOTATION_DEPTH = ("annotation-depth", ERROR, "Spans nested over 8 deep.")
    ANNOTATION_LIMIT = ("annotation-limit", ERROR, "Over 20,000 annotations.")
    KIND_UNKNOWN = ("kind-unknown", ERROR, "A kind that does not exist.")
    KIND_MISSING = ("kind-missing", ERROR, "Attributes without a kind.")
    KIND_SEVERAL = ("kind-several", ERROR, "More than one kind on a passage.")
    ATTRIBUTE_UNKNOWN = ("attribute-unknown", ERROR, "An attribute that does not exist.")
    ATTRIBUTE_DUPLICATE = ("attribute-duplicate", ERROR, "An attribute stands twice.")
    ATTRIBUTE_MISSING = ("attribute-missing", ERROR, "A required attribute is not there.")
    ATTRIBUTE_MISPLACED = ("attribute-misplaced", ERROR, "Attributes that exclude each other.")
    ATTRIBUTE_VALUE = ("attribute-value", ERROR, "A value that the attribute cannot have.")
    ID_INVALID = ("id-invalid", ERROR, "An id of the wrong form.")
    ID_DUPLICATE = ("id-duplicate", ERROR, "An id stands twice in the article.")
    ID_CLASH = ("id-clash", WARNING, "Two passages begin with the same words.")
    QUOTE_MARKS = ("quote-marks", WARNING, "A quotation without quotation marks.")
    SAID_MARKS = ("said-marks", WARNING, "Reported speech in quotation marks.")
    RAW_HTML = ("raw-html", WARNING, "Raw HTML, which is shown as text.")
    COMMENT_OPEN = ("comment-open", WARNING, "A comment that a reader sees.")
    # References
    EVIDENCE_UNKNOWN = ("evidence-unknown", ERROR, "Evidence that points nowhere.")
    CONT_UNKNOWN = ("cont-unknown", ERROR, "`cont` names no earlier quotation.")
    CONT_ORDER = ("cont-order", ERROR, "`cont` names itself or a later part.")
    CONT_APART = ("cont-apart", ERROR, "`cont` joins words of different surroundings.")
    SOURCE_UNKNOWN = ("source-unknown", ERROR, "A source that is not listed.")
    VARIANT_UNKNOWN = ("variant-unknown", ERROR, "A variant of no quotation.")
    QUESTION_UNKNOWN = ("question-unknown", ERROR, "A question that does not exist.")
    ANSWER_EARLY = ("answer-early", ERROR, "An answer dated before its question.")
    ANSWER_OWN = ("answer-own", WARNING, "An article asks and answers on one day.")
    ANSWER_TWICE = ("answer-twice", ERROR, "An article answers a question twice.")
    ANSWER_CONFLICT = ("answer-conflict", WARNING, "An answer takes back an earlier one.")
    ANSWER_CIRCULAR = ("answer-circular", WARNING, "Answers that rest on what they answer.")
    STORY_UNKNOWN = ("story-unknown", WARNING, "A story key that is nearly a known one.")
    STORY_EMPTY = ("story-empty", WARNING, "A story's record without articles.")
    TOPIC_CLASH = ("topic-clash", WARNING, "Two spellings of a topic make one page.")
    NAME_AMBIGUOUS = ("name-ambiguous", ERROR, "A name that several records have.")
    NAME_SIMILAR = ("name-similar", WARNING, "A name that is nearly another speaker's.")
    NAME_SHARED = ("name-shared", WARNING, "A name that another record has too.")
    ALIAS_SHARED = ("alias-shared", WARNING, "An alias that means somebody else too.")
    ALIAS_IDLE = ("alias-idle", WARNING, "An alias that adds nothing.")
    ROLE_OVERLAP = ("role-overlap", WARNING, "A role that stands twice for the same days.")
    NAME_CLASH = ("name-clash", ERROR, "Two names that make one key.")
    LINK_BROKEN = ("link-broken", WARNING, "A link to a file or place that does not exist.")
    FOOTNOTE_BROKEN = (
        "footnote-broken",
        WARNING,
        "A footnote without definition or reference.",
    )
    FOOTNOTE_DUPLICATE = ("footnote-duplicate", ERROR, "A footnote that is defined twice.")
    # Checked words
    WORDS_DIFFER = ("words-differ", ERROR, "A quotation differs from its source's text.")
    WORDS_NOT_FOUND = ("words-not-found", ERROR, "A quotation is not in its source's text.")
    WORDS_UNCHECKED = ("words-unchecked", WARNING, "A quotation that its record is not of.")
    WORDS_ASIDE = ("words-aside", WARNING, "A quotation outside of a page's main text.")
    TEXT_MISSING = ("text-missing", WARNING, "A source's text is not there.")
    TEXT_EMPTY = ("text-empty", ERROR, "A source's text without words.")
    CHECKS_INVALID = ("checks-invalid", ERROR, "A record of checks that cannot be read.")
    CHECKS_EDITED = ("checks-edited", ERROR, "A record of checks that was changed by hand.")
    CHECKS_UNSEALED = ("checks-unsealed", WARNING, "A record of checks without seals.")
    # Site
    TEMPLATE_INVALID = ("template-invalid", ERROR, "A template that cannot be used.")
    TEMPLATE_UNUSED = ("template-unused", WARNING, "A template that no page uses.")
    MESSAGES_INVALID = ("messages-invalid", ERROR, "A message that cannot be used.")
    MESSAGE_UNUSED = ("message-unused", WARNING, "A message that nothing says.")
    MESSAGE_MISSING = ("message-missing", WARNING, "A language that lacks messages.")
    PAGE_EDITED = ("page-edited", WARNING, "A generated page was changed by hand.")
    OUTPUT_REFUSED = ("output-refused", ERROR, "A folder that is not safe to write to.")

    def __init__(self, slug: str, severity: Severity, meaning: str) -> None:
        """Take the parts of the value apart."""
        self.slug = slug
        self.severity = severity
        self.meaning = meaning


@dataclass(frozen=True)
class Related:
    """Another place that a diagnostic speaks of."""

    place: Place
    message: str


@dataclass(frozen=True)
class Diagnostic:
    """One finding: what, where, and what would mend it. A `raised` one is an error in any case."""

    code: Code
    place: Place
    message: str
    suggestion: str = ""
    related: tuple[Related, ...] = ()
    raised: bool = False

    @property
    def severity(self) -> Severity:
        """Severity of its code, unless it is raised."""
        return ERROR if self.raised else self.code.severity


def raised(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Make errors of all."""
    return tuple(replace(diagnostic, raised=True) for diagnostic in found)


def diagnose(  # noqa: PLR0913 - all of a diagnostic
    code: Code,
    source: Source,
    span: Span,
    message: str,
    suggestion: str = "",
    *,
    related: Iterable[Related] = (),
) -> Diagnostic:
    """Make a diagnostic at a span of a source."""
    return Diagnostic(code, source.place(span), message, suggestion, tuple(related))


MAX_COMPARED = 500
_NAMED = 5
"""The most names that a message lists."""
MAX_LONGER = 3


def nearest(word: str, known: Iterable[str]) -> str:
    """Give the known word that is most like another, or nothing."""
    names = list(known)
    if len(names) > MAX_COMPARED:
        # Comparing is slow, so of very many names only those of nearly the same form are.
        names = [n for n in names if n[:3] == word[:3] and abs(len(n) - len(word)) <= MAX_LONGER]
        names = names[:MAX_COMPARED]
    near = get_close_matches(word, names, n=1, cutoff=0.6)
    folded = {name.casefold(): name for name in names}
    return near[0] if near else folded.get(word.casefold(), "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Suggest the nearest known word as a sentence, or nothing."""
    near = nearest(word, known)
    return f"Did you mean `{near}`?" if near else ""


def meant_or_listed(word: str, known: Iterable[str]) -> str:
    """Suggest the nearest known word as a sentence, or else name the known ones."""
    names = list(known)
    return did_you_mean(word, names) or (f"There are {listed(names)}." if names else "")


def listed(names: Iterable[str], between: str = ", ") -> str:
    """Write names one after another, of many the first ones and how many there are besides."""
    quoted = [f"`{name}`" for name in names]
    more = f" and {len(quoted) - _NAMED} more" if len(quoted) > _NAMED else ""
    return f"{between.join(quoted[:_NAMED])}{more}"


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by path and position, so that a report is the same whatever the order of work."""
    unique = dict.fromkeys(diagnostics)
    return tuple(
        sorted(
            unique,
            key=lambda d: (d.place.path, d.place.line, d.place.column, d.code.slug, d.message),
        )
    )
