"""Stage link: single articles -> a corpus in which every reference has its meaning."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.addresses import generated_files, generated_pages
from generator.anchors import Anchors
from generator.answers import Answers, answer_problems
from generator.corpus import Corpus, Linked, Statement
from generator.diagnostics import Code, Diagnostic, Related, diagnose, did_you_mean, meant_or_listed
from generator.ledger import Answer, Gap, Question, QuestionName
from generator.model import Article, Kind, Link, Parsed, Person, Story
from generator.names import Names
from generator.near_names import near_names
from generator.person_records import person_problems
from generator.questions import QuestionIndex
from generator.settings import PAGE_SIZE
from generator.slugs import slug
from generator.statements import Quotations
from generator.story_keys import story_problems
from generator.targets import Targets, is_external

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.source import Source


def link(
    parsed: Parsed,
    files: frozenset[str] = frozenset(),
    unread: Iterable[str] = (),
    *,
    drafts: bool = False,
    page_size: int = PAGE_SIZE,
) -> tuple[Corpus, tuple[Diagnostic, ...]]:
    """Link articles.

    `files` are the other published files of the content folder, `unread` the articles, people
    and stories in it that could not be read at all: nothing is said about references to them.
    Drafts are checked too, but are part of the corpus only with `drafts`. `page_size` is how much a
    page of a long list has.
    """
    everything = sorted(parsed.articles, key=lambda a: (a.fields.date, a.stem))
    hidden = frozenset(a.stem for a in everything if a.fields.status == "draft" and not drafts)
    silent = frozenset(unread)
    linker = _Linker(everything, parsed, files, silent, hidden)
    problems: list[Diagnostic] = []
    linked: list[Linked] = []
    # What is published comes first, so that a draft never lends it a name.
    for article in sorted(everything, key=lambda a: a.stem in hidden):
        one, wrong = linker.article(article)
        problems.extend(wrong)
        linked.append(one)
    problems.extend(_topics(everything))
    problems.extend(story_problems(everything, parsed.stories, silent))
    published = tuple(one for one in linked if one.stem not in hidden)
    unpublished = tuple(one for one in linked if one.stem in hidden)
    spoken = {s.speaker.key for one in published for s in one.statements if s.speaker}
    corpus = Corpus(
        published,
        unpublished,
        parsed.stories,
        {k: s for k, s in sorted(linker.names.speakers.items()) if s.record or k in spoken},
        _ledger(published, linker.questions),
    )
    problems.extend(answer_problems(corpus))
    problems.extend(person_problems(parsed.people.values()))
    problems.extend(near_names(linked, linker.names.speakers))
    links, wrong = _links_elsewhere(parsed, corpus, linker.targets, page_size)
    problems.extend(wrong)
    return _with_addressees(replace(corpus, links=links), linker.names), tuple(problems)


class _Linker:
    """What is known about all articles while each is linked."""

    def __init__(
        self,
        articles: list[Article],
        parsed: Parsed,
        files: frozenset[str],
        silent: frozenset[str],
        hidden: frozenset[str],
    ) -> None:
        people, stories = parsed.people, parsed.stories
        self.names = Names.of(people.values())
        self.questions = QuestionIndex.of(articles, hidden, silent)
        anchors = {a.source.content_path: Anchors.of(a) for a in articles}
        notes: list[Person | Story] = [*people.values(), *stories.values()]
        anchors |= {record.source.content_path: Anchors.of_note(record.body) for record in notes}
        published = (a for a in articles if a.stem not in hidden)
        pages = {a.source.content_path: f"briefings/{a.stem}.md" for a in published}
        pages |= {p.source.content_path: f"people/{p.key}.md" for p in people.values()}
        pages |= {s.source.content_path: f"stories/{s.key}.md" for s in stories.values()}
        drafts = frozenset(a.source.content_path for a in articles if a.stem in hidden)
        self.targets = Targets(pages, anchors, files, drafts, silent)

    def article(self, article: Article) -> tuple[Linked, list[Diagnostic]]:
        problems: list[Diagnostic] = [*_sources(article), *_evidence(article)]
        quotations = Quotations(article, self.names)
        statements = tuple(quotations.statements())
        problems.extend(quotations.problems)
        asks, wrong = self._asks(article)
        problems.extend(wrong)
        replies = Answers(article, self.questions, asks)
        answers = replies.answers()
        problems.extend(replies.problems)
        links = [*article.body.links, *_image(article)]
        targets, wrong = _links(self.targets, article.source, links)
        problems.extend(_foreign_image(article))
        problems.extend(wrong)
        questions = tuple(self.questions.asked_by(article))
        return Linked(article, statements, asks, questions, answers, targets), problems

    def _asks(self, article: Article) -> tuple[dict[str, QuestionName], list[Diagnostic]]:
        asks: dict[str, QuestionName] = {}
        problems = []
        for annotation in article.body.annotations:
            if annotation.get("ask"):
                asks[annotation.id] = (article.stem, annotation.id)
            elif annotation.get("asks"):
                span = annotation.where("asks")
                name, problem = self.questions.resolve(article, span, annotation.get("asks"))
                if problem:
                    problems.append(problem)
                if name:
                    asks[annotation.id] = name
        return asks, problems


def _links_elsewhere(
    parsed: Parsed, corpus: Corpus, targets: Targets, page_size: int
) -> tuple[dict[str, dict[str, str]], list[Diagnostic]]:
    """Give what the links of records and of ordinary pages lead to, by the files' paths.

    Ordinary pages may link to all that is generated; what there is is known only by now.
    """
    links: dict[str, dict[str, str]] = {}
    problems: list[Diagnostic] = []
    records: list[Person | Story] = [*parsed.people.values(), *parsed.stories.values()]
    for record in records:
        links[record.source.content_path], wrong = _links(targets, record.source, record.body.links)
        problems.extend(wrong)
    pages = (path for path, _, _ in generated_pages(corpus, page_size))
    everywhere = replace(targets, made=frozenset((*pages, *generated_files(corpus))))
    for page in parsed.pages:
        links[page.source.content_path], wrong = _links(everywhere, page.source, page.links)
        problems.extend(wrong)
    return links, problems


def _links(
    targets: Targets, source: Source, links: Iterable[Link]
) -> tuple[dict[str, str], list[Diagnostic]]:
    found: dict[str, str] = {}
    problems: list[Diagnostic] = []
    for one in links:
        target, problem = targets.resolve(source, one)
        if target is not None:
            found[one.destination] = target
        if problem:
            problems.append(problem)
    return found, problems


def _image(article: Article) -> Iterator[Link]:
    if article.fields.image:
        span = article.front_matter.span("image", "src")
        yield Link(article.fields.image.src, span, image=True)


def _foreign_image(article: Article) -> Iterator[Diagnostic]:
    image = article.fields.image
    if image and is_external(image.src):
        message = "`image.src` is an address: a page loads nothing from elsewhere"
        hint = "Put the picture into the content folder."
        span = article.front_matter.span("image", "src")
        yield diagnose(Code.FIELD_VALUE, article.source, span, message, hint)


def _sources(article: Article) -> Iterator[Diagnostic]:
    """Find sources that are not listed, or are listed without a name."""
    known = article.fields.sources
    front = article.front_matter
    hint = f"Listed in the front matter: {', '.join(known)}." if known else "No source is listed."
    for annotation in article.body.annotations:
        named = annotation.get("source").replace(",", " ").split()
        if len(named) > 1 and annotation.kind is not Kind.FACT:
            message = f"a `.{annotation.kind}` has one source"
            yield diagnose(Code.SOURCE_UNKNOWN, article.source, annotation.where("source"), message)
            continue
        for name in named:
            if name not in known:
                message = f"there is no source `{name}`"
                span = annotation.where("source")
                help_ = did_you_mean(name, known) or hint
                yield diagnose(Code.SOURCE_UNKNOWN, article.source, span, message, help_)
    for index, variant in enumerate(article.fields.variants):
        if variant.source not in known:
            message = f"there is no source `{variant.source}`"
            span = front.span("variants", index, "source")
            help_ = did_you_mean(variant.source, known) or hint
            yield diagnose(Code.SOURCE_UNKNOWN, article.source, span, message, help_)
    for name, source in known.items():
        if not source.name:
            message = f"the source `{name}` has neither a publisher nor a title"
            yield diagnose(Code.FIELD_MISSING, article.source, front.span("sources", name), message)


def _evidence(article: Article) -> Iterator[Diagnostic]:
    """Find evidence and variants that point nowhere."""
    known = dict.fromkeys(annotation.id for annotation in article.body.annotations)
    quotations = dict.fromkeys(a.id for a in article.body.annotations if a.kind is Kind.QUOTE)
    front = article.front_matter
    named = [
        *(
            (("summary", index), point.evidence)
            for index, point in enumerate(article.fields.summary)
        ),
        *((("answers", index), item.evidence) for index, item in enumerate(article.fields.answers)),
    ]
    for path, evidence in named:
        for number, name in enumerate(evidence):
            if name not in known and name not in article.body.broken:
                message = f"there is no annotation `{name}` in this article"
                span = front.span(*path, "evidence", number)
                hint = meant_or_listed(name, known)
                yield diagnose(Code.EVIDENCE_UNKNOWN, article.source, span, message, hint)
    for index, variant in enumerate(article.fields.variants):
        if variant.of not in quotations and variant.of not in article.body.broken:
            message = f"there is no quotation `{variant.of}` in this article"
            span = front.span("variants", index, "of")
            hint = meant_or_listed(variant.of, quotations)
            yield diagnose(Code.VARIANT_UNKNOWN, article.source, span, message, hint)


def _topics(articles: Iterable[Article]) -> Iterator[Diagnostic]:
    """Find topics that differ in more than case, spaces and hyphens and would have one page."""
    first: dict[str, tuple[str, Article, int]] = {}
    for article in articles:
        for index, topic in enumerate(article.fields.topics):
            known, where, at = first.setdefault(slug(topic), (topic, article, index))
            if _letters(known) != _letters(topic):
                place = where.source.place(where.front_matter.span("topics", at))
                message = f"the topics “{topic}” and “{known}” would have one page"
                hint = f"Write `{known}` here too, or choose a name that differs in its letters."
                yield diagnose(
                    Code.TOPIC_CLASH,
                    article.source,
                    article.front_matter.span("topics", index),
                    message,
                    hint,
                    related=[Related(place, f"“{known}” stands here")],
                )


def _letters(topic: str) -> str:
    return " ".join(re.split(r"[\s_-]+", topic.casefold()))


def _ledger(published: tuple[Linked, ...], index: QuestionIndex) -> dict[QuestionName, Question]:
    """Collect what published articles say about each published question."""
    gaps: dict[QuestionName, list[Gap]] = {}
    answers: dict[QuestionName, list[Answer]] = {}
    for one in published:
        for annotation in one.article.body.annotations:
            name = one.asks.get(annotation.id)
            if name:
                gaps.setdefault(name, []).append(Gap(one.stem, one.article.fields.date, annotation))
        for name, answer in one.answers:
            answers.setdefault(name, []).append(answer)
    return {
        name: replace(
            index.questions[name],
            gaps=tuple(gaps.get(name, ())),
            answers=tuple(sorted(answers.get(name, ()), key=lambda a: (a.date, a.stem))),
        )
        for one in published
        for name in one.questions
    }


def _with_addressees(corpus: Corpus, names: Names) -> Corpus:
    """Link addressees who have a page. Only now is everybody known who has one."""

    def linked(statement: Statement) -> Statement:
        known = names.known(statement.addressee) if statement.addressee else None
        if known is None or known.key not in corpus.speakers:
            return statement
        return replace(statement, addressee=known.name, addressee_key=known.key)

    articles = tuple(
        replace(one, statements=tuple(map(linked, one.statements))) for one in corpus.articles
    )
    return replace(corpus, articles=articles)
