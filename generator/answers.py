"""What articles answer, and what is wrong with answers: twice, contradicting, in circles."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.diagnostics import Code, Diagnostic, Related, diagnose
from generator.ledger import Answer
from generator.model import SETTLED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.corpus import Corpus, Linked
    from generator.ledger import Question, QuestionName
    from generator.model import Article
    from generator.questions import QuestionIndex
    from generator.source import Place

Named = tuple["QuestionName", Answer]


class Answers:
    """Reads the answers of one article; `problems` is filled on the way."""

    def __init__(
        self, article: Article, questions: QuestionIndex, asks: Mapping[str, QuestionName]
    ) -> None:
        """Take an article, all questions, and which of them its passages ask."""
        self.article = article
        self.questions = questions
        self.asks = asks
        self.problems: list[Diagnostic] = []

    def answers(self) -> tuple[Named, ...]:
        """Give those that can be used, with the questions that they answer."""
        return tuple(self._answers())

    def _answers(self) -> Iterator[Named]:
        seen: dict[QuestionName, int] = {}
        for index, fields in enumerate(self.article.fields.answers):
            span = self.article.front_matter.span("answers", index, "question")
            name, problem = self.questions.resolve(self.article, span, fields.question)
            if problem:
                self.problems.append(problem)
            elif name and name in seen:
                self._report_twice(index, seen[name])
            elif name:
                seen[name] = index
                answer = Answer(self.article.stem, self.article.fields.date, fields)
                if self._is_timely(name, index):
                    self._check_evidence(name, index)
                    yield name, self._dated(name, answer, index)

    def _is_timely(self, name: QuestionName, index: int) -> bool:
        asked, day = self.questions.date(name), self.article.fields.date
        if asked > day:
            message = f"the answer is of {day}, before the question was asked ({asked})"
            hint = "Is the `date` of one of the two articles wrong?"
            self._report(Code.ANSWER_EARLY, index, message, hint)
        return asked <= day

    def _dated(self, name: QuestionName, answer: Answer, index: int) -> Answer:
        """Date an answer to a question of one's own: it came when the article was updated."""
        fields = self.article.fields
        if name[0] != self.article.stem:
            return answer
        if fields.updated and fields.updated > fields.date:
            return replace(answer, date=fields.updated)
        message = f"this article asks `{name[1]}` itself, and answers it on the same day"
        hint = (
            "Leave out the question or the answer; if the answer came later, set `updated` to "
            "its day."
        )
        self._report(Code.ANSWER_OWN, index, message, hint)
        return answer

    def _check_evidence(self, name: QuestionName, index: int) -> None:
        """Find answers that rest on words which show the same question to be open."""
        fields = self.article.fields.answers[index]
        if fields.status not in SETTLED:
            return
        for number, evidence in enumerate(fields.evidence):
            if self.asks.get(evidence) == name:
                message = f"the answer rests on `{evidence}`, which shows the question to be open"
                hint = "Name the passage that answers it, or write `status: partly`."
                span = self.article.front_matter.span("answers", index, "evidence", number)
                source = self.article.source
                self.problems.append(diagnose(Code.ANSWER_CIRCULAR, source, span, message, hint))

    def _report_twice(self, index: int, first: int) -> None:
        message = "this article answers the question twice"
        hint = "Make one answer of the two."
        place = self.article.front_matter.span("answers", first, "question")
        related = Related(self.article.source.place(place), "the first answer to it")
        self._report(Code.ANSWER_TWICE, index, message, hint, related)

    def _report(self, code: Code, index: int, message: str, hint: str, *related: Related) -> None:
        span = self.article.front_matter.span("answers", index, "question")
        source = self.article.source
        self.problems.append(diagnose(code, source, span, message, hint, related=related))


def answer_problems(corpus: Corpus) -> Iterator[Diagnostic]:
    """Find answers of different articles that do not go together."""
    for question in corpus.questions.values():
        yield from _conflicts(question, corpus.by_stem)
    yield from _circles(corpus.by_stem)


def _conflicts(question: Question, by_stem: Mapping[str, Linked]) -> Iterator[Diagnostic]:
    """Find answers that take back what an earlier one settled, though nobody asked again."""
    settled: Answer | None = None
    for step in question.history:
        answer = step.answer
        if answer and settled and answer.fields.status != settled.fields.status:
            message = (
                f"this says `{answer.fields.status}`, but `{settled.stem}` said "
                f"`{settled.fields.status}` on {settled.date}, and nobody has asked again"
            )
            hint = "Mark with `.gap asks=…` where it became open again, or correct one of the two."
            earlier = _place(by_stem[settled.stem].article, settled)
            related = Related(earlier, "the earlier answer")
            place = _place(by_stem[answer.stem].article, answer)
            yield Diagnostic(Code.ANSWER_CONFLICT, place, message, hint, (related,))
        settled = answer if answer and step.status in SETTLED else None


def _place(article: Article, answer: Answer) -> Place:
    index = article.fields.answers.index(answer.fields)
    return article.source.place(article.front_matter.span("answers", index, "status"))


def _circles(found: Mapping[str, Linked]) -> Iterator[Diagnostic]:
    """Find articles that answer one another's questions; they are of one day, so none was first."""
    leads: dict[str, set[str]] = defaultdict(set)
    for one in found.values():
        for (stem, _), answer in one.answers:
            other = found.get(stem)
            if stem != one.stem and other and other.article.fields.date == answer.date:
                leads[one.stem].add(stem)
    group = _groups(leads)
    closing = [
        (one.article, name, answer)
        for stem, one in sorted(found.items())
        for name, answer in one.answers
        if name[0] in leads.get(stem, ()) and group[stem] == group[name[0]]
    ]
    back = {asking: _place(article, answer) for article, (asking, _), answer in reversed(closing)}
    for article, (asking, identifier), answer in closing:
        message = (
            f"`{article.stem}` answers `{asking}#{identifier}`, and `{asking}` a question that "
            "comes from here: of articles of one day, none can have been first"
        )
        hint = "Leave out the answer in the one that was written first."
        related = Related(back[article.stem], "a question of this article is answered here")
        place = _place(article, answer)
        yield Diagnostic(Code.ANSWER_CIRCULAR, place, message, hint, (related,))


def _groups(leads: Mapping[str, set[str]]) -> Mapping[str, str]:
    """Name for each the group of those that lead to one another (Kosaraju's way, linear)."""
    back: dict[str, set[str]] = defaultdict(set)
    for start, ends in leads.items():
        for end in ends:
            back[end].add(start)
    group: dict[str, str] = {}
    for root in reversed(_finished(leads)):
        left = [root] if root not in group else []
        group.setdefault(root, root)
        while left:
            new = [name for name in back.get(left.pop(), ()) if name not in group]
            group |= dict.fromkeys(new, root)
            left += new
    return group


def _finished(leads: Mapping[str, set[str]]) -> list[str]:
    """Put each behind all to which it leads, as far as circles allow."""
    order: list[str] = []
    seen: set[str] = set()
    for root in leads:
        ways = [] if root in seen else [(root, iter(leads[root]))]
        seen.add(root)
        while ways:
            name, ends = ways[-1]
            end = next((end for end in ends if end not in seen), None)
            if end is None:
                order.append(name)
                ways.pop()
            else:
                seen.add(end)
                ways.append((end, iter(leads.get(end, ()))))
    return order
