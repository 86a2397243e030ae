"""Writes what an example means, in lines that a reader of the specification understands."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.build import Built, build
from generator.checked import Check
from generator.commonmark import render_stretch
from generator.compose import compose
from generator.content import Checked, check_content
from generator.corpus import Linked, Statement
from generator.diagnostics import Diagnostic
from generator.ledger import Question
from generator.model import Annotation
from generator.settings import Settings
from generator.targets import BROKEN
from generator.views import BriefingView, Card
from tests.spec.examples import ARTICLE, Example, frame

STEM = ARTICLE.rsplit("/", 1)[-1].removesuffix(".md")
FINE = "fine"
_BARE = re.compile(r"[A-Za-z0-9._:/#-]+")
_TOLD = re.compile(r"(?P<head>.+? (?:error|warning) [a-z-]+) “(?P<words>.+)”")


@dataclass(frozen=True)
class Outcome:
    """What the stages make of an example that lies in a folder."""

    example: Example
    folder: Path

    @cached_property
    def settings(self) -> Settings:
        return Settings(drafts="drafts" in self.example.words)

    @cached_property
    def checked(self) -> Checked:
        return check_content(self.folder, self.settings)

    @cached_property
    def built(self) -> Built:
        return build(self.folder, self.settings)

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything found; that a summary is missing matters only where it is shown."""
        source = self.built if "pages" in self.example.words else self.checked
        shown = "summary" in self.example.words
        return tuple(d for d in source.diagnostics if shown or d.code.slug != "summary-missing")

    @cached_property
    def briefings(self) -> Mapping[str, BriefingView]:
        views = compose(self.checked.corpus, self.checked.checks, self.settings)
        return {
            view.path.removeprefix("briefings/").removesuffix(".md"): view.values["briefing"]
            for view in views
            if "briefing" in view.values
        }

    def meaning(self) -> list[str]:
        """Give the lines that the example should show."""
        lines: list[str] = []
        for word, values in self.example.words.items():
            if word in SHOWN:
                lines.extend(SHOWN[word](self, values))
        moved = frame().count("\n") if "body" in self.example.words else 0
        lines.extend(self._told(diagnostic, moved) for diagnostic in self.diagnostics)
        return lines or [FINE]

    def _told(self, diagnostic: Diagnostic, moved: int) -> str:
        """Write a diagnostic, with the words that the example quotes of it if it has them."""
        place, code = diagnostic.place, diagnostic.code
        own = place.path == ARTICLE
        at = (
            f"{place.line - moved}:{place.column}"
            if own
            else f"{place.path}:{place.line}:{place.column}"
        )
        head = f"{at} {code.severity.value} {code.slug}"
        others = (f"{r.message} ({r.place.path}:{r.place.line})" for r in diagnostic.related)
        everything = " ".join([diagnostic.message, diagnostic.suggestion, *others])
        quoted = [
            found["words"]
            for line in self.example.expected
            if (found := _TOLD.fullmatch(line)) and found["head"] == head
        ]
        if not quoted:
            return head
        return f"{head} “{next((q for q in quoted if q in everything), everything)}”"


def _name(stem: str, identifier: str) -> str:
    return identifier if stem == STEM else f"{stem}#{identifier}"


def _attributes(annotation: Annotation) -> Iterator[str]:
    for name, attribute in annotation.attributes.items():
        value = attribute.value
        yield f"{name}={value}" if _BARE.fullmatch(value) else f'{name}="{value}"'


def _annotations(outcome: Outcome, _: tuple[str, ...]) -> Iterator[str]:
    for one in outcome.checked.corpus.articles:
        depths: list[int] = []
        for annotation in one.article.body.annotations:
            depths.append(0 if annotation.parent is None else depths[annotation.parent] + 1)
            name = _name(one.stem, annotation.id)
            yield " ".join(
                [
                    "  " * depths[-1] + annotation.kind,
                    name if annotation.explicit else f"({name})",
                    *(["key"] if annotation.key else []),
                    *(["block"] if annotation.block else []),
                    *_attributes(annotation),
                    "|",
                    annotation.words,
                ]
            )


