"""Questions with everything that articles say about them, and what became of each in time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.model import SETTLED

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from generator.model import Annotation
    from generator.schema import AnswerFields

Status = Literal["open", "partly", "answered", "moot"]
QuestionName = tuple[str, str]
"""Stem of the article that asked and the question's id in it."""


@dataclass(frozen=True)
class Answer:
    """What an article says about a question."""

    stem: str
    date: dt.date
    fields: AnswerFields


@dataclass(frozen=True)
class Gap:
    """A passage that shows a question to be open."""

    stem: str
    date: dt.date
    annotation: Annotation


class Step(NamedTuple):
    """What one article did to a question.

    It `asked` it, showed it to be `open` still, answered it `partly`, `answered` it, found it
    overtaken (`moot`), or asked it `again` after an answer.

    `gaps` are the passages that show it to be open, `answer` is what an answer says.
    """

    what: Literal["asked", "open", "partly", "answered", "moot", "again"]
    date: dt.date
    stem: str
    gaps: tuple[Gap, ...] = ()
    answer: Answer | None = None

    @property
    def status(self) -> Status:
        """How it leaves the question."""
        return self.answer.fields.status if self.answer else "open"


@dataclass(frozen=True)
class Question:
    """A question with everything that articles say about it, in the order of date and stem."""

    name: QuestionName
    ask: str
    asked: dt.date
    resolves_when: str = ""
    story: str = ""
    gaps: tuple[Gap, ...] = ()
    answers: tuple[Answer, ...] = ()

    @property
    def stem(self) -> str:
        """Stem of the article that asked."""
        return self.name[0]

    @property
    def id(self) -> str:
        """Id in the article that asked."""
        return self.name[1]

    @cached_property
    def history(self) -> tuple[Step, ...]:
        """What became of it in time, an article at a time; first, that it was asked.

        What an article answers counts for more than what it shows to be open: an answer in part
        often does both. Words from before the question was asked belong to its asking.
        """
        return tuple(self._steps())

    def _steps(self) -> Iterator[Step]:
        answers: dict[tuple[dt.date, str], list[Answer]] = {}
        gaps: dict[tuple[dt.date, str], list[Gap]] = {}
        for answer in self.answers:
            answers.setdefault((answer.date, answer.stem), []).append(answer)
        for gap in self.gaps:
            gaps.setdefault((gap.date, gap.stem), []).append(gap)
        asking = (self.asked, self.stem)
        own = gaps.pop(asking, [])
        before = [when for when in sorted(gaps) if when[0] < self.asked]
        earlier = [gap for when in before for gap in gaps.pop(when)]
        yield Step("asked", *asking, (*own, *earlier))
        status: Status = "open"
        for when in sorted({*answers, *gaps}):
            shown = tuple(gaps.get(when, ()))
            for answer in answers.get(when, ()):
                status = answer.fields.status
                yield Step(status, *when, shown, answer)
            if when not in answers:
                yield Step("open" if status == "open" else "again", *when, shown)
                status = "open"

    @property
    def status(self) -> Status:
        """How the last step leaves it."""
        return self.history[-1].status

    @property
    def is_settled(self) -> bool:
        """Whether nothing of it is open any more."""
        return self.status in SETTLED

    @property
    def settled_after(self) -> int | None:
        """Days until it was settled: by the first of the last answers that say the same."""
        if not self.is_settled:
            return None
        agreeing = takewhile(lambda step: step.what == self.status, reversed(self.history))
        return self.days_to(min(step.date for step in agreeing))

    def days_to(self, day: dt.date) -> int:
        """Days from the one on which it was asked."""
        return (day - self.asked).days


class Turn(NamedTuple):
    """What an article did to a question."""

    question: Question
    step: Step


def turns(questions: Iterable[Question]) -> Iterator[Turn]:
    """Give what became of questions, one after another; that one is still open is no turn."""
    for question in questions:
        for step in question.history:
            if step.what != "open":
                yield Turn(question, step)
