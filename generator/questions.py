"""Which question a name means."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.diagnostics import (
    Code,
    Diagnostic,
    diagnose,
    did_you_mean,
    listed,
    meant_or_listed,
    nearest,
)
from generator.ledger import Question, QuestionName

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.model import Article
    from generator.source import Span


@dataclass(frozen=True)
class QuestionIndex:
    """All questions by their names, and which of them stand in which story.

    `automatic` are questions whose id was made of words, which other articles cannot name;
    `stems` maps old stems to new ones.
    """

    questions: Mapping[QuestionName, Question]
    by_stem: Mapping[str, list[str]]
    by_story: Mapping[str, Mapping[str, tuple[QuestionName, ...]]]
    automatic: frozenset[QuestionName]
    stems: Mapping[str, str]
    hidden: frozenset[str]
    silent: frozenset[str]

    @classmethod
    def of(
        cls, articles: Iterable[Article], hidden: frozenset[str], silent: frozenset[str]
    ) -> QuestionIndex:
        """Index the questions of articles; `silent` are files that could not be read."""
        questions: dict[QuestionName, Question] = {}
        by_stem: dict[str, list[str]] = defaultdict(list)
        automatic = set()
        stems: dict[str, str] = {}
        by_story: dict[str, dict[str, list[QuestionName]]] = defaultdict(lambda: defaultdict(list))
        for article in articles:
            stems |= dict.fromkeys(article.fields.formerly, article.stem)
            by_stem.setdefault(article.stem, [])
            for question, explicit in _asked(article):
                questions.setdefault(question.name, question)
                by_stem[article.stem].append(question.id)
                if not explicit:
                    automatic.add(question.name)
                elif article.fields.story and article.stem not in hidden:
                    by_story[article.fields.story][question.id].append(question.name)
        frozen = {
            story: {name: tuple(dict.fromkeys(found)) for name, found in names.items()}
            for story, names in by_story.items()
        }
        broken = frozenset(path.rsplit("/", 1)[-1].removesuffix(".md") for path in silent)
        return cls(questions, by_stem, frozen, frozenset(automatic), stems, hidden, broken)

    @cached_property
    def _askers(self) -> Mapping[str, list[str]]:
        """The articles that ask a question of an id which every other article can name."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in self.questions:
            if name not in self.automatic and name[0] not in self.hidden:
                found[name[1]].append(name[0])
        return found

    def asked_by(self, article: Article) -> Iterator[QuestionName]:
        """Names of the questions that an article asks, in its order."""
        yield from dict.fromkeys(question.name for question, _ in _asked(article))

    def date(self, name: QuestionName) -> dt.date:
        """Day on which a question was asked."""
        return self.questions[name].asked

    def resolve(
        self, article: Article, span: Span, text: str
    ) -> tuple[QuestionName | None, Diagnostic | None]:
        """Find the question that `<stem>#<id>`, `#<id>` or `<id>` means in an article."""
        stem, mark, identifier = text.rpartition("#")
        own = (article.stem, identifier)
        if stem and stem != article.stem:
            name = (self.stems.get(stem, stem), identifier)
            return self._elsewhere(article, span, name)
        if own in self.questions:
            return own, None
        if mark:
            known = self.by_stem.get(article.stem, [])
            message = f"this article asks no question `{identifier}`"
            hint = meant_or_listed(identifier, known) or "It asks none."
            return None, diagnose(Code.QUESTION_UNKNOWN, article.source, span, message, hint)
        return self._in_story(article, span, identifier)

    def _in_story(
        self, article: Article, span: Span, identifier: str
    ) -> tuple[QuestionName | None, Diagnostic | None]:
        names = self.by_story.get(article.fields.story or "", {})
        found = names.get(identifier, ())
        if len(found) == 1:
            return self._elsewhere(article, span, found[0])
        if found:
            message = f"`{identifier}` is asked by {len(found)} articles of the story"
            hint = f"Write one of {listed('#'.join(name) for name in found)}."
            return None, diagnose(Code.QUESTION_UNKNOWN, article.source, span, message, hint)
        message = f"there is no question `{identifier}` in this article or its story"
        known = (*self.by_stem.get(article.stem, ()), *names)
        askers = self._askers.get(identifier, ())
        hint = _meant(identifier, askers) or did_you_mean(identifier, known)
        hint = hint or "A question of another story is named with its article: `<article>#<id>`."
        return None, diagnose(Code.QUESTION_UNKNOWN, article.source, span, message, hint)

    def _elsewhere(
        self, article: Article, span: Span, name: QuestionName
    ) -> tuple[QuestionName | None, Diagnostic | None]:
        stem, identifier = name
        hint = ""
        if stem in self.silent:
            return None, None
        if stem in self.hidden and article.stem not in self.hidden:
            message = f"`{stem}` is a draft, so its questions cannot be named yet"
            hint = "Publish it first, or make this one a draft too (`status: draft`)."
        elif name in self.automatic:
            message = f"the id of `{stem}#{identifier}` is made of its words and may change"
            hint = "Give the passage an id of its own there (`#id`)."
        elif name in self.questions:
            return name, None
        elif stem in self.by_stem:
            message = f"`{stem}` asks no question `{identifier}`"
            hint = meant_or_listed(identifier, self.by_stem[stem]) or "It asks none."
        else:
            message = f"there is no article `{stem}` that could ask `{identifier}`"
            askers = self._askers.get(identifier, ())
            near = nearest(stem, askers)
            hint = _meant(identifier, [near] if near else askers) or did_you_mean(
                stem, self.by_stem
            )
            hint = hint or "An article is named by its file, without folder and `.md`."
        return None, diagnose(Code.QUESTION_UNKNOWN, article.source, span, message, hint)


def _meant(identifier: str, askers: Sequence[str]) -> str:
    """Suggest the questions of an id that articles ask."""
    names = [f"{stem}#{identifier}" for stem in askers]
    return f"Did you mean {listed(names, ' or ')}?" if names else ""


def _asked(article: Article) -> Iterator[tuple[Question, bool]]:
    """Give the questions of an article: of its front matter, then those asked in place."""
    fields = article.fields
    for question in fields.questions:
        yield (
            Question(
                (article.stem, question.id),
                question.ask,
                fields.date,
                question.resolves_when or "",
                fields.story or "",
            ),
            True,
        )
    for annotation in article.body.annotations:
        if annotation.get("ask"):
            name = (article.stem, annotation.id)
            question_ = Question(name, annotation.get("ask"), fields.date, "", fields.story or "")
            yield question_, annotation.explicit