def _statements(outcome: Outcome, fields: tuple[str, ...]) -> Iterator[str]:
    for one in outcome.checked.corpus.articles:
        for statement in one.statements:
            words = " + ".join(part.words for part in statement.parts)
            kind = "quotation" if statement.annotation.kind == "quote" else "reported"
            inner = " inside" if statement.around else ""
            yield f"{kind} {_name(one.stem, statement.id)}{inner} | {words}"
            shown = _of_statement(statement)
            for field in fields or ("by",):
                yield from (f"  {field}: {value}" for value in shown[field]() or ["none"])


def _of_statement(statement: Statement) -> Mapping[str, Callable[[], list[str]]]:
    first = statement.annotation
    speaker = statement.speaker

    def by() -> list[str]:
        if speaker is None:
            return [f"{statement.unnamed} (not named)"] if statement.unnamed else []
        return [f"{speaker.name} ({speaker.key})"]

    def to() -> list[str]:
        key = f" ({statement.addressee_key})" if statement.addressee_key else ""
        return [statement.addressee + key] if statement.addressee else []

    def source() -> list[str]:
        found = statement.source
        return [f"{statement.source_key}, {found.name}"] if found else []

    def given(name: str) -> Callable[[], list[str]]:
        return lambda: [first.get(name)] if first.get(name) else []

    return {
        "by": by,
        "to": to,
        "source": source,
        "role": lambda: [statement.role] if statement.role else [],
        "date": lambda: [statement.date],
        "variant": lambda: [f"{v.source_key} | {v.text}" for v in statement.variants],
        **{name: given(name) for name in ("at", "translated", "note", "doubtful")},
    }


def _questions(outcome: Outcome, _: tuple[str, ...]) -> Iterator[str]:
    for question in outcome.checked.corpus.questions.values():
        yield from _question(question)


def _question(question: Question) -> Iterator[str]:
    name = _name(question.stem, question.id)
    yield f"question {name} {question.status} since {question.asked} | {question.ask}"
    if question.resolves_when:
        yield f"  settled when | {question.resolves_when}"
    for gap in question.gaps:
        yield f"  gap {_name(gap.stem, gap.annotation.id)} | {gap.annotation.words}"
    for answer in question.answers:
        rests = f" [{', '.join(answer.fields.evidence)}]" if answer.fields.evidence else ""
        text = f" | {answer.fields.text}" if answer.fields.text else ""
        yield f"  {answer.fields.status} by {answer.stem}{rests}{text}"


def _fields(outcome: Outcome, names: tuple[str, ...]) -> Iterator[str]:
    values = _own(outcome).article.fields.model_dump(mode="json")
    for name in names:
        yield f"{name}: {json.dumps(values[name], ensure_ascii=False)}"


def _own(outcome: Outcome) -> Linked:
    return next(one for one in outcome.checked.corpus.articles if one.stem == STEM)


def _speakers(outcome: Outcome, _: tuple[str, ...]) -> Iterator[str]:
    for key, speaker in outcome.checked.corpus.speakers.items():
        yield f"{key} | {speaker.name}" + (" | record" if speaker.record else "")


def _links(outcome: Outcome, _: tuple[str, ...]) -> Iterator[str]:
    corpus = outcome.checked.corpus
    for one in corpus.articles:
        image = one.article.fields.image
        written = [
            *([image.src] if image else []),
            *(x.destination for x in one.article.body.links),
        ]
        for link in written:
            yield f"{_name(one.stem, link)} -> {_target(one.targets.get(link))}"
    for path, links in corpus.links.items():
        for link, target in links.items():
            yield f"content/{path} {link} -> {_target(target)}"


