"""Stage parse: one text -> one article, person or story, by itself."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

from markdown_it import MarkdownIt
from markdown_it.rules_inline import html_inline
from mdit_py_plugins.footnote import footnote_plugin

from generator.annotations import annotation_rules
from generator.diagnostics import Code, Diagnostic, Related, diagnose
from generator.footnotes import marks_not_shown, not_shown, undefined
from generator.frontmatter import read_fields, split
from generator.markdown import comment_spans, is_comment, without_comments
from generator.marks import read_marks
from generator.model import (
    Annotation,
    Article,
    Body,
    FrontMatter,
    Heading,
    Link,
    OrdinaryPage,
    Person,
    Story,
)
from generator.ordinary import annotation_in, links_of
from generator.places import BlockMap
from generator.reading import RawMark, Reading, words_of
from generator.schema import ArticleFields, PersonFields, StoryFields
from generator.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from pydantic import BaseModel

    Model = TypeVar("Model", bound=BaseModel)

MAX_BODY = 2_000_000
MAX_DESCRIPTION_WORDS = 35


def parse_article(source: Source, stem: str) -> tuple[Article | None, tuple[Diagnostic, ...]]:
    """Read an article. What is wrong is reported and left out; None without usable fields."""
    front, body_span, problems = _front_matter(source, ArticleFields)
    taken, twice = _question_ids(source, front) if front else ({}, ())
    body, found = parse_body(source, body_span, taken)
    problems = [*problems, *twice, *found]
    if front is None:
        return None, tuple(problems)
    problems.extend([*_doubts(source, front, body), *_order_of_dates(source, front)])
    return Article(source, stem, front, body), tuple(problems)


def parse_person(source: Source, key: str) -> tuple[Person | None, tuple[Diagnostic, ...]]:
    """Read the record of a person or body."""
    front, span, problems = _front_matter(source, PersonFields)
    body, found = _note(source, span)
    for index, role in enumerate(front.fields.roles if front else ()):
        if front and role.since and role.until and role.until < role.since:
            at = front.span("roles", index, "to")
            message = f"the role ends on {role.until}, before it begins ({role.since})"
            problems.append(diagnose(Code.FIELD_VALUE, source, at, message))
    return (Person(source, key, front, body) if front else None), (*problems, *found)


def parse_story(source: Source, key: str) -> tuple[Story | None, tuple[Diagnostic, ...]]:
    """Read the record of a story."""
    front, span, problems = _front_matter(source, StoryFields)
    body, found = _note(source, span)
    return (Story(source, key, front, body) if front else None), (*problems, *found)


def parse_page(source: Source) -> tuple[OrdinaryPage, tuple[Diagnostic, ...]]:
    """Find the links of an ordinary page; the rest of it is for MkDocs to read."""
    page = OrdinaryPage(source, tuple(links_of(source.text)))
    mark = annotation_in(source.text)
    if mark is None:
        return page, ()
    message = "an annotation on an ordinary page is not read: a reader sees its braces"
    hint = "Articles lie in `content/articles/`. What only shows the syntax stands in code."
    return page, (diagnose(Code.FILE_MISPLACED, source, mark, message, hint),)


def _front_matter(
    source: Source, model: type[Model]
) -> tuple[FrontMatter[Model] | None, Span, list[Diagnostic]]:
    span, body, problems = split(source)
    if span is None:
        return None, body, list(problems)
    front, wrong = read_fields(source, span, model)
    return front, body, [*problems, *wrong]


def _note(source: Source, span: Span) -> tuple[Body, tuple[Diagnostic, ...]]:
    """Read a body that may not be annotated."""
    body, problems = parse_body(source, span, {})
    strays = tuple(
        diagnose(
            Code.ANNOTATION_STRAY,
            source,
            annotation.markup,
            "only articles are annotated, not the notes of people and stories",
        )
        for annotation in body.annotations
    )
    return replace(body, annotations=()), (*problems, *strays)


def _question_ids(
    source: Source, front: FrontMatter[ArticleFields]
) -> tuple[Mapping[str, Span], tuple[Diagnostic, ...]]:
    """Give the ids of the questions with their places, and those that stand twice."""
    ids: dict[str, Span] = {}
    twice: list[Diagnostic] = []
    for index, question in enumerate(front.fields.questions):
        span = front.span("questions", index, "id")
        if question.id in ids:
            message = f"the id `{question.id}` stands in this article a second time"
            first = Related(source.place(ids[question.id]), "the first stands here")
            twice.append(diagnose(Code.ID_DUPLICATE, source, span, message, related=[first]))
        ids.setdefault(question.id, span)
    return ids, tuple(twice)


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """CommonMark with tables and footnotes, and the rules that read annotations."""
    md = MarkdownIt("commonmark").enable("table")
    md.inline.ruler.at("html_inline", _noting_comments)
    return md.use(footnote_plugin, inline=False, move_to_end=False).use(annotation_rules)


def _noting_comments(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's
    """Read inline HTML as ever, and note where comments stand: they are left out of pages."""
    start = state.pos
    reading: Reading = state.env["reading"]
    if not html_inline(state, silent):
        if not silent and state.src.startswith("<!--", start):
            message = "this comment does not end in its paragraph: a reader sees it as text"
            hint = "End it with `-->`, or begin it on a line of its own."
            span = Span(reading.base + start, reading.base + start + len("<!--"))
            reading.fault(Code.COMMENT_OPEN, span, message, hint)
        return False
    if not silent and reading.block and is_comment(state.src[start : state.pos]):
        span = Span(reading.base + start, reading.base + state.pos)
        state.env["comments"].append(reading.block.span(span))
    return True


def parse_body(
    source: Source, span: Span, taken: Mapping[str, Span]
) -> tuple[Body, tuple[Diagnostic, ...]]:
    """Read Markdown at `span`; `taken` are ids that annotations may not have."""
    if span.end - span.start > MAX_BODY:
        message = f"the body is longer than {MAX_BODY:,} characters"
        at = Span(span.start, span.start)
        return Body(Span(span.start, span.start)), (
            diagnose(Code.FILE_TOO_LARGE, source, at, message),
        )
    reading = Reading(source, span.start, quick=True)
    text = source[span]
    comments: list[Span] = []
    env: dict[str, Any] = {"reading": reading, "comments": comments}
    tokens = parser().parse(text, env)
    annotations, problems = read_marks(source, reading.marks, taken)
    faults = (diagnose(f.code, source, f.span, f.message, f.suggestion) for f in reading.faults)
    if "<!-" in text:
        comments.extend(_comments_in_blocks(source, span, tokens))
    body = Body(
        span,
        annotations,
        tuple(_headings(source, span, tokens)),
        tuple(Link(*link) for link in reading.links),
        _count_words(source, span, [*(mark.markup for mark in reading.marks), *comments]),
        tuple(comments),
        _broken(reading.marks, annotations),
    )
    found = [*faults, *problems]
    if "<" in text:
        found.extend(_html(source, span, tokens))
    if "[^" in text:
        found.extend(undefined(source, span, tokens))
        found.extend(not_shown(source, span, tokens, env))
        found.extend(marks_not_shown(source, span, tokens, env, reading.marks))
    return body, tuple(found)


def _count_words(source: Source, body: Span, unseen: list[Span]) -> int:
    """Count the words that a reader sees; `unseen` are the attributes and the comments."""
    text = source.text
    count = len(source[body].split())
    for start, end in unseen:
        is_stuck = start > 0 and not text[start - 1].isspace()
        count -= len(text[start:end].split()) - is_stuck
    return count


def _headings(source: Source, body: Span, tokens: list[Token]) -> Iterator[Heading]:
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and inline.content:
            place = BlockMap(source, source.position(body.start).line - 1, inline)
            yield Heading(
                int(opening.tag[1]), words_of(inline.children or []), place.span(Span(0, 1)).start
            )


def _broken(marks: list[RawMark], read: tuple[Annotation, ...]) -> frozenset[str]:
    if len(marks) == len(read):
        return frozenset()
    named = {item.name for mark in marks for item in mark.attributes.items if item.sigil == "#"}
    return frozenset(named - {annotation.id for annotation in read})


def _comments_in_blocks(source: Source, body: Span, tokens: list[Token]) -> Iterator[Span]:
    """Find the comments in blocks of raw HTML."""
    offset, starts = source.position(body.start).line - 1, source.line_starts
    for token in tokens:
        if token.type == "html_block" and token.map:
            first, behind = (line + offset for line in token.map)
            end = starts[behind] if behind < len(starts) else len(source.text)
            yield from (Span(*span) for span in comment_spans(source.text, starts[first], end))


def _html(source: Source, body: Span, tokens: list[Token]) -> Iterator[Diagnostic]:
    """Warn of raw HTML, once a block; comments are left out of the page without a word."""
    for token in tokens:
        inside = [token, *(token.children or ())]
        html = next(
            (
                t
                for t in inside
                if t.type.startswith("html_") and without_comments(t.content).strip()
            ),
            None,
        )
        if html is None or token.map is None:
            continue
        first = source.line_starts[source.position(body.start).line - 1 + token.map[0]]
        at = source.text.find(html.content.strip(), first)
        start = max(at, first)
        end = start + len(html.content.strip().partition("\n")[0]) if at >= 0 else start
        message = "raw HTML is not executed: a reader sees it as text"
        hint = "Use Markdown, or write `\\<` where a bracket is meant."
        yield diagnose(Code.RAW_HTML, source, Span(start, end), message, hint)


def _order_of_dates(source: Source, front: FrontMatter[ArticleFields]) -> Iterator[Diagnostic]:
    """Find an update or a correction from before the article, and corrections out of order."""
    fields = front.fields
    if fields.updated and fields.updated < fields.date:
        message = f"`updated` is {fields.updated}, before the article's own date ({fields.date})"
        yield diagnose(Code.FIELD_VALUE, source, front.span("updated"), message)
    last = fields.date
    for index, correction in enumerate(fields.corrections):
        if correction.date < last:
            other = "the one before it" if index else "the article"
            message = f"this correction is of {correction.date}, before {other} ({last})"
            at = front.span("corrections", index, "date")
            yield diagnose(Code.FIELD_VALUE, source, at, message, "The newest stands last.")
        last = max(last, correction.date)


def _doubts(source: Source, front: FrontMatter[ArticleFields], body: Body) -> Iterator[Diagnostic]:
    """Warn of what is allowed but weak in an article's own fields."""
    fields = front.fields
    count = len((fields.description or "").split())
    if count > MAX_DESCRIPTION_WORDS:
        message = f"the description has {count} words, over {MAX_DESCRIPTION_WORDS}"
        yield diagnose(Code.DESCRIPTION_LONG, source, front.span("description"), message)
    if "summary" in front.broken:
        return
    if not fields.summary and not body.own_facts:
        message = "the article has neither a `summary` nor `.fact` passages"
        hint = "Add a summary with evidence, or mark the statements that matter as `.fact`."
        yield diagnose(Code.SUMMARY_MISSING, source, front.span(), message, hint)
    for index, point in enumerate(fields.summary):
        if not point.evidence:
            message = "this point of the summary names no evidence"
            hint = "Add `evidence: [id]` with the ids of the passages that it rests on."
            yield diagnose(
                Code.SUMMARY_UNFOUNDED, source, front.span("summary", index), message, hint
            )