def _target(target: str | None) -> str:
    if target is None:
        return "as written"
    return "no link" if target == BROKEN else target


def _files(outcome: Outcome, _: tuple[str, ...]) -> Iterator[str]:
    inputs = outcome.checked.inputs
    shelves = {"article": inputs.articles, "person": inputs.people, "story": inputs.stories}
    for kind, shelf in shelves.items():
        yield from (f"{kind} {key}: {source.path}" for key, source in shelf.items())
    yield from (f"ordinary: content/{path}" for path in sorted(inputs.files))


def _pages(outcome: Outcome, folders: tuple[str, ...]) -> Iterator[str]:
    for page in sorted(outcome.built.pages, key=lambda page: page.path):
        if not folders or page.path.partition("/")[0] in folders:
            yield page.path + (f" -> {page.redirect}" if page.redirect else "")


def _language(outcome: Outcome, _: tuple[str, ...]) -> Iterator[str]:
    for page in outcome.built.pages:
        if page.path.startswith("briefings/"):
            tag = page.language or outcome.built.theme["language"]
            yield f"{page.path}: {tag}"
            first = outcome.briefings[page.path.removeprefix("briefings/").removesuffix(".md")]
            yield f"  {first.date} | {', '.join(count.title for count in first.counts)}"
            marked = re.findall(r'lang="([^"]+)" dir="([^"]+)"', page.markdown)
            yield from (f"  words in {tag}, {way}" for tag, way in sorted(set(marked)))


def _html(outcome: Outcome, _: tuple[str, ...]) -> Iterator[str]:
    yield from render_stretch(outcome.briefings[STEM].body).strip().splitlines()


def _summary(outcome: Outcome, _: tuple[str, ...]) -> Iterator[str]:
    for stem, briefing in outcome.briefings.items():
        if briefing.points_are_own_words and briefing.points:
            yield "in the article's words" if stem == STEM else f"in the words of {stem}"
        for point in briefing.points:
            yield f"point | {point.text}"
            yield from (f"  {mark.number} {mark.href} | {mark.words}" for mark in point.evidence)


def _cards(outcome: Outcome, _: tuple[str, ...]) -> Iterator[str]:
    def ids(cards: Iterable[Card]) -> str:
        return ", ".join(card.id for card in cards) or "none"

    briefing = outcome.briefings[STEM]
    yield f"counts: {', '.join(count.title for count in briefing.counts) or 'none'}"
    yield f"key: {ids(briefing.key_cards)}"
    yield f"folded: {ids(briefing.other_cards)}"
    yield f"reported: {ids(briefing.reported)}"


def _story(outcome: Outcome, _: tuple[str, ...]) -> Iterator[str]:
    for stem, briefing in outcome.briefings.items():
        before = briefing.before.href if briefing.before else "nothing"
        after = briefing.after.href if briefing.after else "nothing"
        name = briefing.story.title if briefing.story else "no story"
        yield f"{stem}: {name}, after {before}, before {after}"


def _checks(outcome: Outcome, _: tuple[str, ...]) -> Iterator[str]:
    for one in outcome.checked.corpus.articles:
        for statement in one.statements:
            check = outcome.checked.checks.get((one.stem, statement.id), Check())
            recorded = f", recorded on {check.recorded}" if check.recorded else ""
            yield f"{_name(one.stem, statement.id)}: {check.state}{recorded}"


SHOWN: Mapping[str, Callable[[Outcome, tuple[str, ...]], Iterator[str]]] = {
    "annotations": _annotations,
    "statements": _statements,
    "questions": _questions,
    "fields": _fields,
    "speakers": _speakers,
    "links": _links,
    "files": _files,
    "pages": _pages,
    "language": _language,
    "html": _html,
    "summary": _summary,
    "cards": _cards,
    "story": _story,
    "checks": _checks,
}
"""What an example can show; each word stands for a function that writes lines."""
